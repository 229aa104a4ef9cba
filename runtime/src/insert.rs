//! Inserting rows: one by `VALUES`, many by `UNNEST` of one array a column.

use std::fmt;

use crate::answer::Answer;
use crate::change::{Affected, returning};
use crate::error::{Error, ErrorKind};
use crate::executor::{Reaches, Target, Together};
use crate::expr::Select;
use crate::insert_many::{self, Batch};
use crate::model::{Model, Table};
use crate::pipeline::{Purpose, Sink};
use crate::query::Last;
use crate::render::{Sql, Statement};
use crate::row::Row;
use crate::value::{Parameter, Value};

/// A row to insert. Generated; not for implementing by hand.
pub trait Insertable: Send + Sync + 'static {
    /// The model whose row it becomes.
    type Model: Model;

    /// Gives the columns that are set, in ascending order.
    fn values<'a>(&'a self, row: &mut Values<'a>);
}

/// The columns that are set in a row to insert, with their values.
#[derive(Debug, Default)]
pub struct Values<'a> {
    pub(crate) cells: Vec<(usize, &'a dyn Parameter)>,
}

impl<'a> Values<'a> {
    /// Sets a column.
    pub fn push<T: Value>(&mut self, column: usize, value: &'a T) {
        self.cells.push((column, value));
    }

    /// Sets a column where there is a value; else it has its default.
    pub fn push_some<T: Value>(&mut self, column: usize, value: &'a Option<T>) {
        if let Some(value) = value {
            self.cells.push((column, value));
        }
    }
}

/// Writes a row to insert as its columns and their values, for `Debug`.
///
/// # Errors
/// The formatter's.
pub fn debug_insert<I: Insertable>(row: &I, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut values = Values::default();
    row.values(&mut values);
    debug_values(I::Model::TABLE, &values, f)
}

fn debug_values(table: &'static Table, values: &Values<'_>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut columns = f.debug_struct(table.model);
    for (column, value) in &values.cells {
        columns.field(table.field_name(*column), value);
    }
    columns.finish_non_exhaustive()
}

fn inserting(table: &'static Table) -> Purpose {
    Purpose { model: Some(table.model), operation: "inserting" }
}

/// Inserts one row, and answers it as the database made it.
///
/// # Errors
/// PostgreSQL's (a constraint's, as a rule), a lost connection, a value that can't be sent, and [`ErrorKind::NotFound`] where a
/// trigger kept the row out.
pub fn insert<I: Insertable, E: Reaches<I::Model>>(row: I, db: &E) -> Answer<'_, I::Model> {
    Box::pin(insert_one(row, db.target()))
}

async fn insert_one<I: Insertable>(row: I, target: Target<'_>) -> Result<I::Model, Error> {
    let table = I::Model::TABLE;
    let mut values = Values::default();
    row.values(&mut values);
    let statements = [statement(table, &values)];
    let purpose = inserting(table);
    let mut inserted = Last(None);
    target.run(&statements, Together::Apart, purpose, &mut inserted).await?;
    let [statement] = &statements;
    inserted.0.ok_or_else(|| {
        Error::new(ErrorKind::NotFound).at(purpose.model, "reading back the inserted", &statement.text)
    })
}

fn statement<'a>(table: &'static Table, values: &Values<'a>) -> Statement<'a> {
    let mut sql = Sql::new();
    sql.push("insert into ");
    sql.push(table.name);
    sql.push(" as t0");
    for (i, (column, _)) in values.cells.iter().enumerate() {
        sql.push(if i == 0 { " (" } else { ", " });
        sql.push(table.column_name(*column));
    }
    if values.cells.is_empty() {
        sql.push(" default values");
    } else {
        sql.push(") values (");
        for (i, &(column, value)) in values.cells.iter().enumerate() {
            if i > 0 {
                sql.push(", ");
            }
            sql.borrowed(value, Some((table, column)));
            sql.written_as(table, column);
        }
        sql.push(")");
    }
    returning(&mut sql, &Select::new(table));
    sql.finish()
}

/// What becomes a row to insert into the table of `M`: its `New`, and its `Insert`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a new row of `{M}`",
    label = "not a new row of `{M}`",
    note = "give rows made by `{M}::insert(..)`, or the `New` of the module of `{M}`"
)]
pub trait NewRow<M, I> {
    #[doc(hidden)]
    fn into_insert(self) -> I;
}

#[diagnostic::do_not_recommend]
impl<M, I, R: Into<I>> NewRow<M, I> for R {
    fn into_insert(self) -> I {
        self.into()
    }
}

/// Any number of new rows of `M`: whatever can be iterated.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a list of new rows of `{M}`",
    label = "not a list",
    note = "give a list, as in `{M}::insert_many([..])`; one row is inserted by `{M}::insert(..)`"
)]
pub trait NewRows<M, R> {
    #[doc(hidden)]
    fn rows(self) -> impl Iterator<Item = R>;
}

#[diagnostic::do_not_recommend]
impl<M, R, L: IntoIterator<Item = R>> NewRows<M, R> for L {
    fn rows(self) -> impl Iterator<Item = R> {
        self.into_iter()
    }
}

/// Any number of rows to insert.
#[must_use = "`exec` or `returning` inserts them"]
pub struct InsertMany<I> {
    rows: Vec<I>,
}

impl<I: Insertable> InsertMany<I> {
    #[doc(hidden)]
    pub fn new<R: NewRow<I::Model, I>>(rows: impl NewRows<I::Model, R>) -> Self {
        Self { rows: rows.rows().map(NewRow::into_insert).collect() }
    }

    /// Inserts them, and answers how many they are. One round trip, whatever their number: one statement for each set of columns
    /// that the rows give, all of them in one transaction. Nothing is sent for no rows.
    ///
    /// # Errors
    /// PostgreSQL's (a constraint's, as a rule), a lost connection, a value that can't be sent. No row is inserted then.
    pub fn exec<E: Reaches<I::Model>>(self, db: &E) -> Answer<'_, u64> {
        Box::pin(count_inserted(self.rows, db.target()))
    }

    /// Inserts them, and answers the rows as the database made them, in the order in which they were given.
    ///
    /// # Errors
    /// Those of [`exec`](Self::exec), and a value that the model's type can't hold.
    pub fn returning<E: Reaches<I::Model>>(self, db: &E) -> Answer<'_, Vec<I::Model>> {
        Box::pin(read_inserted(self.rows, db.target()))
    }
}

async fn count_inserted<I: Insertable>(rows: Vec<I>, target: Target<'_>) -> Result<u64, Error> {
    let table = I::Model::TABLE;
    let batches = insert_many::batches(table, &rows);
    let statements = insert_many::statements(table, &batches, false);
    let mut count = Affected(0);
    if !statements.is_empty() {
        target.run(&statements, Together::Atomic, inserting(table), &mut count).await?;
    }
    Ok(count.0)
}

async fn read_inserted<I: Insertable>(rows: Vec<I>, target: Target<'_>) -> Result<Vec<I::Model>, Error> {
    let table = I::Model::TABLE;
    let batches = insert_many::batches(table, &rows);
    let statements = insert_many::statements(table, &batches, true);
    let mut inserted = Inserted(batches.iter().map(|batch| Vec::with_capacity(batch.rows.len())).collect());
    if !statements.is_empty() {
        target.run(&statements, Together::Atomic, inserting(table), &mut inserted).await?;
    }
    Ok(inserted.in_order(&batches, rows.len()))
}

impl<I> fmt::Debug for InsertMany<I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("InsertMany").field("rows", &self.rows.len()).finish()
    }
}

/// The rows that each batch answered.
struct Inserted<M>(Vec<Vec<M>>);

impl<M> Inserted<M> {
    fn in_order(mut self, batches: &[Batch<'_>], total: usize) -> Vec<M> {
        if let [rows] = self.0.as_mut_slice() {
            return std::mem::take(rows);
        }
        let mut placed: Vec<Option<M>> = std::iter::repeat_with(|| None).take(total).collect();
        let mut unplaced = Vec::new();
        for (rows, batch) in self.0.into_iter().zip(batches) {
            // A trigger may keep rows out, and nobody says which: the rest of that batch goes to the end.
            let is_whole = rows.len() == batch.rows.len();
            for (row, &place) in rows.into_iter().zip(&batch.rows) {
                match placed.get_mut(place) {
                    Some(slot) if is_whole => *slot = Some(row),
                    _ => unplaced.push(row),
                }
            }
        }
        placed.into_iter().flatten().chain(unplaced).collect()
    }
}

impl<M: Model> Sink for Inserted<M> {
    fn row(&mut self, statement: usize, row: tokio_postgres::Row, is_first: bool) -> Result<(), Error> {
        let row = M::decode(&mut Row::new(&row, M::TABLE, is_first))?;
        if let Some(rows) = self.0.get_mut(statement) {
            rows.push(row);
        }
        Ok(())
    }

    fn restart(&mut self) {
        self.0.iter_mut().for_each(Vec::clear);
    }
}
