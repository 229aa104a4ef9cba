#[path = "../db/mod.rs"]
mod db;

use db::User;

fn read() -> impl Sized {
    User::query().include("posts")
}

fn main() {}
