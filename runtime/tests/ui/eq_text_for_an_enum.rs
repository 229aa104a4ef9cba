#[path = "../db/mod.rs"]
mod db;

use db::{Post, post};

fn read() -> impl Sized {
    Post::query().filter(post::state.eq("live"))
}

fn main() {}
