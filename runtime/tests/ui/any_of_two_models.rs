#[path = "../db/mod.rs"]
mod db;

use db::{User, post, user};

fn read() -> pg_orm::Query<User> {
    User::query().filter(pg_orm::Filter::any_of([user::email.eq("a"), post::title.eq("b")]))
}

fn main() {}
