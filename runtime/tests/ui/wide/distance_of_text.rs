#[path = "../../wide/application.rs"]
mod application;
#[path = "../../wide/db/mod.rs"]
mod db;

use application::{Rule, Settings};
use db::{Document, document};

fn read() -> impl Sized {
    Document::query().order_by(document::title.cosine_distance([1.0, 2.0, 3.0]))
}

fn main() {}
