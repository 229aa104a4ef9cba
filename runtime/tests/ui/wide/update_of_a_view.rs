#[path = "../../wide/application.rs"]
mod application;
#[path = "../../wide/db/mod.rs"]
mod db;

use application::{Rule, Settings};
use db::{Writer, writer};

fn write() -> impl Sized {
    Writer::by_id(1).update(writer::slug.set("ada"))
}

fn main() {}
