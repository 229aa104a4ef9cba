#[path = "../db/mod.rs"]
mod db;

use db::{Profile, User, Viewer, user};

async fn run(db: &pg_orm::Session<Viewer>) -> Result<Vec<(User, Profile)>, pg_orm::Error> {
    User::query().include(user::profile).all(db).await
}

fn main() {}
