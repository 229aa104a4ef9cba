//! What a step or a change is about: an object of a database, by its identity.

use std::fmt;

use pg_orm_ir::QualifiedName;
use pg_orm_ir::catalog::{DefaultPrivileges, GrantedKind, Raw};
use pg_orm_ir::types::DataType;
use pg_orm_sql::Identifier;

/// An object of a database.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Object {
    /// The session that runs a script.
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
    /// A check of a domain.
    DomainCheck {
        /// The domain.
        domain: QualifiedName,
        /// The check.
        name: String,
    },
    /// An attribute of a composite.
    Attribute {
        /// The composite.
        composite: QualifiedName,
        /// The attribute.
        name: String,
    },
    /// A sequence that belongs to no table's column.
    FreeSequence(QualifiedName),
    /// A sequence of a table's column.
    Sequence {
        /// The table.
        table: QualifiedName,
        /// The sequence.
        name: QualifiedName,
    },
    /// A function or procedure.
    Function {
        /// Its name.
        name: QualifiedName,
        /// The types of its input arguments.
        arguments: Vec<DataType>,
    },
    /// An aggregate.
    Aggregate {
        /// Its name.
        name: QualifiedName,
        /// The types of its arguments.
        arguments: Vec<DataType>,
    },
    /// A foreign-data wrapper.
    ForeignDataWrapper(String),
    /// A foreign server.
    Server(String),
    /// As whom a role speaks to a foreign server.
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
    /// A table, also a partition or a foreign one.
    Table(QualifiedName),
    /// A view or a materialized view.
    View(QualifiedName),
    /// A column of a table or a view.
    Column {
        /// The table or view.
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
    /// A policy of a table.
    Policy {
        /// The table.
        table: QualifiedName,
        /// The policy.
        name: String,
    },
    /// A trigger of a table or a view.
    Trigger {
        /// The table or view.
        table: QualifiedName,
        /// The trigger.
        name: String,
    },
    /// A rule of a table or a view.
    Rule {
        /// The table or view.
        table: QualifiedName,
        /// The rule.
        name: String,
    },
    /// A statistics object of a table or a materialized view.
    Statistics {
        /// The table.
        table: QualifiedName,
        /// The statistics object.
        name: QualifiedName,
    },
    /// A publication.
    Publication(String),
    /// An event trigger.
    EventTrigger(String),
    /// Privileges that objects get when they are made.
    DefaultPrivileges {
        /// Who makes them.
        creator: Option<String>,
        /// Where.
        schema: Option<String>,
        /// What.
        objects: GrantedKind,
    },
    /// What has no words of its own.
    Raw(String),
}

impl Object {
    /// The table or view, for what belongs to one; else the object itself.
    #[must_use]
    pub fn home(&self) -> Self {
        match self {
            Self::Sequence { table, .. }
            | Self::Column { table, .. }
            | Self::Constraint { table, .. }
            | Self::Index { table, .. }
            | Self::Policy { table, .. }
            | Self::Trigger { table, .. }
            | Self::Rule { table, .. }
            | Self::Statistics { table, .. } => Self::Table(table.clone()),
            Self::DomainCheck { domain: name, .. } | Self::Attribute { composite: name, .. } => {
                Self::Type(name.clone())
            }
            Self::UserMapping { server, .. } => Self::Server(server.clone()),
            Self::View(name) => Self::Table(name.clone()),
            _ => self.clone(),
        }
    }

    pub(crate) fn of_default_privileges(it: &DefaultPrivileges) -> Self {
        Self::DefaultPrivileges {
            creator: it.creator.clone(),
            schema: it.schema.clone(),
            objects: it.objects,
        }
    }

    pub(crate) fn of_raw(raw: &Raw) -> Self {
        Self::Raw(raw.name.clone())
    }
}

/// For messages: `table app.users`, `policy tenant_isolation on app.users`.
impl fmt::Display for Object {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let part = |f: &mut fmt::Formatter<'_>, kind: &str, name: &str, link: &str, of: &QualifiedName| {
            write!(f, "{kind} {} {link} {of}", Identifier(name))
        };
        match self {
            Self::Session => f.write_str("session"),
            Self::Role(name) => write!(f, "role {}", Identifier(name)),
            Self::Namespace(name) => write!(f, "schema {}", Identifier(name)),
            Self::Extension(name) => write!(f, "extension {}", Identifier(name)),
            Self::Collation(name) => write!(f, "collation {name}"),
            Self::Type(name) => write!(f, "type {name}"),
            Self::DomainCheck { domain, name } => part(f, "constraint", name, "on", domain),
            Self::Attribute { composite, name } => part(f, "attribute", name, "of", composite),
            Self::FreeSequence(name) | Self::Sequence { name, .. } => write!(f, "sequence {name}"),
            Self::Function { name, arguments } => write!(f, "function {name}({})", list(arguments)),
            Self::Aggregate { name, arguments } => write!(f, "aggregate {name}({})", list(arguments)),
            Self::ForeignDataWrapper(name) => write!(f, "foreign-data wrapper {}", Identifier(name)),
            Self::Server(name) => write!(f, "server {}", Identifier(name)),
            Self::UserMapping { server, role } => {
                write!(f, "user mapping of {} on {}", Identifier(role), Identifier(server))
            }
            Self::TextSearchDictionary(name) => write!(f, "text search dictionary {name}"),
            Self::TextSearchConfiguration(name) => write!(f, "text search configuration {name}"),
            Self::Table(name) => write!(f, "table {name}"),
            Self::View(name) => write!(f, "view {name}"),
            Self::Column { table, name } => part(f, "column", name, "of", table),
            Self::Constraint { table, name } => part(f, "constraint", name, "on", table),
            Self::Index { table, name } => part(f, "index", name, "on", table),
            Self::Policy { table, name } => part(f, "policy", name, "on", table),
            Self::Trigger { table, name } => part(f, "trigger", name, "on", table),
            Self::Rule { table, name } => part(f, "rule", name, "on", table),
            Self::Statistics { table, name } => write!(f, "statistics {name} on {table}"),
            Self::Publication(name) => write!(f, "publication {}", Identifier(name)),
            Self::EventTrigger(name) => write!(f, "event trigger {}", Identifier(name)),
            Self::DefaultPrivileges { creator, schema, objects } => {
                write!(f, "default privileges on {}", objects.sql())?;
                if let Some(schema) = schema {
                    write!(f, " in {}", Identifier(schema))?;
                }
                creator.as_ref().map_or(Ok(()), |creator| write!(f, " of {}", Identifier(creator)))
            }
            Self::Raw(name) => write!(f, "raw {name}"),
        }
    }
}

fn list(types: &[DataType]) -> String {
    types.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}
