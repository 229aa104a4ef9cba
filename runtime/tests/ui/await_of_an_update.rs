#[path = "../db/mod.rs"]
mod db;

use db::{Post, post};

async fn run() -> Result<u64, pg_orm::Error> {
    Post::query().update(post::title.set("a")).await
}

fn main() {}
