#![deny(unused_must_use)]
#![allow(dead_code)]

#[path = "../db/mod.rs"]
mod db;

use db::{Post, post};

async fn run() {
    Post::insert(post::New { author_id: 7, title: "a".into() });
}

fn main() {}
