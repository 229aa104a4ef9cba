#[path = "../db/mod.rs"]
mod db;

use db::User;

async fn users(tx: &pg_orm::Transaction<'_, pg_orm::RowSecurity>) -> Result<Vec<User>, pg_orm::Error> {
    User::query().all(tx).await
}

async fn run(pool: &pg_orm::Pool) -> Result<Vec<User>, pg_orm::Error> {
    let tx = pool.begin().await?;
    users(&tx).await
}

fn main() {}
