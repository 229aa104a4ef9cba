#[path = "../db/mod.rs"]
mod db;

use db::Post;

async fn run(pool: &pg_orm::Pool) -> Result<Vec<Post>, pg_orm::Error> {
    pool.transaction()
        .run(async |tx| {
            let rows: u64 = "7".parse()?;
            Post::query().limit(rows).all(&tx).await
        })
        .await
}

fn main() {}
