#[path = "../db/mod.rs"]
mod db;

use db::{Product, product};

fn read() -> impl Sized {
    Product::query().filter(product::sizes.contains(1))
}

fn main() {}
