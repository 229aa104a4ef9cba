//! Triggers (manual, chapter 37).

use serde::{Deserialize, Serialize};

use super::Deferrable;
use crate::QualifiedName;

record! {
    /// A trigger of a table or view (`CREATE TRIGGER`).
    pub struct Trigger {
        /// Its name.
        pub name: String,
        /// Its comment.
        pub comment: Option<String>,
        /// When it fires.
        pub timing: TriggerTiming,
        /// On what, in the order of [`TriggerEvent`].
        pub events: Vec<TriggerEvent>,
        /// How often.
        pub level: TriggerLevel,
        /// What more is said of it where it is a constraint.
        pub constraint: Option<ConstraintTrigger>,
        /// The name under which it sees the rows as they were.
        pub old_table: Option<String>,
        /// The name under which it sees the rows as they are.
        pub new_table: Option<String>,
        /// Under which condition, as SQL.
        pub when: Option<String>,
        /// What it calls.
        pub function: QualifiedName,
        /// What it calls that with.
        pub arguments: Vec<String>,
        /// Whether it fires.
        pub firing: Firing,
    }
}

/// When a trigger fires.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum TriggerTiming {
    /// Before the change.
    Before,
    /// After it.
    #[default]
    After,
    /// In its place, of a view.
    InsteadOf,
}

/// What a trigger fires on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum TriggerEvent {
    /// `INSERT`.
    Insert,
    /// `UPDATE`, of these columns where there are any.
    Update(Vec<String>),
    /// `DELETE`.
    Delete,
    /// `TRUNCATE`.
    Truncate,
}

/// How often a trigger fires.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum TriggerLevel {
    /// Once a row.
    Row,
    /// Once a statement.
    #[default]
    Statement,
}

record! {
    /// What is said of a trigger that is a constraint (`CREATE CONSTRAINT TRIGGER`).
    pub struct ConstraintTrigger {
        /// When it is checked.
        pub deferrable: Deferrable,
        /// The other table that it is about.
        pub from: Option<QualifiedName>,
    }
}

/// Whether a trigger fires or a rule is obeyed, by `session_replication_role`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Firing {
    /// Where the change was made.
    #[default]
    Origin,
    /// Where it is replicated.
    Replica,
    /// Everywhere.
    Always,
    /// Nowhere.
    Disabled,
}
