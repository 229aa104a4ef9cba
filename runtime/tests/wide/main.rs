//! The width of the language in Rust, on real servers: extensions' types, views, typed JSON, versions, keys of several widths.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stderr
)]

mod application;
mod db;
mod extensions;
mod json;
mod keys;
mod postgis;
#[path = "../types/server.rs"]
mod server;
mod versions;
mod views;

use std::sync::Mutex;

pub(crate) use application::{Rule, Settings, Size};
use pg_orm::Pool;
use server::on_each_version;

/// Runs `test` with a fresh schema on each version; says so where a server lacks the extensions.
pub(crate) fn on_a_fresh_schema(test: impl AsyncFn(&Pool)) {
    static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());
    let _guard = ONE_AT_A_TIME.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    on_each_version(async |pool, major| {
        let extensions = "select 1 from pg_available_extensions
            where name in ('citext', 'cube', 'hstore', 'isn', 'ltree', 'vector')";
        if pool.query(extensions, &[]).await.unwrap().len() < 6 {
            return eprintln!("SKIPPED: PostgreSQL {major} lacks pgvector or the contributed extensions");
        }
        let connection = pool.connection().await.unwrap();
        let clear =
            "drop schema public cascade; create schema public; drop schema if exists extensions cascade";
        connection.batch(clear).await.unwrap();
        connection.batch(include_str!("db/schema.sql")).await.unwrap();
        drop(connection);
        test(pool).await;
    });
}
