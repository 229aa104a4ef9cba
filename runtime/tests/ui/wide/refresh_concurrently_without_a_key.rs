#[path = "../../wide/application.rs"]
mod application;
#[path = "../../wide/db/mod.rs"]
mod db;

use application::{Rule, Settings};
use db::Count;

fn refresh(pool: &pg_orm::Pool) -> impl Sized {
    Count::refresh_concurrently(pool)
}

fn main() {}
