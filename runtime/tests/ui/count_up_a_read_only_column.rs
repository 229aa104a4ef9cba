#[path = "../db/mod.rs"]
mod db;

use db::{User, user};

fn write() -> impl Sized {
    User::by_id(7).update(user::id.increase_by(1))
}

fn main() {}
