#[path = "../db/mod.rs"]
mod db;

use db::{post, User};

fn read() {
    let _ = User::query().include(post::comments);
}

fn main() {}
