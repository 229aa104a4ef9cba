//! Extended statistics (manual, section 14.2.2).

use serde::{Deserialize, Serialize};

use super::{Access, IndexTarget};
use crate::QualifiedName;

record! {
    /// A statistics object (`CREATE STATISTICS`).
    pub struct Statistics {
        /// Its name; its schema need not be its table's.
        pub name: QualifiedName,
        /// Its comment.
        pub comment: Option<String>,
        /// What it keeps; all kinds where empty.
        pub kinds: Vec<StatisticsKind>,
        /// Of what, in order.
        pub targets: Vec<IndexTarget>,
        /// How finely `ANALYZE` looks, where it is said.
        pub target: Option<i32>,
        /// Its owner; nobody is granted anything on it.
        pub access: Access,
    }
}

/// What a statistics object keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum StatisticsKind {
    /// How many distinct values together.
    NDistinct,
    /// Which one depends on which.
    Dependencies,
    /// The most common values together.
    Mcv,
}
