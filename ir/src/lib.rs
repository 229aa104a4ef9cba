//! The intermediate representation: what Rust sees, what PostgreSQL sees, and the lowering between them.
//!
//! Terms:
//! - a *schema* ([`model::Schema`]) is what a team wrote: models, enums, sessions, with Rust's names;
//! - a *catalog* ([`catalog::Catalog`]) is what a database holds: tables, columns, constraints, with PostgreSQL's names;
//! - to *lower* ([`lower`]) is to turn the first into the second; every derived name (of a constraint, of an
//!   index) is chosen there and nowhere else;
//! - a *name* is as the catalogs hold it, never quoted.

pub mod catalog;
mod comparison;
mod lower;
pub mod model;
pub mod names;
mod qualified;
mod session_need;
pub mod types;

pub use comparison::Comparison;
pub use lower::{LowerError, Place, default_names, inherited_column, lower, lower_sql, plain_partition};
pub use qualified::QualifiedName;
