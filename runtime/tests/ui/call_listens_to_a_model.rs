#[path = "../calls/db/mod.rs"]
mod db;

use db::Post;

async fn run(pool: &pg_orm::Pool) -> Result<(), pg_orm::Error> {
    let mut posts = pool.listen::<Post>().await?;
    posts.next().await?;
    Ok(())
}

fn main() {}
