//! The schema language: from `.pgorm` text to the intermediate representation, and diagnostics on the way.
//!
//! Terms:
//! - *sources* are the files of one schema; a *span* is a place in them;
//! - an *item* is what stands at the top of a file (`model User { .. }`); a *member* is a line of its block: a
//!   *field* (`id bigint @id`), an *attribute* of the block (`@@index([id])`) or an *entry* (`for = select`);
//! - an *attribute* has *arguments*: positional ones first, then `name: value`;
//! - a *column* is a field whose type is a value's; a *relation* is a field whose type is a model;
//! - the *owner* of a relation is the side whose fields hold the key; the other one is its *far* side;
//! - a *draft* is an item on its way to the representation, with the places of its parts;
//! - a *diagnostic* has a code, a message, places and, mostly, a help;
//! - a *lint* is a kind of warning, with a name by which it is allowed.
//!
//! ```
//! use pg_orm_schema::{Sources, compile};
//!
//! let sources = Sources::from_text("schema.pgorm", "
//!     model User {
//!       id    bigint @id @identity
//!       email text @unique
//!       posts Post[]
//!     }
//!     model Post {
//!       id        bigint @id @identity
//!       author_id bigint
//!       author    User @relation(author_id, on_delete: cascade)
//!     }
//! ");
//! let compiled = compile(&sources);
//! let schema = compiled.schema.ok_or("errors")?;
//! assert_eq!(schema.models[1].foreign_keys[0].target, "User");
//! # Ok::<(), &str>(())
//! ```

mod diagnostics;
mod format;
mod merge;
mod passes;
mod position;
mod printer;
mod source;
mod syntax;

pub use diagnostics::{
    Brief, CODES, Code, Diagnostic, Diagnostics, Edit, LINTS, Label, Level, Lint, LintLevels, Mistake,
    Severity, Style, Suggestion, UnknownLevel, UnknownLint, suggestion,
};
pub use format::{NotReadable, format};
pub use merge::{MergeError, Merged, merge};
pub use passes::{Compiled, check_syntax, compile, compile_with};
pub use position::{Lines, Position};
pub use printer::{Printed, print};
pub use source::{FileId, LoadError, Source, Sources, Span};
