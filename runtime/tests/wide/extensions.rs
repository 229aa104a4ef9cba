//! Types of extensions, in whatever schema these live.

use pg_orm::types::{Cube, HalfVector, Hstore, Opaque, Range, SparseVector, Vector};
use pg_orm::{ErrorKind, Pool};

use crate::db::{Author, Document, author, document};
use crate::on_a_fresh_schema;

async fn documents(pool: &Pool, vectors: &[[f32; 3]]) {
    let rows = vectors.iter().zip(1..).map(|(vector, id)| {
        Document::insert(document::New { id, title: format!("{id}") })
            .embedding(*vector)
            .halves(*vector)
            .sparse(SparseVector::new(5, [(0, vector[0]), (4, vector[2])]))
    });
    Document::insert_many(rows).exec(pool).await.unwrap();
}

#[test]
fn the_nearest_come_first() {
    on_a_fresh_schema(async |pool| {
        documents(pool, &[[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.9, 0.1, 0.0]]).await;
        Document::insert(document::New { id: 4, title: "none".into() }).exec(pool).await.unwrap();
        let to = Vector::from([1.0, 0.0, 0.0]);
        let ids = async |query: pg_orm::Query<Document>| -> Vec<i16> {
            query.all(pool).await.unwrap().iter().map(|row| row.id).collect()
        };
        let query = Document::query;
        assert_eq!(ids(query().order_by(document::embedding.cosine_distance(&to)).limit(2)).await, [1, 3]);
        assert_eq!(
            ids(query().order_by(document::embedding.l2_distance(&to).desc().nulls_last())).await,
            [2, 3, 1, 4]
        );
        assert_eq!(
            ids(query().order_by(document::embedding.l1_distance([0.0, 1.0, 0.0]).asc()).limit(1)).await,
            [2]
        );
        let by_product = document::embedding.negative_inner_product(to.clone());
        assert_eq!(ids(query().order_by((by_product.asc(), document::id.asc()))).await, [1, 3, 2, 4]);
        let near = document::embedding.l2_distance(&to).lt(0.2);
        assert_eq!(ids(query().filter(near.clone()).order_by(document::id.asc())).await, [1, 3]);
        assert_eq!(ids(query().filter(!near)).await, [2]);
        assert_eq!(
            ids(query().order_by(document::halves.cosine_distance([0.0, 1.0, 0.0])).limit(1)).await,
            [2]
        );
        let sparse = SparseVector::new(5, [(0, 1.0)]);
        let far = document::sparse.l2_distance(&sparse).ge(0.5);
        assert_eq!(ids(query().filter(far)).await, [2]);
    });
}

#[test]
fn another_number_of_dimensions_is_told_with_the_column() {
    on_a_fresh_schema(async |pool| {
        let new = || Document::insert(document::New { id: 1, title: String::new() });
        let two = Vector::from([1.0, 2.0]);
        let told = |error: pg_orm::Error| {
            assert!(matches!(error.kind(), ErrorKind::Encode { .. }), "{error}");
            error.kind().to_string()
        };
        let expected = "Document.embedding can't be sent as vector: it has 2 dimensions, and the vectors of this column have 3";
        assert_eq!(told(new().embedding(&two).exec(pool).await.unwrap_err()), expected);
        let error = told(Document::insert_many([new().embedding(&two)]).exec(pool).await.unwrap_err());
        assert!(error.contains("2 dimensions"), "{error}");
        let query = Document::query().order_by(document::embedding.l2_distance(&two));
        assert_eq!(told(query.all(pool).await.unwrap_err()), expected);
        assert!(
            told(new().sparse(SparseVector::new(4, [])).exec(pool).await.unwrap_err())
                .contains("4 dimensions")
        );
        assert!(
            told(new().many([[1.0_f32; 3]].map(Vector::from)).exec(pool).await.unwrap_err())
                .contains("3 dimensions")
        );
        assert!(told(new().meaning(two).exec(pool).await.unwrap_err()).contains("Document.meaning"));
        for number in [f32::NAN, f32::INFINITY, f32::NEG_INFINITY] {
            let error = told(new().embedding([0.0, number, 0.0]).exec(pool).await.unwrap_err());
            assert_eq!(
                error,
                format!(
                    "Document.embedding can't be sent as vector: number 2 is {number}, which a vector can't hold"
                )
            );
        }
        let error = told(new().halves([65_520.0, 0.0, 0.0]).exec(pool).await.unwrap_err());
        assert!(error.contains("number 1 is inf"), "{error}");
    });
}

#[test]
fn every_value_comes_back() {
    on_a_fresh_schema(async |pool| {
        let hstore: Hstore =
            [("", None), ("a\"\\b", Some("")), ("ключ", Some("=>,\" NULL"))].into_iter().collect();
        let inserted = Document::insert(document::New { id: 1, title: "all".into() })
            .embedding([f32::MAX, -0.0, f32::MIN_POSITIVE / 2.0])
            .meaning(Vector::from([1.5, 2.0, -3.25]))
            .halves([0.1, 65_504.0, -6e-8])
            .sparse(SparseVector::new(5, []))
            .many([Vector::from([1.0, 2.0]), Vector::from([3.0, 4.0])])
            .attributes(hstore.clone())
            .place(Cube { corner: vec![1.0, f64::NAN], opposite: Some(vec![2.0, f64::INFINITY]) })
            .path("top.science")
            .isbn("978-0-393-04002-9")
            .isbns(["978-0-393-04002-9"].map(Opaque::from))
            .book("(978-0-393-04002-9,3)")
            .span(1.5..2.5)
            .exec(pool)
            .await
            .unwrap();
        let read = Document::by_id(1).one(pool).await.unwrap();
        assert_eq!(format!("{read:?}"), format!("{inserted:?}"));
        assert_eq!(read.embedding, Some(Vector(vec![f32::MAX, -0.0, f32::MIN_POSITIVE / 2.0])));
        assert_eq!(read.halves, Some(HalfVector::from([0.1, 65_504.0, -6e-8])));
        assert_eq!(read.sparse, Some(SparseVector::new(5, [])));
        assert_eq!(read.attributes, Some(hstore));
        assert_eq!(read.isbn.as_deref(), Some("978-0-393-04002-9"));
        assert_eq!(read.isbns, [Opaque::from("978-0-393-04002-9")]);
        assert_eq!(read.book, Some(Opaque::from("(978-0-393-04002-9,3)")));
        assert_eq!(read.span, Some(Range::from(1.5..2.5)));
        // As PostgreSQL prints them.
        let texts =
            "select embedding::text, halves::text, sparse::text, attributes::text, place::text from document";
        let row = &pool.query(texts, &[]).await.unwrap()[0];
        let text = |at: usize| row.get::<String>(at).unwrap();
        assert_eq!(text(0), read.embedding.clone().unwrap().to_string());
        assert_eq!(text(1), read.halves.clone().unwrap().to_string());
        assert_eq!(text(2), read.sparse.clone().unwrap().to_string());
        assert_eq!(text(3), read.attributes.clone().unwrap().to_string());
        assert_eq!(text(4), read.place.clone().unwrap().to_string());
        assert_eq!(text(0).parse(), Ok(read.embedding.unwrap()));
        assert_eq!(text(1).parse(), Ok(read.halves.unwrap()));
        assert_eq!(text(2).parse(), Ok(read.sparse.unwrap()));
    });
}

#[test]
fn the_most_dimensions_come_back() {
    on_a_fresh_schema(async |pool| {
        let vector: Vector = (0..16_000).map(|i| i as f32).collect();
        let rows = pool.query("select $1::extensions.vector", &[&vector]).await.unwrap();
        assert_eq!(rows[0].get::<Vector>(0).unwrap(), vector);
        let sparse = SparseVector::new(1_000_000_000, [(999_999_999, 1.0)]);
        let rows = pool.query("select $1::extensions.sparsevec", &[&sparse]).await.unwrap();
        assert_eq!(rows[0].get::<SparseVector>(0).unwrap(), sparse);
    });
}

#[test]
fn columns_of_extensions_are_compared_and_set() {
    on_a_fresh_schema(async |pool| {
        let ada = Author::insert(author::New { id: 1, slug: "Ada".into(), email: "ada@x.com".into() });
        ada.handle("Countess").exec(pool).await.unwrap();
        // Whatever the case: the operators are those of `citext`, which the search path does not lead to.
        assert!(Author::by_slug("aDA").exists(pool).await.unwrap());
        let count =
            async |filter: pg_orm::Filter<Author>| Author::query().filter(filter).count(pool).await.unwrap();
        assert_eq!(count(author::slug.eq("ADA")).await, 1);
        assert_eq!(count(author::slug.ne("ADA")).await, 0);
        assert_eq!(count(author::slug.like("aD%")).await, 1);
        assert_eq!(count(author::slug.in_(["x", "ADA"])).await, 1);
        assert_eq!(count(author::slug.not_in(["x", "ADA"])).await, 0);
        assert_eq!(count(author::handle.ne("countess")).await, 0);
        assert_eq!(count(author::handle.starts_with("COUNT")).await, 1);

        let hstore: Hstore = [("a", Some("1"))].into_iter().collect();
        let new = Document::insert(document::New { id: 1, title: "t".into() });
        new.isbn("9780393040029").attributes(hstore.clone()).exec(pool).await.unwrap();
        // Two rows, so that they go as arrays.
        let more = [2, 3].map(|id| {
            Document::insert(document::New { id, title: "t".into() })
                .isbn(Some("978-0-306-40615-7").filter(|_| id == 2).map(Opaque::from))
        });
        Document::insert_many(more).exec(pool).await.unwrap();
        assert_eq!(Document::by_isbn("978-0-393-04002-9").one(pool).await.unwrap().id, 1);
        let count = async |filter: pg_orm::Filter<Document>| {
            Document::query().filter(filter).count(pool).await.unwrap()
        };
        assert_eq!(count(document::isbn.eq("978-0-393-04002-9")).await, 1);
        assert_eq!(
            count(document::isbn.in_(["978-0-393-04002-9", "9780306406157"].map(Opaque::from))).await,
            2
        );
        assert_eq!(count(document::isbn.lt("978-0-393-04002-9")).await, 1);
        assert_eq!(count(document::isbn.ne("978-0-393-04002-9")).await, 2);
        assert_eq!(count(document::attributes.eq(hstore)).await, 1);
        let update = Document::by_id(1).update(document::isbn.set("978-0-306-40616-4"));
        let row =
            update.set(document::isbns.append("978-0-393-04002-9")).returning(pool).await.unwrap().unwrap();
        assert_eq!(row.isbn.as_deref(), Some("978-0-306-40616-4"));
        assert_eq!(row.isbns, [Opaque::from("978-0-393-04002-9")]);
        assert_eq!(count(document::isbns.has("978-0-393-04002-9")).await, 1);
        let error = Document::by_id(1).update(document::isbn.set("no isbn")).exec(pool).await.unwrap_err();
        assert_eq!(error.code().unwrap().code(), "22P02", "{error}");
    });
}
