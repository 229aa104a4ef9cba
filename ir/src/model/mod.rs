//! What Rust sees: models with fields and relations, under the names that the schema's author wrote.
//!
//! References between items are by the name written in the schema (`"User"`, `"tenant_id"`); the passes of the
//! language have checked that each is there. A field keeps its column's name beside its own.

mod call;
mod field;
mod index;
mod item;
mod key;
mod partition;
mod relation;
mod session;
mod sql_text;
mod statistics;
mod type_;
mod view;

pub use call::{Answer, Channel, Function, Parameter, Query, QueryPart, ResultColumn, ResultType, Results};
pub use field::{DefaultValue, Field, Literal, OwnSequence};
pub use index::{Index, IndexKey, IndexTarget};
pub use item::{Enum, EnumValue, Model, Policy, Schema};
pub use key::{Check, Exclusion, ForeignKey, Key};
pub use partition::{Partition, PartitionRule};
pub use relation::{Cardinality, Relation, Through};
pub use session::{Session, Setting};
pub use sql_text::{SqlPart, SqlText};
pub use statistics::Statistics;
pub use type_::{Composite, CompositeField, DeclaredType, Domain, DomainCheck};
pub use view::View;

// What has no name of its own means the same on both sides.
pub use crate::catalog::{
    Deferrable, Grant, Identity, Namespace, Nulls, PolicyCommand, PolicyKind, Privilege, ReferentialAction,
    Role, RowSecurity,
};
