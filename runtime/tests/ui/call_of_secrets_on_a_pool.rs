#[path = "../calls/db/mod.rs"]
mod db;

use db::queries;

async fn run(pool: &pg_orm::Pool) -> Result<Vec<String>, pg_orm::Error> {
    queries::secret_texts().all(pool).await
}

fn main() {}
