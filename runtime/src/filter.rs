//! A condition on a model's rows.

use std::fmt;
use std::marker::PhantomData;
use std::ops::Not;

use crate::access::{Access, Open, RowSecurity};
use crate::expr::Expr;

/// A condition on rows of `M`; `A` says whether it looks at a model under row-level security on the way.
#[must_use = "a query's `filter` takes it"]
pub struct Filter<M, A = Open> {
    expr: Expr,
    marker: PhantomData<fn() -> (M, A)>,
}

impl<M, A> Filter<M, A> {
    pub(crate) fn new(expr: Expr) -> Self {
        Self { expr, marker: PhantomData }
    }

    pub(crate) fn into_expr(self) -> Expr {
        self.expr
    }
}

impl<M, A: Access> Filter<M, A> {
    /// Every one of the conditions holds; none given: every row.
    ///
    /// They are of one type: where some look at a model under row-level security, `.into()` makes the others of theirs.
    pub fn all_of(filters: impl IntoIterator<Item = Self>) -> Self {
        Self::new(Expr::All(filters.into_iter().map(Self::into_expr).collect()))
    }

    /// One of the conditions holds at least; none given: no row. They are of one type, as for [`all_of`](Self::all_of).
    pub fn any_of(filters: impl IntoIterator<Item = Self>) -> Self {
        Self::new(Expr::Any(filters.into_iter().map(Self::into_expr).collect()))
    }
}

impl<M, A: Access> Filter<M, A> {
    /// Both conditions hold.
    pub fn and<F: Condition<M>>(self, other: F) -> Filter<M, A::Or<F::Access>> {
        Filter::new(self.expr.and(other.into_filter().expr))
    }

    /// One of the two conditions holds.
    pub fn or<F: Condition<M>>(self, other: F) -> Filter<M, A::Or<F::Access>> {
        Filter::new(self.expr.or(other.into_filter().expr))
    }
}

impl<M> From<Filter<M>> for Filter<M, RowSecurity> {
    /// The same condition beside others that need a session.
    fn from(filter: Filter<M>) -> Self {
        Self::new(filter.expr)
    }
}

/// What is a condition on rows of `M`: a [`Filter`] of that model, and nothing else.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a condition on `{M}`",
    label = "not a condition on `{M}`",
    note = "conditions on `{M}` are made from its own columns, by `column.eq(..)` and its like (`.eq(true)` for a truth value), \
            and joined by `a.and(b)`, `a.or(b)` and `!a`; Rust's `==`, `&&` and `||` make none",
    note = "conditions on a related model go through a relation of `{M}`: `relation.some(..)` to many, `relation.is(..)` to one; \
            whether there are related rows at all, `relation.exist()` and `relation.is_empty()` say"
)]
pub trait Condition<M> {
    /// What it takes to look at it.
    type Access: Access;

    #[doc(hidden)]
    fn into_filter(self) -> Filter<M, Self::Access>;
}

#[diagnostic::do_not_recommend]
impl<M, A: Access> Condition<M> for Filter<M, A> {
    type Access = A;

    fn into_filter(self) -> Self {
        self
    }
}

impl<M, A> Not for Filter<M, A> {
    type Output = Self;

    /// The condition does not hold. As everywhere in SQL, what is unknown (a comparison with NULL) stays unknown.
    fn not(self) -> Self {
        Self::new(Expr::Not(Box::new(self.expr)))
    }
}

impl<M, A> Clone for Filter<M, A> {
    fn clone(&self) -> Self {
        Self::new(self.expr.clone())
    }
}

impl<M, A> fmt::Debug for Filter<M, A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Filter").field(&self.expr).finish()
    }
}
