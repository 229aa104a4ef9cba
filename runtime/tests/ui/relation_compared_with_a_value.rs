#[path = "../db/mod.rs"]
mod db;

use db::{User, user};

fn read() -> impl Sized {
    User::query().filter(user::posts.eq(1))
}

fn main() {}
