//! Scripts: statements as data, and how they are written down.

use std::fmt;

use pg_orm_ir::QualifiedName;
use pg_orm_ir::catalog::{GrantedKind, RawKind, ViewKind};
use pg_orm_ir::types::DataType;
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
    /// The session that runs the script.
    Session,
    /// A role of the server.
    Role(String),
    /// A schema.
    Namespace(String),
    /// An extension.
    Extension(String),
    /// A collation.
    Collation(QualifiedName),
    /// A type: an enum, a domain, a composite, a range.
    Type(QualifiedName),
    /// A function, a procedure or an aggregate.
    Function {
        /// Its name.
        name: QualifiedName,
        /// The types of its input arguments.
        arguments: Vec<DataType>,
    },
    /// A foreign-data wrapper.
    ForeignDataWrapper(String),
    /// A foreign server.
    Server(String),
    /// A user mapping of a foreign server.
    UserMapping {
        /// The server.
        server: String,
        /// The role.
        role: String,
    },
    /// A text search dictionary.
    TextSearchDictionary(QualifiedName),
    /// A text search configuration.
    TextSearchConfiguration(QualifiedName),
    /// A sequence.
    Sequence {
        /// The table, where a column of it numbers itself by the sequence.
        table: Option<QualifiedName>,
        /// The sequence.
        name: QualifiedName,
    },
    /// A table.
    Table(QualifiedName),
    /// A view.
    View {
        /// Its name.
        name: QualifiedName,
        /// Whether its rows are kept.
        kind: ViewKind,
    },
    /// A column of a table or view.
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
    /// An index of a table or a materialized view.
    Index {
        /// The table.
        table: QualifiedName,
        /// The index.
        name: String,
    },
    /// Extended statistics of a table or a materialized view.
    Statistics {
        /// The table.
        table: QualifiedName,
        /// The statistics.
        name: QualifiedName,
    },
    /// A trigger of a table or view.
    Trigger {
        /// The table.
        table: QualifiedName,
        /// The trigger.
        name: String,
    },
    /// A rule of a table or view.
    Rule {
        /// The table.
        table: QualifiedName,
        /// The rule.
        name: String,
    },
    /// A policy of a table.
    Policy {
        /// The table.
        table: QualifiedName,
        /// The policy.
        name: String,
    },
    /// A publication.
    Publication(String),
    /// An event trigger.
    EventTrigger(String),
    /// Privileges that objects get when they are made.
    DefaultPrivileges {
        /// Who makes them; `None` for whoever runs the script.
        creator: Option<String>,
        /// Where; `None` for every schema.
        schema: Option<String>,
        /// What.
        objects: GrantedKind,
    },
    /// What has no words of its own.
    Raw {
        /// What it is, as far as is known.
        kind: RawKind,
        /// Its name.
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
    /// The table or view, for what belongs to one; else the object itself.
    #[must_use]
    pub fn home(&self) -> Self {
        match self {
            Self::Sequence { table: Some(table), .. }
            | Self::Column { table, .. }
            | Self::Constraint { table, .. }
            | Self::Index { table, .. }
            | Self::Statistics { table, .. }
            | Self::Trigger { table, .. }
            | Self::Rule { table, .. }
            | Self::Policy { table, .. } => Self::Table(table.clone()),
            Self::View { name, .. } => Self::Table(name.clone()),
            Self::UserMapping { server, .. } => Self::Server(server.clone()),
            _ => self.clone(),
        }
    }
}

/// For messages: `table app.users`, `policy tenant_isolation on app.users`.
impl fmt::Display for Object {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Session => f.write_str("session"),
            Self::Role(name) => write!(f, "role {}", Identifier(name)),
            Self::Namespace(name) => write!(f, "schema {}", Identifier(name)),
            Self::Extension(name) => write!(f, "extension {}", Identifier(name)),
            Self::Collation(name) => write!(f, "collation {name}"),
            Self::Type(name) => write!(f, "type {name}"),
            Self::Function { name, arguments } => {
                let arguments: Vec<String> = arguments.iter().map(ToString::to_string).collect();
                write!(f, "function {name}({})", arguments.join(", "))
            }
            Self::ForeignDataWrapper(name) => write!(f, "foreign-data wrapper {}", Identifier(name)),
            Self::Server(name) => write!(f, "server {}", Identifier(name)),
            Self::UserMapping { server, role } => {
                write!(f, "user mapping of {} for {}", Identifier(server), Identifier(role))
            }
            Self::TextSearchDictionary(name) => write!(f, "text search dictionary {name}"),
            Self::TextSearchConfiguration(name) => write!(f, "text search configuration {name}"),
            Self::Sequence { name, .. } => write!(f, "sequence {name}"),
            Self::Table(name) => write!(f, "table {name}"),
            Self::View { name, kind: ViewKind::Plain } => write!(f, "view {name}"),
            Self::View { name, kind: ViewKind::Materialized } => write!(f, "materialized view {name}"),
            Self::Column { table, name } => write!(f, "column {} of {table}", Identifier(name)),
            Self::Constraint { table, name } => write!(f, "constraint {} on {table}", Identifier(name)),
            Self::Index { table, name } => write!(f, "index {} on {table}", Identifier(name)),
            Self::Statistics { table, name } => write!(f, "statistics {name} on {table}"),
            Self::Trigger { table, name } => write!(f, "trigger {} on {table}", Identifier(name)),
            Self::Rule { table, name } => write!(f, "rule {} on {table}", Identifier(name)),
            Self::Policy { table, name } => write!(f, "policy {} on {table}", Identifier(name)),
            Self::Publication(name) => write!(f, "publication {}", Identifier(name)),
            Self::EventTrigger(name) => write!(f, "event trigger {}", Identifier(name)),
            Self::DefaultPrivileges { creator, schema, objects } => {
                write!(f, "default privileges on {}", objects.sql())?;
                if let Some(creator) = creator {
                    write!(f, " of {}", Identifier(creator))?;
                }
                schema.as_ref().map_or(Ok(()), |schema| write!(f, " in schema {}", Identifier(schema)))
            }
            Self::Raw { name, .. } => f.write_str(name),
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
