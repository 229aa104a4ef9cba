#[path = "../db/mod.rs"]
mod db;

use db::{Product, product};

fn read(sizes: Vec<i64>) -> impl Sized {
    Product::query().filter(product::sizes.has_all(sizes))
}

fn main() {}
