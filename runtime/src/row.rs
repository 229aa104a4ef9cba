//! One row as it arrives: read by position, types checked on the statement's first row only.

use tokio_postgres::Row as WireRow;

use crate::error::{Error, ErrorKind};
use crate::model::Table;
use crate::types::{BoxError, FromSql, Kind, Type, WrongType};

/// A row of a statement, read column by column.
#[derive(Debug)]
pub struct Row<'r> {
    row: &'r WireRow,
    types: &'r [Type],
    table: &'static Table,
    next: usize,
    is_first: bool,
}

impl<'r> Row<'r> {
    pub(crate) fn new(row: &'r WireRow, types: &'r [Type], table: &'static Table, is_first: bool) -> Self {
        Self { row, types, table, next: 0, is_first }
    }

    /// The next column's value.
    ///
    /// # Errors
    /// Where the value is not what `T` holds; the error names the field and PostgreSQL's type.
    #[inline]
    #[expect(clippy::should_implement_trait, reason = "reads a value of a type of the caller's choice")]
    pub fn next<T: FromSql<'r>>(&mut self) -> Result<T, Error> {
        let column = self.next;
        self.next += 1;
        let type_ = self.types.get(column).unwrap_or(&Type::UNKNOWN);
        if self.is_first && !T::accepts(type_) {
            return Err(self.wrong(column, Box::new(WrongType::new::<T>(type_.clone()))));
        }
        match T::from_sql_nullable(type_, self.raw(column)?) {
            Ok(value) => Ok(value),
            Err(source) => Err(self.wrong(column, source)),
        }
    }

    /// A column's bytes as they came; `None` is NULL.
    #[inline]
    pub(crate) fn raw(&self, column: usize) -> Result<Option<&'r [u8]>, Error> {
        match self.row.try_get::<usize, Raw<'r>>(column) {
            Ok(Raw(bytes)) => Ok(bytes),
            Err(_) => {
                Err(self.wrong(column, "the statement answered fewer columns than the model has".into()))
            }
        }
    }

    #[cold]
    fn wrong(&self, column: usize, source: BoxError) -> Error {
        let type_ =
            self.types.get(column).map_or_else(|| "nothing".to_owned(), |type_| type_.name().to_owned());
        Error::new(ErrorKind::Decode { place: self.table.place(column), type_, source })
    }
}

/// Any value's bytes, so that types need no checking row by row.
struct Raw<'r>(Option<&'r [u8]>);

impl<'r> FromSql<'r> for Raw<'r> {
    fn from_sql(_: &Type, raw: &'r [u8]) -> Result<Self, BoxError> {
        Ok(Self(Some(raw)))
    }

    fn from_sql_null(_: &Type) -> Result<Self, BoxError> {
        Ok(Self(None))
    }

    fn accepts(_: &Type) -> bool {
        true
    }
}

/// The type that values of a type are sent as: domains are sent as what they are made of, xml as text.
pub(crate) fn wire_type(type_: &Type) -> Type {
    match type_.kind() {
        Kind::Domain(base) => wire_type(base),
        Kind::Array(item) => match item.kind() {
            Kind::Domain(_) => {
                let item = wire_type(item);
                Type::new(format!("_{}", item.name()), 0, Kind::Array(item), type_.schema().to_owned())
            }
            _ if *item == Type::XML => Type::TEXT_ARRAY,
            _ => type_.clone(),
        },
        _ if *type_ == Type::XML => Type::TEXT,
        _ => type_.clone(),
    }
}
