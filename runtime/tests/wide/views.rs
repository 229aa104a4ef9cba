//! Views: read as models are, and never written; materialized ones are made anew.

use crate::db::{
    Asker, Author, Count, Document, OwnSecret, Secret, Tally, Title, Writer, author, count, document, secret,
    tally, title, writer,
};
use crate::on_a_fresh_schema;

async fn fill(pool: &pg_orm::Pool) {
    for (id, slug) in [(1, "ada"), (2, "bea")] {
        let new = author::New { id, slug: slug.into(), email: slug.into() };
        Author::insert(new).exec(pool).await.unwrap();
        let sql = "insert into secret values ($1, $2)";
        pool.execute(sql, &[&id, &format!("word of {slug}")]).await.unwrap();
    }
    for id in [1, 2, 3] {
        let new = Document::insert(document::New { id, title: "same".into() });
        new.author_id(1).exec(pool).await.unwrap();
    }
}

#[test]
fn views_are_read_as_models_are() {
    on_a_fresh_schema(async |pool| {
        fill(pool).await;
        let ada = Writer::by_id(1).one(pool).await.unwrap();
        assert_eq!((ada.slug.as_str(), ada.documents, ada.newest), ("ada", 3, Some(3)));
        let query = Writer::query().filter(writer::documents.gt(0)).order_by(writer::id.desc());
        let (writer, author) = query.include(writer::author).one(pool).await.unwrap();
        assert_eq!((writer.id, author.slug.as_str()), (1, "ada"));
        let latest =
            Writer::query().order_by(writer::slug.asc()).include(writer::latest).all(pool).await.unwrap();
        let latest: Vec<_> = latest.into_iter().map(|(_, row)| row.map(|row| row.id)).collect();
        assert_eq!(latest, [Some(3), None]);
        assert_eq!(
            Writer::query().filter(writer::author.is(author::slug.eq("BEA"))).count(pool).await.unwrap(),
            1
        );
        // Rows without a key, equal to each other: as many as are asked for, each with what belongs to it.
        let titles = Title::query().filter(title::title.eq("same")).limit(2).include(title::author);
        let titles = titles.all(pool).await.unwrap();
        assert!(titles.len() == 2 && titles.iter().all(|(_, by)| by.as_ref().is_some_and(|by| by.id == 1)));
    });
}

#[test]
fn materialized_views_are_made_anew() {
    on_a_fresh_schema(async |pool| {
        assert_eq!(Tally::query().count(pool).await.unwrap(), 0);
        fill(pool).await;
        assert_eq!(Tally::query().count(pool).await.unwrap(), 0);
        Tally::refresh(pool).await.unwrap();
        assert_eq!(Tally::by_author_id(1).one(pool).await.unwrap().documents, 3);
        Document::by_id(3).delete().exec(pool).await.unwrap();
        Tally::refresh_concurrently(pool).await.unwrap();
        assert_eq!(Tally::query().filter(tally::documents.eq(2)).count(pool).await.unwrap(), 1);
        let transaction = pool.begin().await.unwrap();
        Count::refresh(&transaction).await.unwrap();
        Tally::refresh_concurrently(&transaction).await.unwrap();
        transaction.commit().await.unwrap();
        assert_eq!(Count::query().filter(count::documents.eq(2)).count(pool).await.unwrap(), 1);
    });
}

#[test]
fn a_view_of_whoever_asks_takes_a_session() {
    on_a_fresh_schema(async |pool| {
        fill(pool).await;
        let session = pool.session(Asker { author_id: 2 });
        let words = OwnSecret::query().all(&session).await.unwrap();
        assert_eq!(words.iter().map(|row| row.word.as_str()).collect::<Vec<_>>(), ["word of bea"]);
        let own = Secret::query().filter(secret::word.eq(words[0].word.clone())).one(&session).await.unwrap();
        assert_eq!(own.author_id, 2);
    });
}
