#[path = "../db/mod.rs"]
mod db;

use db::Tenant;

async fn run(db: &pg_orm::Pool) -> Result<String, pg_orm::Error> {
    let tenant = Tenant::by_slug("acme").get(db).await?;
    Ok(tenant.slug)
}

fn main() {}
