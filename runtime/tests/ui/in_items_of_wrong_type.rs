#[path = "../db/mod.rs"]
mod db;

use db::{User, user};

fn read() -> impl Sized {
    User::query().filter(user::id.in_(["1", "2"]))
}

fn main() {}
