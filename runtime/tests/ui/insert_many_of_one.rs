#[path = "../db/mod.rs"]
mod db;

use db::{Post, post};

fn insert(new: post::New) -> impl Sized {
    Post::insert_many(new)
}

fn main() {}
