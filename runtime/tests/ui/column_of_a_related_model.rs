#[path = "../db/mod.rs"]
mod db;

use db::{Post, post, user};

fn read() -> impl Sized {
    Post::query().filter(post::author.is(user::nickname.eq("a")))
}

fn main() {}
