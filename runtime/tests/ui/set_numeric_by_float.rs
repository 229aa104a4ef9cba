#[path = "../db/mod.rs"]
mod db;

use db::{Product, product};

fn write() -> impl Sized {
    Product::query().update(product::price.set(9.99_f64))
}

fn main() {}
