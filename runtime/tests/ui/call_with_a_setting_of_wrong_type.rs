#[path = "../calls/db/mod.rs"]
mod db;

use db::{functions, functions::SearchRow};

async fn run(pool: &pg_orm::Pool) -> Result<Vec<SearchRow>, pg_orm::Error> {
    functions::search("a").state("live").all(pool).await
}

fn main() {}
