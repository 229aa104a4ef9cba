#[path = "../db/mod.rs"]
mod db;

use db::Guest;

fn session(pool: &pg_orm::Pool) -> pg_orm::Session<Guest> {
    pool.session(Guest { tokn: "t".into() })
}

fn main() {}
