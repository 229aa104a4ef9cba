#[path = "../db/mod.rs"]
mod db;

use db::{Post, post, user};

async fn run(db: &pg_orm::Pool) -> Result<u64, pg_orm::Error> {
    Post::query().filter(post::author.is(user::email.eq("a"))).delete().exec(db).await
}

fn main() {}
