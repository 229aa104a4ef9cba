//! PG-ORM's migration engine: reads catalogs from databases, plans and renders SQL from them, and writes migrations.
//!
//! Terms:
//! - a *change* ([`Change`]) is one fact in which two catalogs differ;
//! - a *step* ([`Step`]) is one statement with what it does to which object;
//! - a *script* ([`Script`]) is steps in the order in which they run; its text is what a person reviews;
//! - a *migration* is a folder with `up.sql`, `down.sql` and `migration.toml`, written by [`new_migration`];
//! - the *snapshot* is the catalog that the newest migration leads to, kept beside the migrations.

mod diff;
mod family;
mod folder;
mod introspect;
mod object;
mod render;
mod required;
mod restate;
mod script;
mod settle;

pub use diff::{Change, Fact, diff};
pub use folder::{FolderError, NewMigration, Outcome, Snapshot, Written, new_migration};
pub use introspect::{IntrospectError, IntrospectOptions, Introspected, introspect};
pub use render::{create_script, drop_script};
pub use required::{Requirement, TooOld, require_version, requirements};
pub use restate::restate;
pub use script::{Action, Object, Script, Step};
pub use settle::settled;
