#[path = "../db/mod.rs"]
mod db;

use db::{User, user};

fn read(id: Option<i64>) -> impl Sized {
    User::query().filter(user::id.in_([id]))
}

fn main() {}
