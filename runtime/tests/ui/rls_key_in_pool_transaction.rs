#[path = "../db/mod.rs"]
mod db;

use db::User;

async fn read(tx: &pg_orm::Transaction<'static>) -> Result<Option<User>, pg_orm::Error> {
    User::by_id(1).get(tx).await
}

fn main() {}
