#[path = "../db/mod.rs"]
mod db;

use db::Post;

fn read(rows: i64) -> pg_orm::Query<Post> {
    Post::query().limit(rows)
}

fn main() {}
