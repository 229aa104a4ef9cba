#[path = "../../wide/application.rs"]
mod application;
#[path = "../../wide/db/mod.rs"]
mod db;

use application::{Rule, Settings};
use db::{Document, document};

fn write() -> impl Sized {
    Document::by_id(1).update(document::settings.set("dark"))
}

fn main() {}
