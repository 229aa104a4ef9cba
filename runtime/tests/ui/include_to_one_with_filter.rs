#[path = "../db/mod.rs"]
mod db;

use db::{Post, post, user};

fn read() -> impl Sized {
    Post::query().include(post::author.filter(user::email.eq("a")))
}

fn main() {}
