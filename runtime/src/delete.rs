//! Deleting rows of a model.

use std::fmt;
use std::marker::PhantomData;

use crate::access::Access;
use crate::answer::Answer;
use crate::change::{affected, changed, changed_one, returning, where_rows};
use crate::error::Error;
use crate::executor::{Reaches, Target};
use crate::expr::Select;
use crate::model::{Model, Table};
use crate::pipeline::Purpose;
use crate::render::{Sql, Statement};
use crate::versioned::{self, Seen, Versioned};

/// A deletion of the rows of a query.
#[must_use = "`exec` or `returning` runs it"]
pub struct Delete<M: Model, A = <M as Model>::Access>(Select, PhantomData<fn() -> (M, A)>);

/// A deletion of the one row that a key names.
#[must_use = "`exec` or `returning` runs it"]
pub struct DeleteOne<M: Model, A = <M as Model>::Access> {
    select: Select,
    /// The version that the row must have.
    seen: Option<Seen>,
    marker: PhantomData<fn() -> (M, A)>,
}

impl<M: Model, A: Access> Delete<M, A> {
    pub(crate) fn new(select: Select) -> Self {
        Self(select, PhantomData)
    }

    /// Runs it, and answers how many rows it deleted.
    ///
    /// # Errors
    /// PostgreSQL's (a foreign key's, as a rule), and a lost connection.
    pub fn exec<E: Reaches<M, A>>(self, db: &E) -> Answer<'_, u64> {
        Box::pin(affected(db.target(), statement(&self.0, false), deleting(M::TABLE)))
    }

    /// Runs it, and answers the rows it deleted, as they were, in no particular order.
    ///
    /// # Errors
    /// Those of [`exec`](Self::exec), and a value that the model's type can't hold.
    pub fn returning<E: Reaches<M, A>>(self, db: &E) -> Answer<'_, Vec<M>> {
        Box::pin(changed(db.target(), statement(&self.0, true), deleting(M::TABLE)))
    }
}

impl<M: Model, A: Access> DeleteOne<M, A> {
    pub(crate) fn new(select: Select) -> Self {
        Self { select, seen: None, marker: PhantomData }
    }

    /// Only where the row has this version, which it was read with: one that another has changed meanwhile stays.
    pub fn at_version(mut self, version: M::Version) -> Self
    where
        M: Versioned,
    {
        self.seen = Some(Seen::narrow::<M>(&mut self.select, version));
        self
    }

    /// Runs it, and answers how many rows it deleted: 1, or 0 where there is no such row.
    ///
    /// # Errors
    /// PostgreSQL's (a foreign key's, as a rule), and a lost connection;
    /// [`ErrorKind::Outdated`](crate::ErrorKind::Outdated) where the row has another version than [`at_version`](Self::at_version) says.
    pub fn exec<E: Reaches<M, A>>(self, db: &E) -> Answer<'_, u64> {
        Box::pin(count(db.target(), self.select, self.seen, deleting(M::TABLE)))
    }

    /// Runs it, and answers the row as it was; `None` where there is no such row.
    ///
    /// # Errors
    /// Those of [`exec`](Self::exec), and a value that the model's type can't hold.
    pub fn returning<E: Reaches<M, A>>(self, db: &E) -> Answer<'_, Option<M>> {
        Box::pin(row(db.target(), self.select, self.seen, deleting(M::TABLE)))
    }
}

async fn count(
    target: Target<'_>,
    select: Select,
    seen: Option<Seen>,
    purpose: Purpose,
) -> Result<u64, Error> {
    let count = affected(target, statement(&select, false), purpose).await?;
    versioned::check(seen, count, |count| *count == 0, purpose)
}

async fn row<M: Model>(
    target: Target<'_>,
    select: Select,
    seen: Option<Seen>,
    purpose: Purpose,
) -> Result<Option<M>, Error> {
    let row = changed_one(target, statement(&select, true), purpose).await?;
    versioned::check(seen, row, Option::is_none, purpose)
}

fn deleting(table: &'static Table) -> Purpose {
    Purpose { model: Some(table.model), operation: "deleting" }
}

fn statement(select: &Select, is_returning: bool) -> Statement<'static> {
    let mut sql = Sql::new();
    sql.push("delete from ");
    sql.push(select.table.name);
    sql.push(" as t0");
    where_rows(&mut sql, select);
    if is_returning {
        returning(&mut sql, select);
    }
    sql.finish()
}

impl<M: Model, A> fmt::Debug for Delete<M, A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Delete").field(&self.0).finish()
    }
}

impl<M: Model, A> fmt::Debug for DeleteOne<M, A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("DeleteOne").field(&self.select).finish()
    }
}
