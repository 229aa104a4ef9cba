#[path = "../db/mod.rs"]
mod db;

use db::{User, profile, user};

fn read() -> impl Sized {
    User::query().filter(user::profile.some(profile::about.is_null()))
}

fn main() {}
