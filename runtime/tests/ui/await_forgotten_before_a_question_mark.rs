#[path = "../db/mod.rs"]
mod db;

use db::Post;

async fn run(db: &pg_orm::Pool) -> Result<Vec<Post>, pg_orm::Error> {
    let posts = Post::query().all(db)?;
    Ok(posts)
}

fn main() {}
