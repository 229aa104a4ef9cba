#[path = "../db/mod.rs"]
mod db;

use db::Post;

async fn run(url: &str) -> Result<Vec<Post>, pg_orm::Error> {
    Post::query().all(&url).await
}

fn main() {}
