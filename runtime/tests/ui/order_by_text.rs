#[path = "../db/mod.rs"]
mod db;

use db::User;

fn read() -> pg_orm::Query<User> {
    User::query().order_by("email")
}

fn main() {}
