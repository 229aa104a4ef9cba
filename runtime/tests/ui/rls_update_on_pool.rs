#[path = "../db/mod.rs"]
mod db;

use db::{User, user};

async fn run(db: &pg_orm::Pool) -> Result<u64, pg_orm::Error> {
    User::query().update(user::first_name.set("Ada")).exec(db).await
}

fn main() {}
