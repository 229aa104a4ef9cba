#[path = "../calls/db/mod.rs"]
mod db;

use db::queries;

async fn run(pool: &pg_orm::Pool) -> Result<Option<String>, pg_orm::Error> {
    Ok(queries::top_authors(1).first(pool).await?.map(|row| row.name))
}

fn main() {}
