#[path = "../db/mod.rs"]
mod db;

use db::Viewer;

fn session(pool: &pg_orm::Pool) -> pg_orm::Session<Viewer> {
    pool.session(Viewer { user_id: None })
}

fn main() {}
