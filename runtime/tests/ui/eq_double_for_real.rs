#[path = "../db/mod.rs"]
mod db;

use db::{Product, product};

fn read() -> impl Sized {
    Product::query().filter(product::rating.eq(Some(1.5_f64)))
}

fn main() {}
