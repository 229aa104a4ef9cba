#[path = "../db/mod.rs"]
mod db;

use db::{User, user};

fn insert(tenant_id: pg_orm::types::uuid::Uuid) -> user::Insert {
    User::insert(user::New { tenant_id, email: "a".into(), first_name: "Ada".into() }).manager_id("7")
}

fn main() {}
