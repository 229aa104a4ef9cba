#[path = "../db/mod.rs"]
mod db;

use db::{user, User};

fn write(tenant_id: pg_orm::types::uuid::Uuid) -> user::Insert {
    User::insert(user::New { tenant_id, email: "ada@x.com".into() })
}

fn main() {}
