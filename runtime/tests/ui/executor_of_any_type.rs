#[path = "../db/mod.rs"]
mod db;

use db::Post;

async fn run<E>(db: &E) -> Result<Vec<Post>, pg_orm::Error> {
    Post::query().all(db).await
}

fn main() {}
