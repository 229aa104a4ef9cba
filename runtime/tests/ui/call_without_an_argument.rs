#[path = "../calls/db/mod.rs"]
mod db;

use db::functions;

async fn run(pool: &pg_orm::Pool) -> Result<Option<i64>, pg_orm::Error> {
    functions::likes_of().get(pool).await
}

fn main() {}
