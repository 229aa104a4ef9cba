#![deny(unused_must_use)]
#![allow(dead_code)]

#[path = "../db/mod.rs"]
mod db;

use db::post;

async fn run() {
    post::title.set("a");
}

fn main() {}
