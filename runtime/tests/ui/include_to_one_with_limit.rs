#[path = "../db/mod.rs"]
mod db;

use db::{Post, post};

fn read() -> impl Sized {
    Post::query().include(post::author.limit(1))
}

fn main() {}
