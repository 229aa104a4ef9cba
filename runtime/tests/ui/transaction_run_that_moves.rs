#[path = "../db/mod.rs"]
mod db;

use db::{Post, post};

async fn run(pool: &pg_orm::Pool, new: post::New) -> Result<(), pg_orm::Error> {
    pool.transaction()
        .retry(5)
        .run(async move |tx| Post::insert(new).exec(&tx).await)
        .await?;
    Ok(())
}

fn main() {}
