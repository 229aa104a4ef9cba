#[path = "../db/mod.rs"]
mod db;

use db::{post, User};

fn read() -> pg_orm::Query<User> {
    User::query().order_by(post::title.asc())
}

fn main() {}
