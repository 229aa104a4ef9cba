#[path = "../db/mod.rs"]
mod db;

use db::{User, post, user};

fn read() -> impl Sized {
    User::query().filter(user::email.eq("a").or(post::title.eq("b")))
}

fn main() {}
