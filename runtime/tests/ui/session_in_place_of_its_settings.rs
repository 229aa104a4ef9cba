#[path = "../db/mod.rs"]
mod db;

use db::{User, Viewer};

async fn run(viewer: &Viewer) -> Result<Vec<User>, pg_orm::Error> {
    User::query().all(viewer).await
}

fn main() {}
