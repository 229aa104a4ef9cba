//! Calls that answer any number of rows.

use std::fmt;
use std::marker::PhantomData;

use crate::access::{Access, Open};
use crate::answer::Answer;
use crate::call::invocation::Invocation;
use crate::call::routine::{Decode, Routine};
use crate::call::stream::RowStream;
use crate::error::{Error, ErrorKind};
use crate::executor::{Executor, Target};
use crate::pipeline::Sink;
use crate::row::Row;
use crate::value::Value;

/// A function or a query that answers any number of rows `R`; `A` is what it takes to run it.
#[must_use = "`all`, `first`, `one` or `stream` runs it"]
pub struct Rows<R, A = Open> {
    invocation: Invocation,
    decode: Decode<R>,
    marker: PhantomData<fn() -> A>,
}

impl<R, A> Rows<R, A> {
    #[doc(hidden)]
    pub fn new(invocation: Invocation, decode: Decode<R>) -> Self {
        Self { invocation, decode, marker: PhantomData }
    }

    #[doc(hidden)]
    pub fn bind(self, parameter: usize, value: impl Value) -> Self {
        Self { invocation: self.invocation.bind(parameter, value), ..self }
    }

    #[doc(hidden)]
    pub fn bind_some<T: Value>(self, parameter: usize, value: Option<T>) -> Self {
        Self { invocation: self.invocation.bind_some(parameter, value), ..self }
    }

    /// So many rows at most. PostgreSQL still makes all of those that the statement sorts or groups, or that a function returns at once.
    pub fn limit(mut self, rows: u64) -> Self {
        self.invocation.limit = Some(rows);
        self
    }
}

impl<R: Send + 'static, A: Access> Rows<R, A> {
    /// All the rows, in a `Vec`. One round trip.
    ///
    /// # Errors
    /// PostgreSQL's, a lost connection, [`ErrorKind::Answers`] where the database answers other columns than the schema says, and NULL
    /// where the schema promises a value.
    pub fn all<E: Executor<A>>(self, db: &E) -> Answer<'_, Vec<R>> {
        Box::pin(all(self.invocation, self.decode, db.target()))
    }

    /// The first row, or `None` where there is none. Sends `limit 1`.
    ///
    /// # Errors
    /// Those of [`all`](Self::all).
    pub fn first<E: Executor<A>>(mut self, db: &E) -> Answer<'_, Option<R>> {
        self.invocation.limit = Some(self.invocation.limit.map_or(1, |limit| limit.min(1)));
        Box::pin(first(self.invocation, self.decode, db.target()))
    }

    /// The one row there is. Sends `limit 2`.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`], [`ErrorKind::MoreThanOne`], and those of [`all`](Self::all).
    pub fn one<E: Executor<A>>(mut self, db: &E) -> Answer<'_, R> {
        self.invocation.limit = Some(self.invocation.limit.map_or(2, |limit| limit.min(2)));
        Box::pin(one(self.invocation, self.decode, None, db.target()))
    }

    /// The rows as they arrive, a few hundred at most of them waiting to be taken. Nothing is sent before the first is asked for; the
    /// connection is taken until the stream has ended or is dropped.
    pub fn stream<E: Executor<A>>(self, db: &E) -> RowStream<'_, R> {
        RowStream::new(self.invocation, self.decode, db.target())
    }
}

/// The rows read so far.
struct Collected<R> {
    rows: Vec<R>,
    decode: Decode<R>,
    routine: &'static Routine,
}

impl<R: Send> Sink for Collected<R> {
    fn row(&mut self, _: usize, row: tokio_postgres::Row, _: bool) -> Result<(), Error> {
        self.rows.push((self.decode)(&mut Row::of_routine(&row, self.routine))?);
        Ok(())
    }

    fn restart(&mut self) {
        self.rows.clear();
    }
}

async fn all<R: Send>(
    invocation: Invocation,
    decode: Decode<R>,
    target: Target<'_>,
) -> Result<Vec<R>, Error> {
    let mut collected = Collected { rows: Vec::new(), decode, routine: invocation.routine() };
    invocation.run(target, &mut collected).await?;
    Ok(collected.rows)
}

async fn first<R: Send>(
    invocation: Invocation,
    decode: Decode<R>,
    target: Target<'_>,
) -> Result<Option<R>, Error> {
    Ok(all(invocation, decode, target).await?.pop())
}

/// The one row; without one `none`.
pub(super) async fn one<R: Send>(
    invocation: Invocation,
    decode: Decode<R>,
    none: Option<fn() -> R>,
    target: Target<'_>,
) -> Result<R, Error> {
    let purpose = invocation.purpose();
    let mut rows = all(invocation, decode, target).await?;
    let kind = match rows.pop() {
        Some(row) if rows.is_empty() => return Ok(row),
        Some(_) => ErrorKind::MoreThanOne,
        None => match none {
            Some(none) => return Ok(none()),
            None => ErrorKind::NotFound,
        },
    };
    Err(Error::new(kind).at(purpose.model, purpose.operation, ""))
}

impl<R, A> Clone for Rows<R, A> {
    fn clone(&self) -> Self {
        Self::new(self.invocation.clone(), self.decode)
    }
}

impl<R, A> fmt::Debug for Rows<R, A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Rows").field(&self.invocation).finish()
    }
}
