#[path = "../db/mod.rs"]
mod db;

use db::{Product, product};

fn read() -> pg_orm::Query<Product> {
    Product::query().order_by(product::data.asc())
}

fn main() {}
