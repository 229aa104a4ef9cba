//! Indexes of a model.

use serde::{Deserialize, Serialize};

use super::SqlText;
use crate::QualifiedName;
use crate::catalog::Nulls;

/// An index.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Index {
    /// Its name, where the schema gives one.
    pub name: Option<String>,
    /// Its comment.
    pub comment: Option<String>,
    /// Whether it is unique.
    pub is_unique: bool,
    /// The access method: `btree`, `gin`, ..
    pub method: String,
    /// What it indexes, in order.
    pub keys: Vec<IndexKey>,
    /// Fields that it carries beside.
    pub include: Vec<String>,
    /// Which rows it holds.
    pub predicate: Option<SqlText>,
    /// Whether nulls are equal to each other, where it is unique.
    pub nulls_not_distinct: bool,
    /// Options as name and value: `fillfactor`, `m`.
    pub options: Vec<(String, String)>,
    /// Where it is stored, where it is said.
    pub tablespace: Option<String>,
    /// Whether the partitions of its table go without it, but for those that say that theirs is a part of it.
    pub is_only: bool,
    /// The index of the partitioned table that it is a part of, for a partition's.
    pub part_of: Option<QualifiedName>,
}

/// One key of an index.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct IndexKey {
    /// A field or an expression.
    pub target: IndexTarget,
    /// The operator class, where it is not the type's default.
    pub operator_class: Option<String>,
    /// Whether it descends.
    pub is_descending: bool,
    /// Where nulls go, where it is not the direction's default.
    pub nulls: Option<Nulls>,
    /// Its collation, where it is not the column's.
    pub collation: Option<QualifiedName>,
    /// The operator class' parameters as name and value.
    pub operator_class_options: Vec<(String, String)>,
    /// How finely `ANALYZE` looks at an expression, where it is said.
    pub statistics: Option<i32>,
}

/// What an index's key is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum IndexTarget {
    /// A field.
    Field(String),
    /// An expression.
    Expression(SqlText),
}

impl Default for IndexTarget {
    fn default() -> Self {
        Self::Field(String::new())
    }
}
