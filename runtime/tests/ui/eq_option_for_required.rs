#[path = "../db/mod.rs"]
mod db;

use db::{User, user};

fn read(email: Option<String>) -> pg_orm::Query<User> {
    User::query().filter(user::email.eq(email))
}

fn main() {}
