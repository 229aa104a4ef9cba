//! The client on a real server, with models as codegen makes them.

// What is allowed in tests is meant for their helpers too.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::type_complexity
)]

#[path = "../db/mod.rs"]
mod db;

mod abandoned;
mod basics;
mod clean;
mod columnless;
mod failures;
mod includes;
mod inserts;
mod kinds;
mod odd;
mod round_trips;
mod soak;
mod support;
mod transactions;
