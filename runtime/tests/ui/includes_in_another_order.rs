#[path = "../db/mod.rs"]
mod db;

use db::{Post, Tenant, User, Viewer, user};

async fn run(db: &pg_orm::Session<Viewer>) -> Result<Vec<(User, Vec<Post>, Tenant)>, pg_orm::Error> {
    User::query().include(user::posts).include(user::tenant).all(db).await
}

fn main() {}
