#[path = "../db/mod.rs"]
mod db;

use db::Post;

async fn run(pool: pg_orm::Pool) -> Result<(), pg_orm::Error> {
    let tx = pool.begin().await?;
    let task = tokio::spawn(async { Post::query().count(&tx).await });
    task.await.map_err(pg_orm::Error::other)??;
    tx.commit().await
}

fn main() {}
