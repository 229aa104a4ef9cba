//! Scripts: statements as data, and how they are written down.

use std::fmt;

pub use crate::object::Object;

/// Statements in the order in which they run.
///
/// Displayed, it is a script for a person to read and for PostgreSQL to run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Script {
    steps: Vec<Step>,
}

/// One statement, and what it does.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Step {
    /// What is done.
    pub action: Action,
    /// To what.
    pub object: Object,
    /// Why, where that is not plain; becomes a comment above the statement.
    pub note: Option<String>,
    /// The SQL, without the semicolon at its end.
    pub statement: String,
}

/// What a step does to its object.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Action {
    /// Fails when the object is not there; changes nothing.
    Require,
    /// Makes it.
    Create,
    /// Changes it.
    Alter,
    /// Sets its comment.
    Comment,
    /// Gives privileges on it.
    Grant,
    /// Takes privileges on it away.
    Revoke,
    /// Drops it, with what can't be without it.
    Drop,
}

impl Script {
    /// These steps, in this order.
    #[must_use]
    pub const fn new(steps: Vec<Step>) -> Self {
        Self { steps }
    }

    /// Its steps, in order.
    #[must_use]
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// Whether there is nothing to run.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.steps.is_empty()
    }
}

impl Step {
    pub(crate) const fn new(action: Action, object: Object, statement: String) -> Self {
        Self { action, object, note: None, statement }
    }

    pub(crate) fn with_note(self, note: impl Into<String>) -> Self {
        Self { note: Some(note.into()), ..self }
    }

    /// Whether it can stand below `previous` without a blank line.
    fn continues(&self, previous: &Self) -> bool {
        let is_one_line = |step: &Self| !step.statement.contains('\n');
        self.note.is_none()
            && is_one_line(self)
            && is_one_line(previous)
            && (self.object.home() == previous.object.home()
                || self.action == Action::Drop && previous.action == Action::Drop)
    }
}

/// The whole script; every statement ends with a semicolon and a line end.
impl fmt::Display for Script {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut previous: Option<&Step> = None;
        for step in &self.steps {
            if previous.is_some_and(|previous| !step.continues(previous)) {
                writeln!(f)?;
            }
            for line in step.note.iter().flat_map(|note| note.lines()) {
                writeln!(f, "-- {line}")?;
            }
            writeln!(f, "{};", step.statement)?;
            previous = Some(step);
        }
        Ok(())
    }
}
