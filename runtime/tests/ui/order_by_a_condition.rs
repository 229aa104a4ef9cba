#[path = "../db/mod.rs"]
mod db;

use db::{User, user};

fn read() -> pg_orm::Query<User> {
    User::query().order_by(user::email.eq("a"))
}

fn main() {}
