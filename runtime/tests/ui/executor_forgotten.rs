#[path = "../db/mod.rs"]
mod db;

use db::Post;

async fn run() -> Result<Vec<Post>, pg_orm::Error> {
    Post::query().all().await
}

fn main() {}
