#[path = "../calls/db/mod.rs"]
mod db;

use db::PostPublished;

async fn run(pool: &pg_orm::Pool) -> Result<(), pg_orm::Error> {
    PostPublished { post_id: 1 }.notify(pool).await
}

fn main() {}
