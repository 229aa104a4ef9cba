#[path = "../db/mod.rs"]
mod db;

use db::Post;

async fn run(pool: &pg_orm::Pool) -> Result<(), pg_orm::Error> {
    let mut attempts = 0;
    pool.transaction()
        .retry(5)
        .run(async |tx| {
            attempts += 1;
            Post::query().delete().exec(&tx).await
        })
        .await?;
    Ok(())
}

fn main() {}
