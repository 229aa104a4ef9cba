//! Foreign keys whose ends have types of several widths: rows are stitched, and looked for, all the same.

use pg_orm::Pool;
use pg_orm::types::rust_decimal::Decimal;

use crate::db::{Author, Document, Like, Note, Part, author, document, like, note, part};
use crate::on_a_fresh_schema;

async fn fill(pool: &Pool) {
    for (id, slug) in [(-1_i64, "Neg"), (1, "Ada"), (70_000, "Far"), (5_000_000_000, "Big")] {
        let email = format!("{slug}@x.com").to_lowercase();
        Author::insert(author::New { id, slug: slug.into(), email }).exec(pool).await.unwrap();
    }
    for (id, by) in [(1, -1), (2, 1), (-3, 1), (4, 70_000)] {
        Document::insert(document::New { id, title: format!("{id}") })
            .author_id(by)
            .exec(pool)
            .await
            .unwrap();
    }
    Document::insert(document::New { id: 5, title: "5".into() }).exec(pool).await.unwrap();
    for (author_id, document_id) in [(1, -3_i64), (1, 4), (-1, -3)] {
        Like::insert(like::New { author_id, document_id }).exec(pool).await.unwrap();
    }
}

#[test]
fn whole_numbers_of_any_width_are_stitched() {
    on_a_fresh_schema(async |pool| {
        fill(pool).await;
        let authors = Author::query().order_by(author::id.asc());
        let ids = |rows: &[Document]| rows.iter().map(|row| row.id).collect::<Vec<_>>();
        let read =
            authors.clone().include(author::documents.order_by(document::id.asc())).all(pool).await.unwrap();
        let found: Vec<_> = read.iter().map(|(_, rows)| ids(rows)).collect();
        assert_eq!(found, [vec![1], vec![-3, 2], vec![4], vec![]]);
        let limited = author::documents.order_by(document::id.asc()).limit(1);
        let read = authors.clone().include(limited).all(pool).await.unwrap();
        let found: Vec<_> = read.iter().map(|(_, rows)| ids(rows)).collect();
        assert_eq!(found, [vec![1], vec![-3], vec![4], vec![]]);
        let read =
            authors.clone().include(author::liked.order_by(document::id.asc())).all(pool).await.unwrap();
        let found: Vec<_> = read.iter().map(|(_, rows)| ids(rows)).collect();
        assert_eq!(found, [vec![-3], vec![-3, 4], vec![], vec![]]);

        // From the narrow side, and further on from there.
        let documents = Document::query().order_by(document::id.asc());
        let read = documents.clone().include(document::author).all(pool).await.unwrap();
        let found: Vec<_> = read.iter().map(|(_, by)| by.as_ref().map(|by| by.id)).collect();
        assert_eq!(found, [Some(1), Some(-1), Some(1), Some(70_000), None]);
        let read = documents.include(document::liked_by.include(author::documents)).all(pool).await.unwrap();
        let found: Vec<usize> =
            read.iter().map(|(_, by)| by.iter().map(|(_, rows)| rows.len()).sum()).collect();
        assert_eq!(found, [3, 0, 0, 2, 0]);

        let some = author::documents.some(document::title.eq("2"));
        assert_eq!(Author::query().filter(some).one(pool).await.unwrap().id, 1);
        assert_eq!(
            Author::query().filter(author::documents.is_empty()).one(pool).await.unwrap().id,
            5_000_000_000
        );
        let by_far = document::author.is(author::slug.eq("far"));
        assert_eq!(Document::query().filter(by_far).one(pool).await.unwrap().id, 4);
        assert_eq!(Document::query().filter(document::liked_by.exist()).count(pool).await.unwrap(), 2);
    });
}

#[test]
fn texts_and_numerics_are_stitched_as_postgresql_compares_them() {
    on_a_fresh_schema(async |pool| {
        fill(pool).await;
        // `citext` to `citext`, whatever the case; `citext` to `text`, as text.
        let new = note::New { id: Decimal::new(100, 2), slug: "ADA".into(), by: "big@x.com".into() };
        Note::insert(new).exec(pool).await.unwrap();
        for id in [1, 2] {
            Part::insert(part::New { id, note_id: 1 }).exec(pool).await.unwrap();
        }
        let (note, of) = Note::query().include(note::of).one(pool).await.unwrap();
        assert_eq!((note.id.to_string().as_str(), of.id), ("1.00", 1));
        let (_, mailed) = Note::query().include(note::mailed).one(pool).await.unwrap();
        assert_eq!(mailed.id, 5_000_000_000);
        let (_, parts) = Note::query().include(note::parts).one(pool).await.unwrap();
        assert_eq!(parts.len(), 2);
        let (part, note) = Part::query().filter(part::id.eq(2)).include(part::note).one(pool).await.unwrap();
        assert_eq!((part.note_id, note.slug.as_str()), (1, "ADA"));
        let (author, notes) = Author::by_id(1).include(author::notes).one(pool).await.unwrap();
        assert_eq!((author.slug.as_str(), notes.len()), ("Ada", 1));
        assert!(Note::query().filter(note::of.is(author::id.eq(1))).exists(pool).await.unwrap());
        assert!(Note::query().filter(note::parts.some(part::id.eq(1))).exists(pool).await.unwrap());
    });
}
