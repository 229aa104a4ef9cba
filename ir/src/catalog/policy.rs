//! Policies of row-level security.

use serde::{Deserialize, Serialize};

use super::{PolicyCommand, PolicyKind};

/// A policy on a table's rows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Policy {
    /// Its name.
    pub name: String,
    /// Its comment.
    pub comment: Option<String>,
    /// How it combines with others.
    pub kind: PolicyKind,
    /// What it is for.
    pub command: PolicyCommand,
    /// The roles it binds; `public` where the list is empty.
    pub roles: Vec<String>,
    /// Which rows can be seen, as SQL.
    pub using: Option<String>,
    /// Which rows can be written, as SQL.
    pub with_check: Option<String>,
}
