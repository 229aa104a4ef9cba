//! Chinook: a schema of our own for real data, migrated into PostgreSQL 15 and 18, and typed queries whose
//! answers equal those of hand-written SQL on the original database.

mod load;
mod queries;
mod sides;

mod db {
    pg_orm::include_schema!();
}

use pg_orm_tests::corpus_file;
use sides::Sides;

#[tokio::test(flavor = "multi_thread")]
async fn postgres_15_answers_alike() {
    answers_alike(15).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn postgres_18_answers_alike() {
    answers_alike(18).await;
}

async fn answers_alike(major: u32) {
    let Some(script) = corpus_file("real/chinook.sql") else { return };
    let sides = Sides::prepare(major, &script).await;
    load::copy_everything(&sides).await;
    queries::compare_all(&sides).await;
}
