#[path = "../db/mod.rs"]
mod db;

use db::{post, user, Post};

async fn read(pool: &pg_orm::Pool) -> Result<Vec<Post>, pg_orm::Error> {
    Post::query().filter(post::author.is(user::first_name.eq("Ada"))).all(pool).await
}

fn main() {}
