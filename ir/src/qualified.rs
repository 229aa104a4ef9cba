//! The name of an object within its schema.

use std::fmt;

use pg_orm_sql::Qualified;
use serde::{Deserialize, Serialize};

/// An object's name and the schema that holds it, unquoted. Displayed as SQL writes it.
///
/// ```
/// let users = pg_orm_ir::QualifiedName::new("app", "Users");
/// assert_eq!(users.to_string(), "app.\"Users\"");
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct QualifiedName {
    /// The schema (namespace).
    pub schema: String,
    /// The object.
    pub name: String,
}

impl QualifiedName {
    /// `schema.name`.
    #[must_use]
    pub fn new(schema: impl Into<String>, name: impl Into<String>) -> Self {
        Self { schema: schema.into(), name: name.into() }
    }
}

impl fmt::Display for QualifiedName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Qualified(&self.schema, &self.name).fmt(f)
    }
}
