//! Types of other crates.
