#[path = "../db/mod.rs"]
mod db;

use db::User;

async fn run(db: &pg_orm::Connection) -> Result<u64, pg_orm::Error> {
    User::query().delete().exec(db).await
}

fn main() {}
