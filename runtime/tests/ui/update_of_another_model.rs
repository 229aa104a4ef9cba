#[path = "../db/mod.rs"]
mod db;

use db::{User, post};

fn write() -> impl Sized {
    User::by_id(7).update(post::title.set("a"))
}

fn main() {}
