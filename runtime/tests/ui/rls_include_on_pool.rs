#[path = "../db/mod.rs"]
mod db;

use db::{post, Post, User};

async fn read(pool: &pg_orm::Pool) -> Result<Vec<(Post, User)>, pg_orm::Error> {
    Post::query().include(post::author).all(pool).await
}

fn main() {}
