#[path = "../db/mod.rs"]
mod db;

use db::{User, user};

async fn run(db: &pg_orm::Pool) -> Result<Option<User>, pg_orm::Error> {
    User::by_id(7).update(user::first_name.set("Ada")).returning(db).await
}

fn main() {}
