#[path = "../db/mod.rs"]
mod db;

use db::Event;

fn find() -> pg_orm::ByKey<Event> {
    Event::by_id(7)
}

fn main() {}
