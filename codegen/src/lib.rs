//! Compiles a `.pgorm` schema into Rust source, from `build.rs` or into a source folder.
//!
//! Terms: an *item* is a model, enum or session; it is *resolved* when Rust's names and types are chosen for all of
//! it; an *emitter* makes the tokens of one concept of it; a *module* is the Rust source of one item.
//!
//! The whole of a `build.rs`'s `main`:
//!
//! ```no_run
//! pg_orm_build::compile("schema.pgorm");
//! ```

mod compile;
mod config;
mod emit;
mod error;
mod folder;
mod generate;
mod lints;
mod options;
mod print;
mod problem;
mod read;
mod resolve;
mod type_choice;
mod watch;

pub use compile::{compile, try_compile};
pub use config::{Config, ConfigError, Generate};
pub use error::Error;
pub use folder::{Difference, Written, check, write};
pub use generate::{GeneratedFile, check_schema, generate, generate_tokens};
pub use options::Options;
pub use problem::{Problem, Problems};
pub use read::{Read, load, read, read_sources, read_with};
pub use type_choice::Types;
