#[path = "../../wide/application.rs"]
mod application;
#[path = "../../wide/db/mod.rs"]
mod db;

use application::{Rule, Settings};
use db::Document;

fn write() -> impl Sized {
    Document::by_id(1).delete().at_version(3)
}

fn main() {}
