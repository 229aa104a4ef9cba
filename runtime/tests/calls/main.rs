//! Functions, procedures, queries in SQL and channels, on real servers.

mod channels;
#[rustfmt::skip]
mod db;
mod functions;
mod queries;
mod support;
