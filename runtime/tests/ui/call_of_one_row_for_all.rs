#[path = "../calls/db/mod.rs"]
mod db;

use db::{queries, queries::PostCountRow};

async fn run(pool: &pg_orm::Pool) -> Result<Vec<PostCountRow>, pg_orm::Error> {
    queries::post_count().all(pool).await
}

fn main() {}
