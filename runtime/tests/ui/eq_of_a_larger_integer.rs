#[path = "../db/mod.rs"]
mod db;

use db::{Product, product};

fn read() -> pg_orm::Query<Product> {
    Product::query().filter(product::stock.eq(5_i64))
}

fn main() {}
