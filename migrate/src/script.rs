//! Scripts: statements as data, and how they are written down.

use std::fmt;

use pg_orm_ir::QualifiedName;
use pg_orm_sql::Identifier;

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

/// What a step is about.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Object {
    /// A role of the server.
    Role(String),
    /// A schema.
    Namespace(String),
    /// A type: an enum, a domain, a composite.
    Type(QualifiedName),
    /// A sequence of a table's column.
    Sequence {
        /// The table.
        table: QualifiedName,
        /// The sequence.
        name: QualifiedName,
    },
    /// A table.
    Table(QualifiedName),
    /// A column of a table.
    Column {
        /// The table.
        table: QualifiedName,
        /// The column.
        name: String,
    },
    /// A constraint of a table.
    Constraint {
        /// The table.
        table: QualifiedName,
        /// The constraint.
        name: String,
    },
    /// An index of a table.
    Index {
        /// The table.
        table: QualifiedName,
        /// The index.
        name: String,
    },
    /// A policy of a table.
    Policy {
        /// The table.
        table: QualifiedName,
        /// The policy.
        name: String,
    },
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

impl Object {
    /// The table, for what belongs to one; else the object itself.
    #[must_use]
    pub fn home(&self) -> Self {
        match self {
            Self::Role(_) | Self::Namespace(_) | Self::Type(_) | Self::Table(_) => self.clone(),
            Self::Sequence { table, .. }
            | Self::Column { table, .. }
            | Self::Constraint { table, .. }
            | Self::Index { table, .. }
            | Self::Policy { table, .. } => Self::Table(table.clone()),
        }
    }
}

/// For messages: `table app.users`, `policy tenant_isolation on app.users`.
impl fmt::Display for Object {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Role(name) => write!(f, "role {}", Identifier(name)),
            Self::Namespace(name) => write!(f, "schema {}", Identifier(name)),
            Self::Type(name) => write!(f, "type {name}"),
            Self::Sequence { name, .. } => write!(f, "sequence {name}"),
            Self::Table(name) => write!(f, "table {name}"),
            Self::Column { table, name } => write!(f, "column {} of {table}", Identifier(name)),
            Self::Constraint { table, name } => write!(f, "constraint {} on {table}", Identifier(name)),
            Self::Index { table, name } => write!(f, "index {} on {table}", Identifier(name)),
            Self::Policy { table, name } => write!(f, "policy {} on {table}", Identifier(name)),
        }
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
