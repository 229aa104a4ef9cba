#[path = "../db/mod.rs"]
mod db;

use db::Viewer;

fn session(pool: &pg_orm::Pool) -> pg_orm::Session<Viewer> {
    pool.session(Viewer { tenant_id: "acme", user_id: None })
}

fn main() {}
