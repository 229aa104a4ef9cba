#[path = "../db/mod.rs"]
mod db;

use db::{User, Viewer};

async fn run(db: pg_orm::Session<Viewer>) {
    tokio::spawn(async { User::query().count(&db).await });
    drop(db);
}

fn main() {}
