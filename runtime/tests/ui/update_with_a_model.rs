#[path = "../db/mod.rs"]
mod db;

use db::User;

fn write(user: User) -> impl Sized {
    User::by_id(7).update(user)
}

fn main() {}
