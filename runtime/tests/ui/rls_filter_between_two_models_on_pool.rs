#[path = "../db/mod.rs"]
mod db;

use db::{Post, label, post};

async fn run(db: &pg_orm::Pool) -> Result<u64, pg_orm::Error> {
    Post::query().filter(post::labels.some(label::name.eq("new"))).count(db).await
}

fn main() {}
