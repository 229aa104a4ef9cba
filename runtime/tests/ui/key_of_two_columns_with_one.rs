#[path = "../db/mod.rs"]
mod db;

use db::User;

fn find(tenant_id: pg_orm::types::uuid::Uuid) -> pg_orm::ByKey<User> {
    User::by_tenant_id_and_email(tenant_id)
}

fn main() {}
