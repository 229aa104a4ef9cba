#[path = "../db/mod.rs"]
mod db;

use db::{user, User};

async fn write(pool: &pg_orm::Pool, new: user::New) -> Result<User, pg_orm::Error> {
    User::insert(new).exec(pool).await
}

fn main() {}
