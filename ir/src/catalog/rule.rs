//! Rewrite rules (manual, chapter 39).

use serde::{Deserialize, Serialize};

use super::Firing;

record! {
    /// A rule of a table or view (`CREATE RULE`).
    pub struct Rule {
        /// Its name.
        pub name: String,
        /// Its comment.
        pub comment: Option<String>,
        /// What it is for.
        pub event: RuleEvent,
        /// Whether its actions stand in place of the statement.
        pub is_instead: bool,
        /// When, as SQL.
        pub condition: Option<String>,
        /// What is done instead or also: statements of SQL, without parentheses or a semicolon; nothing where empty.
        pub actions: Vec<String>,
        /// Whether it is obeyed.
        pub firing: Firing,
    }
}

/// What a rule is for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum RuleEvent {
    /// `SELECT`.
    Select,
    /// `INSERT`.
    #[default]
    Insert,
    /// `UPDATE`.
    Update,
    /// `DELETE`.
    Delete,
}
