#[path = "../../wide/application.rs"]
mod application;
#[path = "../../wide/db/mod.rs"]
mod db;

use application::{Rule, Settings};
use db::{Document, document};

fn read() -> impl Sized {
    let to = pg_orm::types::SparseVector::new(3, []);
    Document::query().order_by(document::embedding.l2_distance(to))
}

fn main() {}
