//! What PostgreSQL sees: schemas, types, tables and their parts, under the names that its catalogs hold.
//!
//! Every list keeps an order that follows the source it came from. Expressions are SQL text.

mod column;
mod constraint;
mod index;
mod policy;
mod table;
mod type_;

pub use column::Column;
pub use constraint::{Check, ForeignKey, PrimaryKey, Unique};
pub use index::{Index, IndexKey, IndexTarget};
pub use policy::Policy;
pub use table::Table;
pub use type_::{Attribute, Composite, Domain, Enum};

use serde::{Deserialize, Serialize};

// What has no name of its own means the same on both sides.
pub use crate::model::{
    Deferrable, Grant, Identity, Namespace, Nulls, PolicyCommand, PolicyKind, Privilege, ReferentialAction,
    Role, RowSecurity,
};

/// Everything that a schema makes in a database.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Catalog {
    /// Schemas.
    pub namespaces: Vec<Namespace>,
    /// Roles.
    pub roles: Vec<Role>,
    /// Enums.
    pub enums: Vec<Enum>,
    /// Domains.
    #[serde(default)]
    pub domains: Vec<Domain>,
    /// Composites.
    #[serde(default)]
    pub composites: Vec<Composite>,
    /// Tables.
    pub tables: Vec<Table>,
}
