#[path = "../calls/db/mod.rs"]
mod db;

use db::functions;

async fn run(pool: &pg_orm::Pool) -> Result<String, pg_orm::Error> {
    functions::greet(7).get(pool).await
}

fn main() {}
