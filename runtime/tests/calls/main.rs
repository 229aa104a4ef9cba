//! Functions, procedures, queries in SQL and channels, on real servers.

// What is allowed in tests is meant for their helpers too.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::type_complexity
)]

mod channels;
#[rustfmt::skip]
mod db;
mod functions;
mod queries;
mod support;
