#[path = "../db/mod.rs"]
mod db;

use db::Post;

async fn run(mut tx: pg_orm::Transaction<'static>) -> Result<(), pg_orm::Error> {
    let savepoint = tx.savepoint().await?;
    tokio::spawn(async move { Post::query().count(&savepoint).await });
    Ok(())
}

fn main() {}
