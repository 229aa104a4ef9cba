#[path = "../db/mod.rs"]
mod db;

use db::{User, Viewer};

async fn write(db: &pg_orm::Session<Viewer>, mut user: User) -> Result<(), pg_orm::Error> {
    user.email = "new@x.com".into();
    user.save(db).await
}

fn main() {}
