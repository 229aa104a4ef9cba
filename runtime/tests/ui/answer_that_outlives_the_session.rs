#[path = "../db/mod.rs"]
mod db;

use db::{User, Viewer};

fn run(pool: pg_orm::Pool, viewer: Viewer) -> impl Future<Output = Result<Vec<User>, pg_orm::Error>> {
    let db = pool.session(viewer);
    User::query().all(&db)
}

fn main() {}
