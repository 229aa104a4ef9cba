#[path = "../db/mod.rs"]
mod db;

use db::{Post, post};

fn read() -> impl Sized {
    Post::query().filter(post::state.like("li%"))
}

fn main() {}
