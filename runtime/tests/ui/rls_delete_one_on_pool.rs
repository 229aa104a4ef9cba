#[path = "../db/mod.rs"]
mod db;

use db::User;

async fn run(db: &pg_orm::Pool) -> Result<u64, pg_orm::Error> {
    User::by_id(7).delete().exec(db).await
}

fn main() {}
