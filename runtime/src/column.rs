//! A model's columns as constants, and the conditions and assignments they make.

mod array;
mod kind;
mod number;
mod text;

use std::fmt;
use std::marker::PhantomData;

use crate::expr::Expr;
use crate::filter::Filter;
use crate::order::Order;
use crate::update::Assignment;
use crate::value::{Fits, IntoValue, SameAs, Value};

pub use kind::{Equality, Incomparable, Ordered, ReadOnly, Sorting, Unordered, Writable, Write};

/// A column of the model `M` that holds a `T`.
///
/// `W` says whether it can be set ([`Writable`], [`ReadOnly`]), `C` how PostgreSQL compares its values ([`Ordered`],
/// [`Unordered`], [`Incomparable`]).
pub struct Column<M, T, W = Writable, C = Ordered> {
    index: usize,
    marker: PhantomData<fn() -> (M, T, W, C)>,
}

impl<M, T, W, C> Clone for Column<M, T, W, C> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<M, T, W, C> Copy for Column<M, T, W, C> {}

impl<M, T, W, C> fmt::Debug for Column<M, T, W, C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Column({})", self.index)
    }
}

impl<M, T, W, C> Column<M, T, W, C> {
    #[doc(hidden)]
    pub const fn new(index: usize) -> Self {
        Self { index, marker: PhantomData }
    }

    fn expr(self) -> Expr {
        Expr::Column(self.index)
    }

    /// Smallest first; NULLs last.
    pub fn asc(self) -> Order<M>
    where
        C: Sorting<M>,
    {
        Order::new(self.index, "asc")
    }

    /// Largest first; NULLs first.
    pub fn desc(self) -> Order<M>
    where
        C: Sorting<M>,
    {
        Order::new(self.index, "desc")
    }

    /// The column is NULL.
    pub fn is_null(self) -> Filter<M> {
        Filter::new(Expr::postfix(self.expr(), "is null"))
    }

    /// The column is not NULL.
    pub fn is_not_null(self) -> Filter<M> {
        Filter::new(Expr::postfix(self.expr(), "is not null"))
    }

    /// Equal to another column of the same row, of the same type; one of them, or both, may be optional.
    pub fn eq_column<U, X>(self, other: Column<M, U, X, C>) -> Filter<M>
    where
        U: SameAs<T>,
        C: Equality<M>,
    {
        Filter::new(Expr::binary(self.expr(), "=", other.expr()))
    }
}

impl<M, T: Value, W, C> Column<M, T, W, C> {
    fn compare(self, op: &'static str, value: T) -> Filter<M> {
        Filter::new(Expr::binary(self.expr(), op, Expr::value(value, self.index)))
    }

    /// Equal to the value; `None` means NULL.
    pub fn eq(self, value: impl Fits<M, T>) -> Filter<M>
    where
        C: Equality<M>,
    {
        let value = value.into_value();
        if value.is_null() { self.is_null() } else { self.compare("=", value) }
    }

    /// Not equal to the value; `None` means NULL. A column that is NULL differs from every value.
    pub fn ne(self, value: impl Fits<M, T>) -> Filter<M>
    where
        C: Equality<M>,
    {
        let value = value.into_value();
        if value.is_null() { self.is_not_null() } else { self.compare("is distinct from", value) }
    }

    /// Less than the value.
    pub fn lt(self, value: impl Fits<M, T>) -> Filter<M>
    where
        C: Sorting<M>,
    {
        self.compare("<", value.into_value())
    }

    /// At most the value.
    pub fn le(self, value: impl Fits<M, T>) -> Filter<M>
    where
        C: Sorting<M>,
    {
        self.compare("<=", value.into_value())
    }

    /// Greater than the value.
    pub fn gt(self, value: impl Fits<M, T>) -> Filter<M>
    where
        C: Sorting<M>,
    {
        self.compare(">", value.into_value())
    }

    /// At least the value.
    pub fn ge(self, value: impl Fits<M, T>) -> Filter<M>
    where
        C: Sorting<M>,
    {
        self.compare(">=", value.into_value())
    }

    /// At least `low` and at most `high`.
    pub fn between(self, low: impl Fits<M, T>, high: impl Fits<M, T>) -> Filter<M>
    where
        C: Sorting<M>,
    {
        self.ge(low).and(self.le(high))
    }

    /// One of the values; none given: no row. One parameter, an array, whatever their number.
    pub fn in_<V: Fits<M, T>>(self, values: impl IntoIterator<Item = V>) -> Filter<M>
    where
        C: Equality<M>,
    {
        Filter::new(one_of(self.index, values))
    }

    /// None of the values. A column that is NULL is none of them, unless NULL is among them.
    pub fn not_in<V: Fits<M, T>>(self, values: impl IntoIterator<Item = V>) -> Filter<M>
    where
        C: Equality<M>,
    {
        Filter::new(Expr::postfix(one_of(self.index, values), "is not true"))
    }

    /// Sets the column in an update.
    pub fn set(self, value: impl Fits<M, T>) -> Assignment<M>
    where
        W: Write<M>,
    {
        Assignment::new(self.index, Expr::value(value.into_value(), self.index))
    }

    /// Sets the column to its default (`set .. = default`).
    pub fn set_default(self) -> Assignment<M>
    where
        W: Write<M>,
    {
        Assignment::new(self.index, Expr::Sql("default"))
    }
}

/// Apart from the model, so that it is compiled once for all models.
fn one_of<T: Value, V: IntoValue<T>>(column: usize, values: impl IntoIterator<Item = V>) -> Expr {
    let mut given = Vec::new();
    let mut has_null = false;
    for value in values {
        let value = value.into_value();
        if value.is_null() {
            has_null = true;
        } else {
            given.push(value);
        }
    }
    let any = Expr::Call { name: "any", arguments: vec![Expr::value(given, column)] };
    let found = Expr::binary(Expr::Column(column), "=", any);
    if has_null { found.or(Expr::postfix(Expr::Column(column), "is null")) } else { found }
}
