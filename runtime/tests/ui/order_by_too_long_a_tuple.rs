#[path = "../db/mod.rs"]
mod db;

use db::{User, user};

fn read() -> pg_orm::Query<User> {
    User::query().order_by((
        user::email.asc(),
        user::id.asc(),
        user::first_name.asc(),
        user::created_at.asc(),
        user::updated_at.asc(),
    ))
}

fn main() {}
