//! What generated code tells the client about a function, a procedure or a query.

use tokio_postgres::{Column, Statement as Prepared};

use crate::error::{Error, ErrorKind};
use crate::row::Row;
use crate::types::Type;
use crate::value::{Value, told};

/// Reads one row of what is called.
pub type Decode<R> = fn(&mut Row<'_>) -> Result<R, Error>;

/// A function, a procedure or a query.
#[derive(Debug)]
pub struct Routine {
    /// Its name for messages: `app.likes_of`, `top_authors`.
    pub name: &'static str,
    /// What it is.
    pub kind: RoutineKind,
    /// The statement that runs it.
    pub sql: Sql,
    /// What is given to it, in the order of its values.
    pub parameters: &'static [ParameterDef],
    /// The columns that it answers; empty where nobody reads them.
    pub columns: &'static [ResultColumn],
}

/// What a [`Routine`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RoutineKind {
    /// A function that may write.
    Function,
    /// A function that reads alone: `STABLE` or `IMMUTABLE`.
    Reading,
    /// A procedure.
    Procedure,
    /// A query in SQL.
    Query,
    /// The sending of a notification.
    Notification,
}

/// The text of a [`Routine`].
#[derive(Debug, Clone, Copy)]
pub enum Sql {
    /// Always the same: the value of the n-th parameter is `$n`.
    Fixed(&'static str),
    /// Made of pieces, some of which are left out.
    Pieces(&'static [Piece]),
}

/// A piece of SQL.
#[derive(Debug)]
pub enum Piece {
    /// As it is.
    Text(&'static str),
    /// The parameter at this place, with its type.
    Value(usize),
    /// A comma, but behind an opening bracket.
    Comma,
    /// What is left out where a parameter in it is not given.
    Optional(&'static [Piece]),
}

/// A parameter.
#[derive(Debug)]
pub struct ParameterDef {
    /// Its name.
    pub name: &'static str,
    /// Its type in SQL.
    pub type_: &'static str,
}

/// A column of what is answered.
#[derive(Debug)]
pub struct ResultColumn {
    /// Its name in the database; empty where it does not matter.
    pub name: &'static str,
    /// Its type in SQL, for messages.
    pub type_: &'static str,
    /// Whether the program's type holds values of PostgreSQL's.
    pub accepts: fn(&Type) -> bool,
}

/// A parameter of this name and type.
#[must_use]
pub const fn parameter(name: &'static str, type_: &'static str) -> ParameterDef {
    ParameterDef { name, type_ }
}

/// A column that a `T` holds.
#[must_use]
pub const fn result_column<T: Value>(name: &'static str, type_: &'static str) -> ResultColumn {
    ResultColumn { name, type_, accepts: T::accepts }
}

impl RoutineKind {
    /// What running it is, for messages.
    pub(crate) const fn operation(self) -> &'static str {
        match self {
            Self::Function | Self::Reading | Self::Procedure => "calling",
            Self::Query => "running the query",
            Self::Notification => "notifying",
        }
    }

    const fn noun(self) -> &'static str {
        match self {
            Self::Function | Self::Reading => "function",
            Self::Procedure => "procedure",
            Self::Query => "query",
            Self::Notification => "channel",
        }
    }
}

impl Routine {
    /// `app.search.title`, for messages.
    pub(crate) fn place(&self, column: usize) -> String {
        match self.columns.get(column) {
            Some(column) if !column.name.is_empty() => format!("{}.{}", self.name, column.name),
            _ => format!("the answer of {}", self.name),
        }
    }

    /// Holds what the statement answers in fact against what the program was built for.
    ///
    /// # Errors
    /// [`ErrorKind::Answers`] where they differ.
    pub(crate) fn check(&self, prepared: &Prepared) -> Result<(), Error> {
        let found = prepared.columns();
        let is_as_expected = |(expected, found): (&ResultColumn, &Column)| {
            (expected.accepts)(found.type_()) && (expected.name.is_empty() || expected.name == found.name())
        };
        let is_fit = found.len() == self.columns.len() && self.columns.iter().zip(found).all(is_as_expected);
        if self.columns.is_empty() || is_fit {
            return Ok(());
        }
        Err(self.unlike(found))
    }

    #[cold]
    fn unlike(&self, found: &[Column]) -> Error {
        let column = |name: &str, type_: &str| {
            if name.is_empty() { type_.to_owned() } else { format!("{name} {type_}") }
        };
        let expected: Vec<String> = self.columns.iter().map(|it| column(it.name, it.type_)).collect();
        let found: Vec<String> = found
            .iter()
            .enumerate()
            .map(|(place, it)| {
                let is_named = self.columns.get(place).is_none_or(|expected| !expected.name.is_empty());
                column(if is_named { it.name() } else { "" }, &told(it.type_()))
            })
            .collect();
        Error::new(ErrorKind::Answers {
            what: format!("the {} {}", self.kind.noun(), self.name),
            expected: expected.join(", "),
            found: found.join(", "),
        })
    }
}
