#[path = "../db/mod.rs"]
mod db;

use db::Post;

async fn run(pool: &pg_orm::Pool) -> Result<(), pg_orm::Error> {
    pool.transaction().run(|tx| Post::query().delete().exec(&tx)).await?;
    Ok(())
}

fn main() {}
