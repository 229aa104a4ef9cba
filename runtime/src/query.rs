//! Reading rows of a model: which, in what order, how many, and what belongs to them.

use std::fmt;
use std::marker::PhantomData;

use crate::access::Access;
use crate::answer::Answer;
use crate::delete::Delete;
use crate::error::{Error, ErrorKind};
use crate::executor::{Reaches, Target, Together};
use crate::expr::Select;
use crate::filter::Condition;
use crate::include::{Include, Included, Parents};
use crate::load::{Loader, Rows};
use crate::model::Model;
use crate::order::{IntoOrder, orders};
use crate::pipeline::{Purpose, Sink};
use crate::render::Statement;
use crate::select;
use crate::stored::Stored;
use crate::types::FromSql;
use crate::update::{IntoAssignment, Update};

/// A query of the model `M`, whose rows become `O`; `A` is what it takes to run it.
#[must_use = "`all`, `first`, `one`, `count` or `exists` runs it"]
pub struct Query<M: Model, O = M, A = <M as Model>::Access> {
    pub(crate) select: Select,
    loader: Loader<O>,
    is_snapshot: bool,
    marker: PhantomData<fn() -> (M, A)>,
}

impl<M: Model> Query<M> {
    #[doc(hidden)]
    pub fn new() -> Self {
        Self::of(Select::new(M::TABLE))
    }

    pub(crate) fn of(select: Select) -> Self {
        Self { select, loader: Rows::<M>::loader(), is_snapshot: false, marker: PhantomData }
    }
}

impl<M: Model, O: Send + 'static, A: Access> Query<M, O, A> {
    fn with_access<B>(self) -> Query<M, O, B> {
        Query { select: self.select, loader: self.loader, is_snapshot: self.is_snapshot, marker: PhantomData }
    }

    /// Those rows alone that are as the condition says, and as those before said.
    pub fn filter<F: Condition<M>>(mut self, filter: F) -> Query<M, O, A::Or<F::Access>> {
        self.select.filter.push(filter.into_filter().into_expr());
        self.with_access()
    }

    /// The rows in this order; behind the orders given before.
    pub fn order_by(mut self, order: impl IntoOrder<M>) -> Self {
        self.select.order.extend(orders(order));
        self
    }

    /// So many rows at most.
    pub fn limit(mut self, rows: u64) -> Self {
        self.select.limit = Some(rows);
        self
    }

    /// Without the first so many rows.
    pub fn offset(mut self, rows: u64) -> Self {
        self.select.offset = Some(rows);
        self
    }

    /// Reads along the rows of a relation: each row `O` becomes a pair of it and what is related (`Vec`, `Option`, or the row).
    ///
    /// One statement more for each relation, in the same round trip. Each sees what is committed when it runs; see
    /// [`snapshot`](Self::snapshot).
    pub fn include<I: Include<M>>(mut self, relation: I) -> Query<M, (O, I::Output), A::Or<I::Access>> {
        let Included { node, loader } = relation.include(M::TABLE, Parents(self.loader));
        self.select.includes.push(node);
        Query { select: self.select, loader, is_snapshot: self.is_snapshot, marker: PhantomData }
    }

    /// Rows and what is included are read from one state of the database: in one `REPEATABLE READ`, read-only transaction, in the
    /// same round trip. Inside a transaction that one's isolation holds instead.
    pub fn snapshot(mut self) -> Self {
        self.is_snapshot = true;
        self
    }

    /// All the rows, in a `Vec`. One round trip, whatever is included.
    ///
    /// # Errors
    /// PostgreSQL's, a lost connection, and a value that the model's type can't hold.
    pub fn all<E: Reaches<M, A>>(self, db: &E) -> Answer<'_, Vec<O>> {
        Box::pin(load(self.into_reading(), db.target()))
    }

    /// The first row, or `None` where there is none. Sends `limit 1`.
    ///
    /// # Errors
    /// Those of [`all`](Self::all).
    pub fn first<E: Reaches<M, A>>(self, db: &E) -> Answer<'_, Option<O>> {
        Box::pin(load_first(self.into_reading(), db.target()))
    }

    /// The one row there is. Sends `limit 2`.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`], [`ErrorKind::MoreThanOne`], and those of [`all`](Self::all).
    pub fn one<E: Reaches<M, A>>(self, db: &E) -> Answer<'_, O> {
        Box::pin(load_one(self.into_reading(), db.target()))
    }

    /// How many rows there are, within the limit where there is one. Sends `select count(*)`.
    ///
    /// # Errors
    /// PostgreSQL's, and a lost connection.
    pub fn count<E: Reaches<M, A>>(self, db: &E) -> Answer<'_, u64> {
        Box::pin(count(self.select, db.target()))
    }

    /// Whether there is a row. Sends `select exists(..)`.
    ///
    /// # Errors
    /// PostgreSQL's, and a lost connection.
    pub fn exists<E: Reaches<M, A>>(self, db: &E) -> Answer<'_, bool> {
        Box::pin(exists(self.select, db.target()))
    }

    fn into_reading(self) -> Reading<O> {
        Reading { select: self.select, loader: self.loader, is_snapshot: self.is_snapshot }
    }
}

/// A query that is being run: what is left of it once its model is known to be its own, so that little is compiled for each model.
struct Reading<O> {
    select: Select,
    loader: Loader<O>,
    is_snapshot: bool,
}

impl<O> Reading<O> {
    fn at_most(mut self, rows: u64) -> Self {
        self.select.limit = Some(self.select.limit.map_or(rows, |limit| limit.min(rows)));
        self
    }
}

async fn load<O: Send>(reading: Reading<O>, target: Target<'_>) -> Result<Vec<O>, Error> {
    let purpose = Purpose { model: Some(reading.select.table.model), operation: "reading" };
    let mut loading = reading.loader;
    run(&reading.select, reading.is_snapshot, purpose, target, &mut *loading).await?;
    let (rows, _) = loading.finish().map_err(|error| error.at(purpose.model, purpose.operation, ""))?;
    Ok(rows)
}

async fn load_first<O: Send>(reading: Reading<O>, target: Target<'_>) -> Result<Option<O>, Error> {
    Ok(load(reading.at_most(1), target).await?.pop())
}

async fn load_one<O: Send>(reading: Reading<O>, target: Target<'_>) -> Result<O, Error> {
    let model = reading.select.table.model;
    let mut rows = load(reading.at_most(2), target).await?;
    let found = rows.pop();
    let kind = match found {
        Some(row) if rows.is_empty() => return Ok(row),
        Some(_) => ErrorKind::MoreThanOne,
        None => ErrorKind::NotFound,
    };
    Err(Error::new(kind).at(Some(model), "reading one", ""))
}

async fn run(
    select: &Select,
    is_snapshot: bool,
    purpose: Purpose,
    target: Target<'_>,
    sink: &mut dyn Sink,
) -> Result<(), Error> {
    let statements = select::statements(select);
    let together = if is_snapshot { Together::Snapshot } else { Together::Apart };
    target.run(&statements, together, purpose, sink).await
}

async fn count(select: Select, target: Target<'_>) -> Result<u64, Error> {
    let purpose = Purpose { model: Some(select.table.model), operation: "counting" };
    let count: i64 = scalar(target, select::count(&select), purpose).await?;
    Ok(u64::try_from(count).unwrap_or(0))
}

/// Whether the query has a row.
pub(crate) async fn exists(select: Select, target: Target<'_>) -> Result<bool, Error> {
    let purpose = Purpose { model: Some(select.table.model), operation: "looking for" };
    scalar(target, select::exists(&select), purpose).await
}

/// What a query of `M` answers that reads nothing along: `M` itself.
#[diagnostic::on_unimplemented(
    message = "a query of `{M}` that reads relations along can't update or delete",
    label = "leave `.include(..)` out",
    note = "rows that were updated or deleted are answered by `returning`, without what belongs to them"
)]
pub trait Whole<M> {}

#[diagnostic::do_not_recommend]
impl<M> Whole<M> for M {}

impl<M: Model, O, A: Access> Query<M, O, A> {
    /// Updates the rows of the query, by one assignment and those that [`Update::set`] adds.
    pub fn update(self, assignment: impl IntoAssignment<M>) -> Update<M, A>
    where
        M: Stored,
        O: Whole<M>,
    {
        Update::new(self.select, assignment.into_assignment())
    }

    /// Deletes the rows of the query.
    pub fn delete(self) -> Delete<M, A>
    where
        M: Stored,
        O: Whole<M>,
    {
        Delete::new(self.select)
    }
}

impl<M: Model, O, A> Clone for Query<M, O, A> {
    fn clone(&self) -> Self {
        let loader = self.loader.again();
        Self { select: self.select.clone(), loader, is_snapshot: self.is_snapshot, marker: PhantomData }
    }
}

impl<M: Model, O, A> fmt::Debug for Query<M, O, A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Query").field("select", &self.select).field("is_snapshot", &self.is_snapshot).finish()
    }
}

/// Runs a statement that answers one row of one value.
pub(crate) async fn scalar<T>(
    target: Target<'_>,
    statement: Statement<'_>,
    purpose: Purpose,
) -> Result<T, Error>
where
    T: for<'r> FromSql<'r> + Send,
{
    let mut value = Scalar(None);
    let statements = [statement];
    target.run(&statements, Together::Apart, purpose, &mut value).await?;
    let [statement] = &statements;
    value
        .0
        .ok_or_else(|| Error::new(ErrorKind::NotFound).at(purpose.model, purpose.operation, &statement.text))
}

struct Scalar<T>(Option<T>);

impl<T: for<'r> FromSql<'r> + Send> Sink for Scalar<T> {
    fn row(&mut self, _: usize, row: tokio_postgres::Row, _: bool) -> Result<(), Error> {
        self.0 = Some(row.try_get(0).map_err(Error::database)?);
        Ok(())
    }

    fn restart(&mut self) {
        self.0 = None;
    }
}

/// The rows of one model, without anything included.
pub(crate) struct Plain<M>(pub(crate) Vec<M>);

impl<M: Model> Sink for Plain<M> {
    fn row(&mut self, _: usize, row: tokio_postgres::Row, is_first: bool) -> Result<(), Error> {
        self.0.push(M::decode(&mut crate::row::Row::new(&row, M::TABLE, is_first))?);
        Ok(())
    }

    fn restart(&mut self) {
        self.0.clear();
    }
}

/// The one row of a statement that answers one at most.
pub(crate) struct Last<M>(pub(crate) Option<M>);

impl<M: Model> Sink for Last<M> {
    fn row(&mut self, _: usize, row: tokio_postgres::Row, is_first: bool) -> Result<(), Error> {
        self.0 = Some(M::decode(&mut crate::row::Row::new(&row, M::TABLE, is_first))?);
        Ok(())
    }

    fn restart(&mut self) {
        self.0 = None;
    }
}
