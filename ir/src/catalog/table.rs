//! Tables.

use serde::{Deserialize, Serialize};

use super::{Check, Column, ForeignKey, Grant, Index, Policy, PrimaryKey, RowSecurity, Unique};
use crate::QualifiedName;

/// A table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// Its name.
    pub name: QualifiedName,
    /// Its comment.
    pub comment: Option<String>,
    /// Its columns, in order.
    pub columns: Vec<Column>,
    /// Its primary key.
    pub primary_key: Option<PrimaryKey>,
    /// Its unique constraints.
    pub unique: Vec<Unique>,
    /// Its foreign keys.
    pub foreign_keys: Vec<ForeignKey>,
    /// Its checks.
    pub checks: Vec<Check>,
    /// Its indexes, those of constraints left out.
    pub indexes: Vec<Index>,
    /// Row-level security, where it is enabled.
    pub row_security: Option<RowSecurity>,
    /// Its policies.
    pub policies: Vec<Policy>,
    /// What roles may do with it.
    pub grants: Vec<Grant>,
}
