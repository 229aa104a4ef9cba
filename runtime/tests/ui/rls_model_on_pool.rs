#[path = "../db/mod.rs"]
mod db;

use db::User;

async fn read(pool: &pg_orm::Pool) -> Result<Vec<User>, pg_orm::Error> {
    User::query().all(pool).await
}

fn main() {}
