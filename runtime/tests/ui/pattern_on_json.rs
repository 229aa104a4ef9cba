#[path = "../db/mod.rs"]
mod db;

use db::{Product, product};

fn read() -> pg_orm::Query<Product> {
    Product::query().filter(product::meta.like("x%"))
}

fn main() {}
