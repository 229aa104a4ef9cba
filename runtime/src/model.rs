//! What generated code tells the client about a model, and the trait that carries it.

use crate::access::Access;
use crate::error::Error;
use crate::row::Row;
use crate::types::Type;
use crate::value::told;

/// A table's row as a Rust struct. Generated; not for implementing by hand.
pub trait Model: Sized + Clone + Send + Sync + 'static {
    /// The table, its columns and its primary key.
    const TABLE: &'static Table;

    /// Who may run statements that touch it.
    type Access: Access;

    /// Reads one row, column by column in the order of the table's columns.
    ///
    /// # Errors
    /// Where a value is not what the field's type holds.
    fn decode(row: &mut Row<'_>) -> Result<Self, Error>;
}

/// A model's table.
#[derive(Debug)]
pub struct Table {
    /// The model's name in the schema.
    pub model: &'static str,
    /// The table's name, quoted where it must be, with its schema.
    pub name: &'static str,
    /// Its columns: their positions are how everything else names them.
    pub columns: &'static [ColumnDef],
    /// The primary key's columns; empty where there is none.
    pub primary_key: &'static [usize],
    /// Its relations: their positions are how the constants of relations name them.
    pub links: &'static [Link],
    /// Whether it is a view, whose rows have no place that would tell equal ones apart.
    pub is_view: bool,
}

/// A column of a model's table.
#[derive(Debug)]
pub struct ColumnDef {
    /// The field in Rust.
    pub field: &'static str,
    /// The column's name, quoted where it must be.
    pub name: &'static str,
    /// Its type in SQL.
    pub type_: &'static str,
    /// What PostgreSQL has to be told where it is compared.
    pub kind: ColumnKind,
    /// Whether every update sets it to `now()`.
    pub is_updated: bool,
}

/// What PostgreSQL has to be told where a column is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnKind {
    /// Nothing.
    Plain,
    /// A composite: the type of what it is compared with, as it has one operator for all of them; and whether it is there is asked
    /// by another test than `is null`, which is true of one whose attributes are all NULL.
    Composite,
    /// A domain over this enum: that its values are the enum's. It has operators for enums, and doesn't find them for such a domain.
    DomainOfEnum(&'static str),
    /// A type of an extension: the schema that its operators are in, where that is not `public` (else it is empty); and how many
    /// dimensions its vectors have, where it is said (else 0).
    OfExtension(&'static str, u32),
    /// A type that is read and written as its text, whatever it has of a binary form; and the schema of its operators, as above.
    Text(&'static str),
    /// The same of an array's elements.
    TextList,
    /// The number that each update adds one to.
    Version,
}

/// A unique key, with the statement that reads a row by it.
#[derive(Debug)]
pub struct UniqueKey {
    /// The key's columns, in the order of the statement's parameters.
    pub columns: &'static [usize],
    /// The whole statement.
    pub select: &'static str,
}

/// How the rows of two models belong together.
#[derive(Debug)]
pub struct Link {
    /// The relation's field.
    pub name: &'static str,
    /// The columns of the model that has the field.
    pub source: &'static [usize],
    /// The columns of the model it leads to.
    pub target: &'static [usize],
    /// The table between the two, where they are many to many.
    pub through: Option<Through>,
}

/// The table between two models that are many to many.
#[derive(Debug)]
pub struct Through {
    /// The table.
    pub table: &'static Table,
    /// Its columns that hold the link's source.
    pub source: &'static [usize],
    /// Its columns that hold the link's target.
    pub target: &'static [usize],
}

impl Table {
    /// `User.email`, for messages.
    pub(crate) fn place(&self, column: usize) -> String {
        format!("{}.{}", self.model, self.field_name(column))
    }

    pub(crate) fn field_name(&self, column: usize) -> &'static str {
        self.columns.get(column).map_or("?", |column| column.field)
    }

    /// The relation of this position.
    pub(crate) fn link(&'static self, relation: usize) -> &'static Link {
        /// What no generated code asks for; PostgreSQL refuses its column `?`.
        static UNKNOWN: Link =
            Link { name: "?", source: &[usize::MAX], target: &[usize::MAX], through: None };
        self.links.get(relation).unwrap_or(&UNKNOWN)
    }

    pub(crate) fn column_name(&self, column: usize) -> &'static str {
        self.columns.get(column).map_or("?", |column| column.name)
    }

    pub(crate) fn is_composite(&self, column: usize) -> bool {
        self.columns.get(column).is_some_and(|column| column.kind == ColumnKind::Composite)
    }

    /// What the column is cast to where it is compared.
    pub(crate) fn compared_as(&self, column: usize) -> Option<&'static str> {
        match self.columns.get(column)?.kind {
            ColumnKind::DomainOfEnum(enum_) => Some(enum_),
            _ => None,
        }
    }

    /// The schema that the column's operators are named with, where they are.
    pub(crate) fn operators(&self, column: usize) -> Option<&'static str> {
        match self.columns.get(column)?.kind {
            ColumnKind::OfExtension(schema, _) | ColumnKind::Text(schema) => {
                Some(schema).filter(|schema| !schema.is_empty())
            }
            _ => None,
        }
    }

    /// How many dimensions the column's vectors have, where it is said.
    pub(crate) fn dimensions(&self, column: usize) -> Option<u32> {
        match self.columns.get(column)?.kind {
            ColumnKind::OfExtension(_, dimensions) => Some(dimensions).filter(|count| *count > 0),
            _ => None,
        }
    }

    /// What the column is read and written as, where that is not its own type: `text`, or `text[]`.
    pub(crate) fn read_as(&self, column: usize) -> Option<&'static str> {
        match self.columns.get(column)?.kind {
            ColumnKind::Text(_) => Some("text"),
            ColumnKind::TextList => Some("text[]"),
            _ => None,
        }
    }

    /// What a column's type is called in messages: PostgreSQL tells of a domain what it is made of.
    #[cold]
    pub(crate) fn told(&self, column: usize, type_: &Type) -> String {
        let own = self.column_type(column);
        let is_declared = own.contains('.') && !own.starts_with("pg_catalog.");
        let is_built_in = type_.schema() == "pg_catalog";
        if is_declared && is_built_in && self.read_as(column).is_none() {
            own.to_owned()
        } else {
            told(type_)
        }
    }

    pub(crate) fn column_type(&self, column: usize) -> &'static str {
        self.columns.get(column).map_or("?", |column| column.type_)
    }
}
