#[path = "../db/mod.rs"]
mod db;

use db::Post;

async fn run(db: &pg_orm::Pool) -> Result<(u64, Vec<Post>), pg_orm::Error> {
    let query = Post::query().limit(3);
    let count = query.count(db).await?;
    Ok((count, query.all(db).await?))
}

fn main() {}
