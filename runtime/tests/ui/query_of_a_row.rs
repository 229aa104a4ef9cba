#[path = "../db/mod.rs"]
mod db;

use db::Post;

async fn run(db: &pg_orm::Pool, post: Post) -> Result<Vec<Post>, pg_orm::Error> {
    post.query().all(db).await
}

fn main() {}
