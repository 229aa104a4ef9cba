#[path = "../db/mod.rs"]
mod db;

use db::{Product, product};

fn read() -> impl Sized {
    Product::query().filter(product::price.eq(1.5))
}

fn main() {}
