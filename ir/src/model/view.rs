//! Views and materialized views.

use serde::{Deserialize, Serialize};

use super::{Model, SqlText};
use crate::catalog::{CheckOption, ViewKind};

/// A view or a materialized view: what a model is, and the query that gives its rows.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct View {
    /// Its name, columns, relations, indexes, grants, triggers and rules; it has no foreign keys, checks or policies. Its keys are
    /// what its author says of its rows: the database knows of those of a materialized view alone, which are among the indexes too.
    pub model: Model,
    /// Whether its rows are kept.
    pub kind: ViewKind,
    /// Its query.
    pub query: SqlText,
    /// What rows written through it must be.
    pub check_option: Option<CheckOption>,
    /// Whether functions that leak see no row before its conditions do.
    pub is_security_barrier: bool,
    /// Whether privileges and policies of whoever reads it count.
    pub is_security_invoker: bool,
    /// Whether it is made without its rows.
    pub is_without_data: bool,
}
