#[path = "../db/mod.rs"]
mod db;

use db::{Label, Post, label};

async fn run(db: &pg_orm::Pool) -> Result<Vec<(Label, Vec<Post>)>, pg_orm::Error> {
    Label::query().include(label::posts).all(db).await
}

fn main() {}
