#![deny(unused_must_use)]

#[path = "../calls/db/mod.rs"]
mod db;


use db::{functions, queries};

fn run() {
    functions::tidy();
    functions::touch();
    queries::post_count();
    queries::top_authors(1);
}

fn main() {}
