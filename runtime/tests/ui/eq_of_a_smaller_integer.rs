#[path = "../db/mod.rs"]
mod db;

use db::{User, user};

fn read(id: i32) -> pg_orm::Query<User> {
    User::query().filter(user::id.eq(id))
}

fn main() {}
