//! One row as it arrives: read by position, types checked on the statement's first row only.

use tokio_postgres::{Column, Row as WireRow};

use crate::call::Routine;
use crate::channel::ChannelDef;
use crate::error::{Error, ErrorKind};
use crate::model::Table;
use crate::types::{BoxError, FromSql, Type, WrongType};
use crate::value::{Value, told};

/// A row of a statement, read column by column.
#[derive(Debug)]
pub struct Row<'r> {
    row: &'r WireRow,
    origin: Origin,
    next: usize,
    /// Whether types need no more checking: they did for the statement's first row.
    is_checked: bool,
}

/// What a row is of, for messages.
#[derive(Debug, Clone, Copy)]
enum Origin {
    Table(&'static Table),
    Routine(&'static Routine),
    Channel(&'static ChannelDef),
}

impl<'r> Row<'r> {
    #[inline]
    pub(crate) fn new(row: &'r WireRow, table: &'static Table, is_first: bool) -> Self {
        Self { row, origin: Origin::Table(table), next: 0, is_checked: !is_first }
    }

    /// A row of what was called, whose columns were checked when its statement was prepared.
    pub(crate) fn of_routine(row: &'r WireRow, routine: &'static Routine) -> Self {
        Self { row, origin: Origin::Routine(routine), next: 0, is_checked: true }
    }

    /// A payload of a notification, whose columns were checked when it was listened for.
    pub(crate) fn of_channel(row: &'r WireRow, channel: &'static ChannelDef) -> Self {
        Self { row, origin: Origin::Channel(channel), next: 0, is_checked: true }
    }

    /// The next column's value.
    ///
    /// # Errors
    /// Where the value is not what `T` holds; the error names the field and PostgreSQL's type.
    // In a debug build each field of each model would hold a copy of it.
    #[cfg_attr(not(debug_assertions), inline(always))]
    #[expect(clippy::should_implement_trait, reason = "reads a value of a type of the caller's choice")]
    pub fn next<T: Value>(&mut self) -> Result<T, Error> {
        let column = self.next;
        self.next += 1;
        if !self.is_checked {
            return self.checked(column);
        }
        match self.row.try_get::<usize, Unchecked<T>>(column) {
            Ok(Unchecked(value)) => Ok(value),
            Err(source) => Err(self.wrong(column, source.into_source())),
        }
    }

    /// For a statement's first row.
    #[cold]
    fn checked<T: Value>(&self, column: usize) -> Result<T, Error> {
        let type_ = self.type_(column);
        if !T::accepts(type_) {
            return Err(self.wrong(column, Some(Box::new(WrongType::new::<T>(type_.clone())))));
        }
        T::read_nullable(type_, self.raw(column)?).map_err(|source| self.wrong(column, Some(source)))
    }

    fn type_(&self, column: usize) -> &'r Type {
        self.row.columns().get(column).map_or(&Type::UNKNOWN, Column::type_)
    }

    /// A column's bytes as they came; `None` is NULL.
    #[inline]
    pub(crate) fn raw(&self, column: usize) -> Result<Option<&'r [u8]>, Error> {
        match self.row.try_get::<usize, Raw<'r>>(column) {
            Ok(Raw(bytes)) => Ok(bytes),
            Err(_) => Err(self.wrong(column, None)),
        }
    }

    #[cold]
    fn wrong(&self, column: usize, source: Option<BoxError>) -> Error {
        let source =
            source.unwrap_or_else(|| "the statement answered fewer columns than the model has".into());
        let (place, type_) = match self.origin {
            Origin::Table(table) if source.is::<WrongType>() => {
                (table.place(column), told(self.type_(column)))
            }
            Origin::Table(table) => (table.place(column), table.told(column, self.type_(column))),
            Origin::Routine(routine) => (routine.place(column), told(self.type_(column))),
            Origin::Channel(channel) => {
                let field = channel.columns.get(column).map_or("?", |column| column.name);
                (format!("{}.{field}", channel.name), told(self.type_(column)))
            }
        };
        Error::new(ErrorKind::Decode { place, type_, source })
    }
}

/// A value whose type was checked on the statement's first row.
struct Unchecked<T>(T);

impl<'r, T: Value> FromSql<'r> for Unchecked<T> {
    #[inline]
    fn from_sql(type_: &Type, raw: &'r [u8]) -> Result<Self, BoxError> {
        T::read(type_, raw).map(Self)
    }

    #[inline]
    fn from_sql_null(type_: &Type) -> Result<Self, BoxError> {
        T::read_nullable(type_, None).map(Self)
    }

    #[inline]
    fn from_sql_nullable(type_: &Type, raw: Option<&'r [u8]>) -> Result<Self, BoxError> {
        T::read_nullable(type_, raw).map(Self)
    }

    #[inline]
    fn accepts(_: &Type) -> bool {
        true
    }
}

/// Any value's bytes, so that types need no checking row by row.
pub(crate) struct Raw<'r>(pub(crate) Option<&'r [u8]>);

impl<'r> FromSql<'r> for Raw<'r> {
    #[inline]
    fn from_sql(_: &Type, raw: &'r [u8]) -> Result<Self, BoxError> {
        Ok(Self(Some(raw)))
    }

    #[inline]
    fn from_sql_null(_: &Type) -> Result<Self, BoxError> {
        Ok(Self(None))
    }

    #[inline]
    fn from_sql_nullable(_: &Type, raw: Option<&'r [u8]>) -> Result<Self, BoxError> {
        Ok(Self(raw))
    }

    #[inline]
    fn accepts(_: &Type) -> bool {
        true
    }
}
