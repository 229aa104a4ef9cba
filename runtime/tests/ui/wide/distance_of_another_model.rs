#[path = "../../wide/application.rs"]
mod application;
#[path = "../../wide/db/mod.rs"]
mod db;

use application::{Rule, Settings};
use db::{Author, document};

fn read() -> impl Sized {
    Author::query().order_by(document::embedding.l2_distance([1.0, 2.0, 3.0]))
}

fn main() {}
