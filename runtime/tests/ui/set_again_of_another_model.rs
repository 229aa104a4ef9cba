#[path = "../db/mod.rs"]
mod db;

use db::{User, post, user};

fn write() -> impl Sized {
    User::query().update(user::email.set("a")).set(post::title.set("b"))
}

fn main() {}
