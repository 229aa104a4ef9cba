#[path = "../db/mod.rs"]
mod db;

use db::{Post, post};

fn read() -> impl Sized {
    Post::query().filter(post::id.eq("67e55044-10b1-426f-9247-bb680e5fe0c8"))
}

fn main() {}
