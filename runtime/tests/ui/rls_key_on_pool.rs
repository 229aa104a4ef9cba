#[path = "../db/mod.rs"]
mod db;

use db::User;

async fn run(db: &pg_orm::Pool) -> Result<User, pg_orm::Error> {
    User::by_id(7).one(db).await
}

fn main() {}
