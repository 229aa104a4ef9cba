#![deny(unused_must_use)]
#![allow(dead_code)]

#[path = "../db/mod.rs"]
mod db;

use db::Post;

async fn run() {
    Post::by_id(pg_orm::types::uuid::Uuid::nil());
}

fn main() {}
