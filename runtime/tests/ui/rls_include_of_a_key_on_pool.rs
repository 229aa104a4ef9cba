#[path = "../db/mod.rs"]
mod db;

use db::{Post, User, post};

async fn run(db: &pg_orm::Pool, id: pg_orm::types::uuid::Uuid) -> Result<(Post, User), pg_orm::Error> {
    Post::by_id(id).include(post::author).one(db).await
}

fn main() {}
