#[path = "../db/mod.rs"]
mod db;

use db::{Post, comment};

fn insert(rows: Vec<comment::New>) -> impl Sized {
    Post::insert_many(rows)
}

fn main() {}
