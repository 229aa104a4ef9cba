#[path = "../db/mod.rs"]
mod db;

use db::{Product, product};

fn read() -> impl Sized {
    Product::query().filter(product::outlines.is_not_null().and(product::outlines.eq(vec![])))
}

fn main() {}
