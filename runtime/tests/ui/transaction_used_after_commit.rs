#[path = "../db/mod.rs"]
mod db;

use db::Post;

async fn run(pool: &pg_orm::Pool) -> Result<(), pg_orm::Error> {
    let tx = pool.begin().await?;
    tx.commit().await?;
    Post::query().delete().exec(&tx).await?;
    Ok(())
}

fn main() {}
