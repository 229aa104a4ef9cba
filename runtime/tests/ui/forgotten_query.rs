#![deny(unused_must_use)]
#![allow(dead_code)]

#[path = "../db/mod.rs"]
mod db;

use db::Post;

async fn run() {
    Post::query().limit(3);
}

fn main() {}
