#[path = "../db/mod.rs"]
mod db;

use db::{Post, post};

fn insert(author_id: i64) -> post::Insert {
    Post::insert(post::New { author_id, title: "a".into() }).state("live")
}

fn main() {}
