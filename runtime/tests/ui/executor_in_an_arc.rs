#[path = "../db/mod.rs"]
mod db;

use db::Post;
use std::sync::Arc;

async fn run(pool: Arc<pg_orm::Pool>) -> Result<Vec<Post>, pg_orm::Error> {
    Post::query().all(&pool).await
}

fn main() {}
