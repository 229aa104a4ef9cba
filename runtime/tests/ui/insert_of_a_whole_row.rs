#[path = "../db/mod.rs"]
mod db;

use db::User;

fn insert(user: User) -> impl Sized {
    User::insert(user)
}

fn main() {}
