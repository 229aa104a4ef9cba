//! Every built-in type on the oldest and the newest PostgreSQL: what is written is what is read, alone and in arrays, and
//! PostgreSQL's own text of it is ours.
#![allow(clippy::unwrap_used, clippy::panic, clippy::expect_used, clippy::indexing_slicing)]

mod check;
mod holder;
mod random;
mod server;

mod arrays;
mod catalog;
mod domains;
#[cfg(all(feature = "chrono", feature = "decimal", feature = "json", feature = "uuid"))]
mod foreign;
mod geometry;
mod hostile;
mod meant;
mod networks;
mod numbers;
mod ranges;
mod texts;
mod times;
