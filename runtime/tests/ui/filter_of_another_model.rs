#[path = "../db/mod.rs"]
mod db;

use db::{post, User};

fn read() -> pg_orm::Query<User> {
    User::query().filter(post::title.eq("x"))
}

fn main() {}
