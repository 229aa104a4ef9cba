//! Updating rows of a model.

use std::fmt;
use std::marker::PhantomData;

use crate::access::Access;
use crate::answer::Answer;
use crate::change::{affected, changed, changed_one, returning, where_rows};
use crate::error::Error;
use crate::executor::{Reaches, Target};
use crate::expr::{Expr, Select};
use crate::model::{ColumnKind, Model, Table};
use crate::pipeline::Purpose;
use crate::render::{Sql, Statement};
use crate::versioned::{self, Seen, Versioned};

/// A column of `M` and what an update sets it to: `user::email.set("..")`, `post::likes.increase_by(1)`.
#[must_use = "`update` takes it"]
pub struct Assignment<M> {
    column: usize,
    expr: Expr,
    marker: PhantomData<fn() -> M>,
}

/// An update of the rows of a query.
#[must_use = "`exec` or `returning` runs it"]
pub struct Update<M: Model, A = <M as Model>::Access>(Changes, PhantomData<fn() -> (M, A)>);

/// An update of the one row that a key names.
#[must_use = "`exec` or `returning` runs it"]
pub struct UpdateOne<M: Model, A = <M as Model>::Access>(Changes, PhantomData<fn() -> (M, A)>);

#[derive(Debug, Clone)]
struct Changes {
    select: Select,
    assignments: Vec<(usize, Expr)>,
    /// The version that the row must have.
    seen: Option<Seen>,
}

impl<M> Assignment<M> {
    pub(crate) fn new(column: usize, expr: Expr) -> Self {
        Self { column, expr, marker: PhantomData }
    }
}

/// What sets a column of `M`: an [`Assignment`] of that model, and nothing else.
#[diagnostic::on_unimplemented(
    message = "`{Self}` doesn't set a column of `{M}`",
    label = "not an assignment to a column of `{M}`",
    note = "an update is given one assignment, `.update(user::email.set(..))`, and each further one by `.set(..)`: \
            `.update(user::email.set(..)).set(user::name.set(..))`"
)]
pub trait IntoAssignment<M> {
    #[doc(hidden)]
    fn into_assignment(self) -> Assignment<M>;
}

#[diagnostic::do_not_recommend]
impl<M> IntoAssignment<M> for Assignment<M> {
    fn into_assignment(self) -> Self {
        self
    }
}

impl<M: Model, A: Access> Update<M, A> {
    pub(crate) fn new(select: Select, assignment: Assignment<M>) -> Self {
        Self(Changes { select, assignments: Vec::new(), seen: None }, PhantomData).set(assignment)
    }

    /// Sets one column more. The last of two assignments to the same column holds.
    pub fn set(mut self, assignment: impl IntoAssignment<M>) -> Self {
        let assignment = assignment.into_assignment();
        self.0.set(assignment.column, assignment.expr);
        self
    }

    /// Runs it, and answers how many rows it changed. Columns with `@updated` are set to `now()`, unless assigned; one is added to a
    /// `@version`.
    ///
    /// # Errors
    /// PostgreSQL's (a constraint's, as a rule), and a lost connection.
    pub fn exec<E: Reaches<M, A>>(self, db: &E) -> Answer<'_, u64> {
        Box::pin(affected(db.target(), self.0.statement(false), updating(M::TABLE)))
    }

    /// Runs it, and answers the rows it changed, as they are now, in no particular order.
    ///
    /// # Errors
    /// Those of [`exec`](Self::exec), and a value that the model's type can't hold.
    pub fn returning<E: Reaches<M, A>>(self, db: &E) -> Answer<'_, Vec<M>> {
        Box::pin(changed(db.target(), self.0.statement(true), updating(M::TABLE)))
    }
}

impl<M: Model, A: Access> UpdateOne<M, A> {
    pub(crate) fn new(select: Select, assignment: Assignment<M>) -> Self {
        Self(Changes { select, assignments: Vec::new(), seen: None }, PhantomData).set(assignment)
    }

    /// Sets one column more. The last of two assignments to the same column holds.
    pub fn set(mut self, assignment: impl IntoAssignment<M>) -> Self {
        let assignment = assignment.into_assignment();
        self.0.set(assignment.column, assignment.expr);
        self
    }

    /// Only where the row has this version, which it was read with: a change that another made meanwhile is not overwritten.
    ///
    /// ```text
    /// User::by_id(ada.id).update(user::email.set("ada@x.com")).at_version(ada.version).exec(&db).await?;
    /// ```
    pub fn at_version(mut self, version: M::Version) -> Self
    where
        M: Versioned,
    {
        self.0.seen = Some(Seen::narrow::<M>(&mut self.0.select, version));
        self
    }

    /// Runs it, and answers how many rows it changed: 1, or 0 where there is no such row. Columns with `@updated` are set to
    /// `now()`, unless assigned; one is added to a `@version`.
    ///
    /// # Errors
    /// PostgreSQL's (a constraint's, as a rule), and a lost connection;
    /// [`ErrorKind::Outdated`](crate::ErrorKind::Outdated) where the row has another version than [`at_version`](Self::at_version) says.
    pub fn exec<E: Reaches<M, A>>(self, db: &E) -> Answer<'_, u64> {
        Box::pin(count(db.target(), self.0, updating(M::TABLE)))
    }

    /// Runs it, and answers the row as it is now; `None` where there is no such row.
    ///
    /// # Errors
    /// Those of [`exec`](Self::exec), and a value that the model's type can't hold.
    pub fn returning<E: Reaches<M, A>>(self, db: &E) -> Answer<'_, Option<M>> {
        Box::pin(row(db.target(), self.0, updating(M::TABLE)))
    }
}

async fn count(target: Target<'_>, changes: Changes, purpose: Purpose) -> Result<u64, Error> {
    let count = affected(target, changes.statement(false), purpose).await?;
    versioned::check(changes.seen, count, |count| *count == 0, purpose)
}

async fn row<M: Model>(target: Target<'_>, changes: Changes, purpose: Purpose) -> Result<Option<M>, Error> {
    let row = changed_one(target, changes.statement(true), purpose).await?;
    versioned::check(changes.seen, row, Option::is_none, purpose)
}

fn updating(table: &'static Table) -> Purpose {
    Purpose { model: Some(table.model), operation: "updating" }
}

impl Changes {
    fn set(&mut self, column: usize, expr: Expr) {
        match self.assignments.iter_mut().find(|(assigned, _)| *assigned == column) {
            Some((_, assigned)) => *assigned = expr,
            None => self.assignments.push((column, expr)),
        }
    }

    fn statement(&self, is_returning: bool) -> Statement<'static> {
        let table = self.select.table;
        let t0 = Sql::root(table);
        let mut sql = Sql::new();
        sql.push("update ");
        sql.push(table.name);
        sql.push(" as t0 set ");
        for (i, (column, expr)) in self.assignments.iter().enumerate() {
            if i > 0 {
                sql.push(", ");
            }
            sql.push(table.column_name(*column));
            sql.push(" = ");
            sql.expr(t0, expr);
        }
        for (column, def) in table.columns.iter().enumerate() {
            if def.kind == ColumnKind::Version {
                for part in [", ", def.name, " = t0.", def.name, " + 1"] {
                    sql.push(part);
                }
            }
            if def.is_updated && !self.assignments.iter().any(|(assigned, _)| *assigned == column) {
                sql.push(", ");
                sql.push(def.name);
                sql.push(" = now()");
            }
        }
        where_rows(&mut sql, &self.select);
        if is_returning {
            returning(&mut sql, &self.select);
        }
        sql.finish()
    }
}

impl<M: Model, A> fmt::Debug for Update<M, A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Update").field(&self.0).finish()
    }
}

impl<M: Model, A> fmt::Debug for UpdateOne<M, A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("UpdateOne").field(&self.0).finish()
    }
}

impl<M> Clone for Assignment<M> {
    fn clone(&self) -> Self {
        Self::new(self.column, self.expr.clone())
    }
}

impl<M> fmt::Debug for Assignment<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Assignment").field("column", &self.column).field("expr", &self.expr).finish()
    }
}
