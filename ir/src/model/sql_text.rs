//! SQL that a schema's author wrote, with the references that lowering replaces.

use serde::{Deserialize, Serialize};

/// A fragment of SQL.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SqlText {
    /// Its parts, in order.
    pub parts: Vec<SqlPart>,
}

/// A part of a fragment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum SqlPart {
    /// SQL, as written.
    Text(String),
    /// `session.name`: a setting of a session.
    Setting {
        /// The session's name in the schema.
        session: String,
        /// The setting's name.
        setting: String,
    },
}

impl SqlText {
    /// A fragment without references.
    #[must_use]
    pub fn text(sql: impl Into<String>) -> Self {
        Self { parts: vec![SqlPart::Text(sql.into())] }
    }
}
