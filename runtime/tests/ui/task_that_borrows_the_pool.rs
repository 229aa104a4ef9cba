#[path = "../db/mod.rs"]
mod db;

use db::Post;

async fn run(pool: &pg_orm::Pool) {
    tokio::spawn(async { Post::query().count(pool).await });
}

fn main() {}
