#[path = "../../wide/application.rs"]
mod application;
#[path = "../../wide/db/mod.rs"]
mod db;

use application::{Rule, Settings};
use db::Writer;

fn refresh(pool: &pg_orm::Pool) -> impl Sized {
    Writer::refresh(pool)
}

fn main() {}
