#[path = "../db/mod.rs"]
mod db;

use db::Post;

async fn run(pool: &pg_orm::Pool) -> Result<(), pg_orm::Error> {
    let mut tx = pool.begin().await?;
    let savepoint = tx.savepoint().await?;
    Post::query().delete().exec(&tx).await?;
    savepoint.commit().await
}

fn main() {}
