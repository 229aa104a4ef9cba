//! The one row that a unique key names.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use crate::access::Access;
use crate::answer::Answer;
use crate::delete::DeleteOne;
use crate::error::{Error, ErrorKind};
use crate::executor::{Reaches, Target, Together};
use crate::expr::{Expr, Select, Shared};
use crate::include::Include;
use crate::model::{Model, Table, UniqueKey};
use crate::pipeline::Purpose;
use crate::query::{Last, Query};
use crate::render::{Param, ParamValue, Statement};
use crate::stored::Stored;
use crate::update::{IntoAssignment, UpdateOne};
use crate::value::Value;

/// The row of `M` that bears a unique key; `A` is what it takes to touch it.
#[must_use = "`get`, `one` or `exists` runs it"]
pub struct ByKey<M: Model, A = <M as Model>::Access> {
    key: &'static UniqueKey,
    values: Vec<Shared>,
    marker: PhantomData<fn() -> (M, A)>,
}

impl<M: Model> ByKey<M> {
    #[doc(hidden)]
    pub fn new(key: &'static UniqueKey) -> Self {
        Self { key, values: Vec::with_capacity(key.columns.len()), marker: PhantomData }
    }

    #[doc(hidden)]
    pub fn bind(mut self, value: impl Value) -> Self {
        self.values.push(Arc::new(value));
        self
    }
}

impl<M: Model, A: Access> ByKey<M, A> {
    /// The row, or `None` where there is none. A key of several columns that holds NULL names no row.
    ///
    /// # Errors
    /// PostgreSQL's, a lost connection, and a value that the model's type can't hold.
    pub fn get<E: Reaches<M, A>>(self, db: &E) -> Answer<'_, Option<M>> {
        Box::pin(load(self.key, self.values, db.target()))
    }

    /// The row.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] where there is none, and those of [`get`](Self::get).
    pub fn one<E: Reaches<M, A>>(self, db: &E) -> Answer<'_, M> {
        Box::pin(load_one(self.key, self.values, db.target()))
    }

    /// Whether there is such a row. Sends `select exists(..)`.
    ///
    /// # Errors
    /// PostgreSQL's, and a lost connection.
    pub fn exists<E: Reaches<M, A>>(self, db: &E) -> Answer<'_, bool> {
        Box::pin(crate::query::exists(self.into_select(), db.target()))
    }

    /// A query of this one row, with a relation that is read along.
    pub fn include<I: Include<M>>(
        self,
        relation: I,
    ) -> Query<M, (M, I::Output), <<M as Model>::Access as Access>::Or<I::Access>> {
        Query::<M>::of(self.into_select()).include(relation)
    }

    /// Updates the row, by one assignment and those that [`UpdateOne::set`] adds.
    pub fn update(self, assignment: impl IntoAssignment<M>) -> UpdateOne<M, A>
    where
        M: Stored,
    {
        UpdateOne::new(self.into_select(), assignment.into_assignment())
    }

    /// Deletes the row.
    pub fn delete(self) -> DeleteOne<M, A>
    where
        M: Stored,
    {
        DeleteOne::new(self.into_select())
    }

    fn into_select(self) -> Select {
        let mut select = Select::new(M::TABLE);
        for (&column, value) in self.key.columns.iter().zip(self.values) {
            let value = Expr::Value { value, column };
            select.filter.push(Expr::binary(Expr::Column(column), "=", value));
        }
        select
    }
}

async fn load<M: Model>(
    key: &'static UniqueKey,
    values: Vec<Shared>,
    target: Target<'_>,
) -> Result<Option<M>, Error> {
    let statement = statement(M::TABLE, key, values);
    let purpose = Purpose { model: Some(M::TABLE.model), operation: "reading" };
    let mut row = Last(None);
    target.run(&[statement], Together::Apart, purpose, &mut row).await?;
    Ok(row.0)
}

async fn load_one<M: Model>(
    key: &'static UniqueKey,
    values: Vec<Shared>,
    target: Target<'_>,
) -> Result<M, Error> {
    let row = load(key, values, target).await?;
    row.ok_or_else(|| Error::new(ErrorKind::NotFound).at(Some(M::TABLE.model), "reading one", key.select))
}

fn statement(table: &'static Table, key: &'static UniqueKey, values: Vec<Shared>) -> Statement<'static> {
    let columns = key.columns.iter().zip(values);
    let params = columns
        .map(|(&column, value)| Param { value: ParamValue::Shared(value), column: Some((table, column)) })
        .collect();
    Statement { text: Cow::Borrowed(key.select), params, routine: None }
}

impl<M: Model, A> Clone for ByKey<M, A> {
    fn clone(&self) -> Self {
        Self { key: self.key, values: self.values.clone(), marker: PhantomData }
    }
}

impl<M: Model, A> fmt::Debug for ByKey<M, A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ByKey").field("model", &M::TABLE.model).field("values", &self.values).finish()
    }
}
