#[path = "../db/mod.rs"]
mod db;

use db::{user, User};

async fn write<S: pg_orm::SessionSettings>(db: &pg_orm::Session<S>) -> Result<u64, pg_orm::Error> {
    User::by_id(1).update(user::id.set(2)).exec(db).await
}

fn main() {}
