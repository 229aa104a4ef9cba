#[path = "../db/mod.rs"]
mod db;

use db::{Post, post};

async fn run(new: post::New) -> Result<Post, pg_orm::Error> {
    Post::insert(new).await
}

fn main() {}
