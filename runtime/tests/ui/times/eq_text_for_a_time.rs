#[path = "../../db/mod.rs"]
mod db;

use db::{User, user};

fn read() -> impl Sized {
    User::query().filter(user::created_at.gt("2026-01-01"))
}

fn main() {}
