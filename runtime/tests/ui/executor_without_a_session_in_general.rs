#[path = "../db/mod.rs"]
mod db;

use db::User;

async fn run<E: pg_orm::Executor<pg_orm::Open>>(db: &E) -> Result<Vec<User>, pg_orm::Error> {
    User::query().all(db).await
}

fn main() {}
