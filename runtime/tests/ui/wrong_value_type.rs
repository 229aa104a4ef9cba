#[path = "../db/mod.rs"]
mod db;

use db::{user, User};

fn read() -> pg_orm::Query<User> {
    User::query().filter(user::email.eq(5))
}

fn main() {}
