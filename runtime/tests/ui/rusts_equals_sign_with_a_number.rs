#[path = "../db/mod.rs"]
mod db;

use db::{User, user};

fn read() -> impl Sized {
    User::query().filter(user::id == 1)
}

fn main() {}
