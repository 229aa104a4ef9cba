#[path = "../db/mod.rs"]
mod db;

use db::{Comment, Post, User, comment, post};

async fn run(db: &pg_orm::Pool) -> Result<Vec<(Comment, (Post, User))>, pg_orm::Error> {
    Comment::query().include(comment::post.include(post::author)).all(db).await
}

fn main() {}
