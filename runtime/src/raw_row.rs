//! One row of raw SQL, read by its columns' names or places.

use tokio_postgres::Row as WireRow;

use crate::error::{Error, ErrorKind};
use crate::row::Raw;
use crate::types::{Type, WrongType};
use crate::value::{Value, told};

/// A row that raw SQL answered.
///
/// ```no_run
/// # async fn example(pool: &pg_orm::Pool) -> Result<(), pg_orm::Error> {
/// for row in pool.query("select name, count(*) as posts from posts group by 1", &[]).await? {
///     let (name, posts): (Option<String>, i64) = (row.get("name")?, row.get("posts")?);
///     println!("{name:?} has {posts}");
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct Row(WireRow);

/// How a column of a [`Row`] is named: by its name, or by its place, from 0.
pub trait ColumnIndex: std::fmt::Display {
    #[doc(hidden)]
    fn place(&self, row: &Row) -> Option<usize>;
}

impl ColumnIndex for usize {
    fn place(&self, row: &Row) -> Option<usize> {
        (*self < row.len()).then_some(*self)
    }
}

/// The first column of this name.
impl ColumnIndex for &str {
    fn place(&self, row: &Row) -> Option<usize> {
        row.columns().position(|(name, _)| name == *self)
    }
}

impl Row {
    pub(crate) fn new(row: WireRow) -> Self {
        Self(row)
    }

    /// The value in a column: any [`Value`], `Option` of one where it may be NULL.
    ///
    /// # Errors
    /// Where there is no such column, its type is not one that `T` holds, or `T` can't hold this value; the error names the column.
    pub fn get<T: Value>(&self, column: impl ColumnIndex) -> Result<T, Error> {
        let Some(place) = column.place(self) else {
            let error = format!("the statement answers no column `{column}`");
            return Err(Error::new(ErrorKind::Other(error.into())));
        };
        let type_ = self.0.columns().get(place).map_or(&Type::UNKNOWN, |column| column.type_());
        let value = if T::accepts(type_) {
            match self.0.try_get::<usize, Raw<'_>>(place) {
                Ok(Raw(raw)) => T::read_nullable(type_, raw),
                Err(error) => Err(error.into()),
            }
        } else {
            Err(WrongType::new::<T>(type_.clone()).into())
        };
        value.map_err(|source| {
            let name = self.0.columns().get(place).map_or("?", |column| column.name());
            let given = column.to_string();
            let place =
                if given == name { format!("column `{name}`") } else { format!("column {given} (`{name}`)") };
            Error::new(ErrorKind::Decode { place, type_: told(type_), source })
        })
    }

    /// How many columns it has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether it has no column.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Its columns' names and types, in order.
    pub fn columns(&self) -> impl ExactSizeIterator<Item = (&str, &Type)> {
        self.0.columns().iter().map(|column| (column.name(), column.type_()))
    }
}
