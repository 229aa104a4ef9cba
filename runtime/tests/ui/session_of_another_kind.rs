#[path = "../db/mod.rs"]
mod db;

use db::{Guest, User, Viewer};

async fn users(db: &pg_orm::Session<Viewer>) -> Result<Vec<User>, pg_orm::Error> {
    User::query().all(db).await
}

async fn run(pool: &pg_orm::Pool) -> Result<Vec<User>, pg_orm::Error> {
    users(&pool.session(Guest { token: "t".into() })).await
}

fn main() {}
