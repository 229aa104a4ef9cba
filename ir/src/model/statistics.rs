//! Extended statistics of a model.

use serde::{Deserialize, Serialize};

use super::IndexTarget;
use crate::catalog::StatisticsKind;

/// A statistics object.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statistics {
    /// Its name, where the schema gives one.
    pub name: Option<String>,
    /// The schema that it is in, where that is not its table's.
    pub schema: Option<String>,
    /// Its comment.
    pub comment: Option<String>,
    /// Its owner; `None` for its table's.
    pub owner: Option<String>,
    /// What it keeps; all kinds where empty.
    pub kinds: Vec<StatisticsKind>,
    /// Of what, in order.
    pub targets: Vec<IndexTarget>,
    /// How finely `ANALYZE` looks, where it is said.
    pub target: Option<i32>,
}
