#[path = "../db/mod.rs"]
mod db;

use db::{Post, PostState, post};

fn read() -> impl Sized {
    Post::query().filter(post::state.eq(PostState::Published))
}

fn main() {}
