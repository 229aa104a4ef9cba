#![deny(unused_must_use)]
#![allow(dead_code)]

#[path = "../db/mod.rs"]
mod db;

use db::{Post, post};

async fn run(rows: Vec<post::New>) {
    Post::insert_many(rows);
}

fn main() {}
