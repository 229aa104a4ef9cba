//! Real runs of the `pgorm` binary: what it prints where, and its exit codes.

// Clippy takes helpers of tests for production code.
#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

mod db;
mod dev;
mod diagnostics;
mod fmt;
mod help;
mod init;
mod lints;
mod migrate;
mod misuse;
mod schema;
mod servers;
mod session;
mod support;
