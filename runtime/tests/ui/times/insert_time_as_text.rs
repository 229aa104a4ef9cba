#[path = "../../db/mod.rs"]
mod db;

use db::{User, user};

fn insert(tenant_id: pg_orm::types::uuid::Uuid) -> user::Insert {
    User::insert(user::New { tenant_id, email: "a".into(), first_name: "Ada".into() }).created_at("2026-01-01")
}

fn main() {}
