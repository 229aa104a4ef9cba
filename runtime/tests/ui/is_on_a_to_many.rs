#[path = "../db/mod.rs"]
mod db;

use db::{User, post, user};

fn read() -> impl Sized {
    User::query().filter(user::posts.is(post::title.eq("a")))
}

fn main() {}
