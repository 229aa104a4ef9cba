//! Fields: the columns of a model.

use serde::{Deserialize, Serialize};

use super::SqlText;
use crate::QualifiedName;
use crate::catalog::{
    Access, Compression, Generated, Identity, NotNull, Persistence, SequenceOptions, Storage,
};
use crate::types::{ArrayShape, DataType};

/// A field: in Rust a struct's, in the database a column.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field {
    /// As written in the schema.
    pub name: String,
    /// The column.
    pub column: String,
    /// The doc comment, without `///`.
    pub docs: Option<String>,
    /// The comment in the database.
    pub comment: Option<String>,
    /// Its type.
    pub type_: DataType,
    /// What its arrays look like, where it is one.
    pub shape: ArrayShape,
    /// Whether it may be null.
    pub is_nullable: bool,
    /// Whether its type, a domain, alone keeps it from being null: the column does not say so itself.
    pub lacks_not_null: bool,
    /// What an insert that does not name it writes.
    pub default: Option<DefaultValue>,
    /// Whether it numbers itself.
    pub identity: Option<Identity>,
    /// Whether its type, a domain, has a default for it.
    pub has_type_default: bool,
    /// Whether each update that the client makes sets it to `now()`.
    pub is_updated: bool,
    /// The type in Rust that its JSON is read as, a path: `crate::Settings`.
    pub json: Option<String>,
    /// Whether it counts the row's updates, each of which checks it.
    pub is_version: bool,
    /// Its own sequence, where it numbers itself.
    pub numbering: OwnSequence,
    /// How it is computed from others.
    pub generated: Option<Generated>,
    /// Its collation, where it is not its type's.
    pub collation: Option<QualifiedName>,
    /// How long values are stored, where it is said.
    pub storage: Option<Storage>,
    /// How long values are compressed, where it is said.
    pub compression: Option<Compression>,
    /// How finely `ANALYZE` looks at it, where it is said.
    pub statistics: Option<i32>,
    /// Parameters as name and value: `n_distinct`.
    pub options: Vec<(String, String)>,
    /// What is said of its `NOT NULL`, where that is more than that there is one.
    pub not_null: Option<NotNull>,
    /// Options for the foreign-data wrapper as name and value, of a foreign table's.
    pub foreign_options: Vec<(String, String)>,
    /// Whether it comes from a parent alone (inheritance and partitions).
    pub is_inherited: bool,
}

impl Field {
    /// Whether an insert may leave it out: it or its type has a default, it numbers itself, is computed, or may
    /// be null.
    #[must_use]
    pub const fn is_optional(&self) -> bool {
        self.is_nullable
            || self.default.is_some()
            || self.has_type_default
            || self.identity.is_some()
            || self.generated.is_some()
    }

    /// Whether a client may write it.
    #[must_use]
    pub const fn is_writable(&self) -> bool {
        !matches!(self.identity, Some(Identity::Always)) && self.generated.is_none()
    }
}

/// The sequence of a column that numbers itself.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnSequence {
    /// Its name, where the schema gives one.
    pub name: Option<QualifiedName>,
    /// Its comment.
    pub comment: Option<String>,
    /// What it counts.
    pub options: SequenceOptions,
    /// Whether it is written ahead to the log, where that is not as with its table.
    pub persistence: Option<Persistence>,
    /// Who may use it; where nothing is said, whoever may insert into the table of a serial column.
    pub access: Option<Access>,
}

/// A default.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum DefaultValue {
    /// A value that the language wrote.
    Literal(Literal),
    /// An expression in SQL: `now()`.
    Sql(SqlText),
}

/// A value of the language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Literal {
    /// Text, or anything that is written as text: dates, JSON, ranges, an enum's label.
    Text(String),
    /// A number, as written.
    Number(String),
    /// `true` or `false`.
    Boolean(bool),
    /// `null`, among an array's elements.
    Null,
    /// A list, for an array's column.
    Array(Vec<Literal>),
}
