#[path = "../db/mod.rs"]
mod db;

use db::{Product, product};

fn read(data: pg_orm::types::serde_json::Value) -> pg_orm::Query<Product> {
    Product::query().filter(product::data.eq(data))
}

fn main() {}
