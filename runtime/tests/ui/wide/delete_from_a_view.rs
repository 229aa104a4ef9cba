#[path = "../../wide/application.rs"]
mod application;
#[path = "../../wide/db/mod.rs"]
mod db;

use application::{Rule, Settings};
use db::Writer;

fn write() -> impl Sized {
    Writer::query().delete()
}

fn main() {}
