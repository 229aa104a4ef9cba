//! Partitions of a model, and the rule that they follow.

use serde::{Deserialize, Serialize};

use super::Model;
use crate::catalog::Bound;

/// A partition that the schema declares.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Partition {
    /// Its table and what is its own: the fields are all of them, as the partition has them and in its order; keys,
    /// indexes and the like are those that it has beside its parts of the partitioned model's. Its name is the one that
    /// triggers and policies call it by, and nothing in Rust.
    pub model: Model,
    /// The rows that it holds.
    pub bound: Bound,
}

/// The rule that the partitions of a model follow.
///
/// Partitions by time are upkeep: only the default one is a part of the catalog. Those of a hash are all of them there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum PartitionRule {
    /// One for each span of time.
    Every {
        /// The span, an interval as text: `1 month`.
        span: String,
        /// How many are made ahead of time.
        ahead: u32,
        /// How long one is kept, an interval as text; for ever where `None`.
        keep: Option<String>,
    },
    /// As many as the divisor, one for each remainder of the hash.
    Modulus(u32),
}
