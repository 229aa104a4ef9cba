#[path = "../db/mod.rs"]
mod db;

use db::User;

async fn run(tx: &pg_orm::Transaction<'static>) -> Result<Vec<User>, pg_orm::Error> {
    User::query().all(tx).await
}

fn main() {}
