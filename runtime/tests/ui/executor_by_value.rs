#[path = "../db/mod.rs"]
mod db;

use db::Post;

async fn run(pool: pg_orm::Pool) -> Result<Vec<Post>, pg_orm::Error> {
    Post::query().all(pool).await
}

fn main() {}
