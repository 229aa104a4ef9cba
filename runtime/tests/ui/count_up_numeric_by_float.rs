#[path = "../db/mod.rs"]
mod db;

use db::{Product, product};

fn write() -> impl Sized {
    Product::query().update(product::price.increase_by(0.5))
}

fn main() {}
