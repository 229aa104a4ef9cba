#[path = "../db/mod.rs"]
mod db;

use db::{Comment, comment, post, user};

async fn run(db: &pg_orm::Pool) -> Result<u64, pg_orm::Error> {
    Comment::query().filter(comment::post.is(post::author.is(user::email.eq("a")))).count(db).await
}

fn main() {}
