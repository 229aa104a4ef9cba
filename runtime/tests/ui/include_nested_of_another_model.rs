#[path = "../db/mod.rs"]
mod db;

use db::{User, user};

fn read() -> impl Sized {
    User::query().include(user::posts.include(user::tenant))
}

fn main() {}
