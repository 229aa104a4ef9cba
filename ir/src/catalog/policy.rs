//! Policies of row-level security.

use serde::{Deserialize, Serialize};

record! {
    /// A policy on a table's rows.
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
}

/// Rows are seen through policies only (`ENABLE ROW LEVEL SECURITY`).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowSecurity {
    /// Whether the table's owner is bound too.
    pub is_forced: bool,
}

/// How a policy combines with others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum PolicyKind {
    /// Any permissive policy is enough.
    #[default]
    Permissive,
    /// Every restrictive policy must hold.
    Restrictive,
}

/// What a policy is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum PolicyCommand {
    /// Every command.
    #[default]
    All,
    /// `SELECT`.
    Select,
    /// `INSERT`.
    Insert,
    /// `UPDATE`.
    Update,
    /// `DELETE`.
    Delete,
}
