//! What Rust sees: models with fields and relations, under the names that the schema's author wrote.
//!
//! References between items are by the name written in the schema (`"User"`, `"tenant_id"`); the passes of the
//! language have checked that each is there. A field keeps its column's name beside its own.

mod field;
mod index;
mod item;
mod key;
mod relation;
mod session;
mod sql_text;
mod type_;

pub use field::{DefaultValue, Field, Identity, Literal};
pub use index::{Index, IndexKey, IndexTarget, Nulls};
pub use item::{
    Enum, EnumValue, Grant, Model, Namespace, Policy, PolicyCommand, PolicyKind, Privilege, Role,
    RowSecurity, Schema,
};
pub use key::{Check, Deferrable, ForeignKey, Key, ReferentialAction};
pub use relation::{Cardinality, Relation, Through};
pub use session::{Session, Setting};
pub use sql_text::{SqlPart, SqlText};
pub use type_::{Composite, CompositeField, DeclaredType, Domain, DomainCheck};
