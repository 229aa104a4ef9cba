#[path = "../db/mod.rs"]
mod db;

use db::{Post, comment, post};

fn insert(a: post::New, b: comment::New) -> impl Sized {
    Post::insert_many([a, b])
}

fn main() {}
