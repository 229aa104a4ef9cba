#[path = "../../wide/application.rs"]
mod application;
#[path = "../../wide/db/mod.rs"]
mod db;

use application::{Rule, Settings};
use db::OwnSecret;

fn read(pool: &pg_orm::Pool) -> impl Sized {
    OwnSecret::query().all(pool)
}

fn main() {}
