//! The `pgorm` command.
fn main() {}
