#![deny(unused_must_use)]
#![allow(dead_code)]

#[path = "../db/mod.rs"]
mod db;

use db::Post;

async fn run(db: &pg_orm::Pool) {
    Post::query().delete().exec(db);
}

fn main() {}
