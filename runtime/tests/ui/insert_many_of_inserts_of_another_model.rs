#[path = "../db/mod.rs"]
mod db;

use db::{Comment, Post, comment};

fn insert(new: comment::New) -> impl Sized {
    Post::insert_many([Comment::insert(new)])
}

fn main() {}
