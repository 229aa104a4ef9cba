#[path = "../db/mod.rs"]
mod db;

use db::{User, user};

fn insert(tenant_id: pg_orm::types::uuid::Uuid) -> user::Insert {
    User::insert(user::New { id: 7, tenant_id, email: "a".into(), first_name: "Ada".into() })
}

fn main() {}
