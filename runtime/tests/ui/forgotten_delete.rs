#![deny(unused_must_use)]
#![allow(dead_code)]

#[path = "../db/mod.rs"]
mod db;

use db::{Post, post};

async fn run() {
    Post::query().filter(post::title.eq("a")).delete();
}

fn main() {}
