#[path = "../db/mod.rs"]
mod db;

use db::{User, post};

fn insert(new: post::New) -> impl Sized {
    User::insert(new)
}

fn main() {}
