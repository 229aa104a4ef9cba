#[path = "../db/mod.rs"]
mod db;

use db::Product;

fn find() -> pg_orm::ByKey<Product> {
    Product::by_sku_and_region("a", None)
}

fn main() {}
