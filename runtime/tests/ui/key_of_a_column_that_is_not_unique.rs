#[path = "../db/mod.rs"]
mod db;

use db::User;

fn find() -> pg_orm::ByKey<User> {
    User::by_email("ada@x.com")
}

fn main() {}
