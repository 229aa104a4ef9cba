#[path = "../../wide/application.rs"]
mod application;
#[path = "../../wide/db/mod.rs"]
mod db;

use application::{Rule, Settings};
use db::{Document, document};

fn read(author_id: i64) -> impl Sized {
    Document::query().filter(document::author_id.eq(author_id))
}

fn main() {}
