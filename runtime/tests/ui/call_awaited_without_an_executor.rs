#[path = "../calls/db/mod.rs"]
mod db;

use db::functions;

async fn run() -> Result<i32, pg_orm::Error> {
    functions::twice(2).await
}

fn main() {}
