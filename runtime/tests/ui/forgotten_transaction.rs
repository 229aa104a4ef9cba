#![deny(unused_must_use)]
#![allow(dead_code)]

async fn run(pool: &pg_orm::Pool) {
    pool.transaction();
}

fn main() {}
