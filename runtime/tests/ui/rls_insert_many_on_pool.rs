#[path = "../db/mod.rs"]
mod db;

use db::{User, user};

async fn run(db: &pg_orm::Pool, rows: Vec<user::New>) -> Result<u64, pg_orm::Error> {
    User::insert_many(rows).exec(db).await
}

fn main() {}
