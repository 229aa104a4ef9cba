#[path = "../db/mod.rs"]
mod db;

use db::{User, Viewer, user};

async fn write(db: &pg_orm::Session<Viewer>) -> Result<u64, pg_orm::Error> {
    User::query().include(user::posts).update(user::first_name.set("Ada")).exec(db).await
}

fn main() {}
