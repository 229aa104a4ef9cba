//! Indexes.

use serde::{Deserialize, Serialize};

use super::Nulls;

/// An index that is not a constraint's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Index {
    /// Its name; its schema is its table's.
    pub name: String,
    /// Whether it is unique.
    pub is_unique: bool,
    /// The access method.
    pub method: String,
    /// What it indexes, in order.
    pub keys: Vec<IndexKey>,
    /// Columns that it carries beside.
    pub include: Vec<String>,
    /// Which rows it holds, as SQL.
    pub predicate: Option<String>,
}

/// One key of an index.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IndexKey {
    /// A column or an expression.
    pub target: IndexTarget,
    /// The operator class, where it is not the type's default.
    pub operator_class: Option<String>,
    /// Whether it descends.
    pub is_descending: bool,
    /// Where nulls go, where it is not the direction's default.
    pub nulls: Option<Nulls>,
}

/// What an index's key is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum IndexTarget {
    /// A column.
    Column(String),
    /// An expression, as SQL.
    Expression(String),
}
