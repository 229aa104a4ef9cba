//! Indexes.

use serde::{Deserialize, Serialize};

use crate::QualifiedName;

record! {
    /// An index that is not a constraint's.
    pub struct Index {
        /// Its name; its schema is its table's.
        pub name: String,
        /// Its comment.
        pub comment: Option<String>,
        /// Whether it is unique.
        pub is_unique: bool,
        /// Whether nulls are equal to each other, where it is unique.
        pub nulls_not_distinct: bool,
        /// The access method.
        pub method: String,
        /// What it indexes, in order.
        pub keys: Vec<IndexKey>,
        /// Columns that it carries beside.
        pub include: Vec<String>,
        /// Which rows it holds, as SQL.
        pub predicate: Option<String>,
        /// Options as name and value: `fillfactor`, `m`.
        pub options: Vec<(String, String)>,
        /// Where it is stored, where it is said.
        pub tablespace: Option<String>,
        /// Whether the partitions of its table go without it, but for those whose index says that it is a part of it
        /// (`ON ONLY`): it is not valid until each of them has one.
        pub is_only: bool,
        /// The index of the partitioned table that it is a part of, for a partition's.
        pub part_of: Option<QualifiedName>,
    }
}

record! {
    /// One key of an index.
    pub struct IndexKey {
        /// A column or an expression.
        pub target: IndexTarget,
        /// Its collation, where it is not the column's.
        pub collation: Option<QualifiedName>,
        /// The operator class, where it is not the type's default or has parameters.
        pub operator_class: Option<QualifiedName>,
        /// The operator class' parameters as name and value.
        pub operator_class_options: Vec<(String, String)>,
        /// Whether it descends.
        pub is_descending: bool,
        /// Where nulls go, where it is not the direction's default.
        pub nulls: Option<Nulls>,
        /// How finely `ANALYZE` looks at an expression, where it is said.
        pub statistics: Option<i32>,
    }
}

/// What an index's key is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum IndexTarget {
    /// A column.
    Column(String),
    /// An expression, as SQL.
    Expression(String),
}

impl Default for IndexTarget {
    fn default() -> Self {
        Self::Column(String::new())
    }
}

/// Where nulls go in an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Nulls {
    /// Before the values.
    First,
    /// After the values.
    Last,
}
