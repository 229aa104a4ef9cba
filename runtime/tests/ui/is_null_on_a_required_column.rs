#[path = "../db/mod.rs"]
mod db;

use db::{User, user};

fn read() -> impl Sized {
    User::query().filter(user::first_name.is_null())
}

fn main() {}
