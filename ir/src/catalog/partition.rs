//! Partitions (manual, section 5.12).

use serde::{Deserialize, Serialize};

use crate::QualifiedName;

record! {
    /// How a table's rows are spread over partitions (`PARTITION BY`).
    pub struct PartitionBy {
        /// By what rule.
        pub strategy: PartitionStrategy,
        /// Of what, in order.
        pub keys: Vec<PartitionKey>,
    }
}

/// By what rule rows are spread.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum PartitionStrategy {
    /// Ranges of values.
    #[default]
    Range,
    /// Lists of values.
    List,
    /// The remainder of a hash.
    Hash,
}

record! {
    /// One key by which rows are spread.
    pub struct PartitionKey {
        /// A column or an expression.
        pub target: super::IndexTarget,
        /// Its collation, where it is not the column's.
        pub collation: Option<QualifiedName>,
        /// The operator class, where it is not the type's default.
        pub operator_class: Option<QualifiedName>,
    }
}

record! {
    /// Which part of which table a table is.
    pub struct PartitionOf {
        /// The partitioned table.
        pub parent: QualifiedName,
        /// The rows that it holds.
        pub bound: Bound,
    }
}

/// The rows that a partition holds; values are SQL, `minvalue` and `maxvalue` among them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Bound {
    /// Those that no other one holds.
    #[default]
    Default,
    /// From these values on, up to those.
    Range {
        /// The first values.
        from: Vec<String>,
        /// The first values that it does not hold any more.
        to: Vec<String>,
    },
    /// Those of these values.
    List(Vec<String>),
    /// Those whose hash leaves this remainder.
    Hash {
        /// The divisor.
        modulus: u32,
        /// The remainder.
        remainder: u32,
    },
}
