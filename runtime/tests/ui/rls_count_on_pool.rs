#[path = "../db/mod.rs"]
mod db;

use db::User;

async fn run(db: &pg_orm::Pool) -> Result<u64, pg_orm::Error> {
    User::query().count(db).await
}

fn main() {}
