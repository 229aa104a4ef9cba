#[path = "../db/mod.rs"]
mod db;

use db::{Tenant, Viewer, tenant};

async fn read(db: &pg_orm::Session<Viewer>) -> Result<Vec<Tenant>, pg_orm::Error> {
    Tenant::query().include(tenant::users).all(db).await
}

fn main() {}
