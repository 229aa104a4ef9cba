#[path = "../db/mod.rs"]
mod db;

use db::{User, Viewer, user};

async fn run(db: &pg_orm::Session<Viewer>, new: user::New) -> Result<(), pg_orm::Error> {
    match User::insert(new).exec(db).await {
        Err(error) if error.kind() == pg_orm::ErrorKind::NotFound => Ok(()),
        other => other.map(drop),
    }
}

fn main() {}
