#[path = "../db/mod.rs"]
mod db;

use db::{User, post, user};

fn read() -> impl Sized {
    User::query().include(user::posts.some(post::title.eq("a")))
}

fn main() {}
