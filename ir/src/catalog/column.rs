//! Columns.

use serde::{Deserialize, Serialize};

use super::Identity;
use crate::types::DataType;

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// Its comment.
    pub comment: Option<String>,
    /// Its type.
    pub type_: DataType,
    /// Whether it may be null.
    pub is_nullable: bool,
    /// Its default, as SQL.
    pub default: Option<String>,
    /// Whether it numbers itself.
    pub identity: Option<Identity>,
}
