#[path = "../db/mod.rs"]
mod db;

use db::Tenant;

fn find() -> pg_orm::ByKey<Tenant> {
    Tenant::by_slug(7)
}

fn main() {}
