#[path = "../db/mod.rs"]
mod db;

use db::Post;

async fn run(db: &pg_orm::Pool) -> Result<Vec<Post>, pg_orm::Error> {
    Post::query().first(db).await
}

fn main() {}
