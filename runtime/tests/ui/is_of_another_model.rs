#[path = "../db/mod.rs"]
mod db;

use db::{Post, post};

fn read() -> impl Sized {
    Post::query().filter(post::author.is(post::title.eq("a")))
}

fn main() {}
