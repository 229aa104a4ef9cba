#[path = "../db/mod.rs"]
mod db;

use db::{User, post, user};

fn read() -> pg_orm::Query<User> {
    User::query().order_by((user::email.asc(), post::title.asc()))
}

fn main() {}
