#[path = "../db/mod.rs"]
mod db;

use db::User;

fn write() -> impl Sized {
    User::by_id(7).update()
}

fn main() {}
