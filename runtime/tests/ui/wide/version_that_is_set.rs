#[path = "../../wide/application.rs"]
mod application;
#[path = "../../wide/db/mod.rs"]
mod db;

use application::{Rule, Settings};
use db::{Author, author};

fn write() -> impl Sized {
    Author::by_id(1).update(author::version.set(3))
}

fn main() {}
