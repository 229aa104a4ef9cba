//! A model's relations as constants: conditions on related rows, and the beginnings of what is read along.

use std::fmt;
use std::marker::PhantomData;

use crate::access::Access;
use crate::expr::{Expr, Holds};
use crate::filter::{Condition, Filter};
use crate::include::{Include, Related};
use crate::model::{Link, Model};
use crate::order::IntoOrder;

/// A relation of `M` that leads to rows of `N`: `S` says to how many ([`Exactly`] one, [`AtMost`] one, [`Several`]), `A` what
/// reading it needs.
pub struct Relation<M, N: Model, S, A = <N as Model>::Access> {
    index: usize,
    marker: PhantomData<fn() -> (M, N, S, A)>,
}

/// A relation of `M` that leads to exactly one row of `N`.
pub type One<M, N, A = <N as Model>::Access> = Relation<M, N, Exactly, A>;

/// A relation of `M` that leads to one row of `N`, or none.
pub type Maybe<M, N, A = <N as Model>::Access> = Relation<M, N, AtMost, A>;

/// A relation of `M` that leads to any number of rows of `N`.
pub type Many<M, N, A = <N as Model>::Access> = Relation<M, N, Several, A>;

/// Exactly one related row: `N`.
#[derive(Debug, Clone, Copy)]
pub struct Exactly;

/// One related row or none: `Option<N>`.
#[derive(Debug, Clone, Copy)]
pub struct AtMost;

/// Any number of related rows: `Vec<N>`.
#[derive(Debug, Clone, Copy)]
pub struct Several;

/// That a relation of `M` leads to one row at most: [`Exactly`] or [`AtMost`].
#[diagnostic::on_unimplemented(
    message = "this relation of `{M}` leads to several rows",
    label = "a relation of `{M}` to several rows",
    note = "say of how many the condition holds: `some(..)`, `none(..)` or `every(..)`; `exist()` and `is_empty()` ask whether \
            there are any"
)]
pub trait ToOne<M> {}

#[diagnostic::do_not_recommend]
impl<M> ToOne<M> for Exactly {}
#[diagnostic::do_not_recommend]
impl<M> ToOne<M> for AtMost {}

/// That a relation of `M` may lead to no row: [`AtMost`].
#[diagnostic::on_unimplemented(
    message = "this relation of `{M}` is not an optional one",
    label = "no optional relation of `{M}`",
    note = "a required relation always leads to a row, and needs no asking; one to several rows is asked by `exist()` and `is_empty()`"
)]
pub trait ToOneOrNone<M> {}

#[diagnostic::do_not_recommend]
impl<M> ToOneOrNone<M> for AtMost {}

/// That a relation of `M` leads to any number of rows: [`Several`].
#[diagnostic::on_unimplemented(
    message = "this relation of `{M}` leads to one row at most",
    label = "a relation of `{M}` to one row",
    note = "its row is asked by `is(..)` and `is_not(..)`; there is nothing to filter, order or limit in an include: filter the \
            rows of `{M}` themselves, `.filter(relation.is(..))`"
)]
pub trait ToMany<M> {}

#[diagnostic::do_not_recommend]
impl<M> ToMany<M> for Several {}

impl<M, N: Model, S, A> Relation<M, N, S, A> {
    #[doc(hidden)]
    pub const fn new(index: usize) -> Self {
        Self { index, marker: PhantomData }
    }
}

impl<M: Model, N: Model, S, A: Access> Relation<M, N, S, A> {
    pub(crate) fn link(self) -> &'static Link {
        M::TABLE.link(self.index)
    }

    /// The related row is as the condition says; so there is one.
    pub fn is<F: Condition<N>>(self, filter: F) -> Filter<M, A::Or<F::Access>>
    where
        S: ToOne<M>,
    {
        related::<N, _, _>(self.link(), Some(filter.into_filter().into_expr()), Holds::Some)
    }

    /// The related row is not as the condition says, or there is none.
    pub fn is_not<F: Condition<N>>(self, filter: F) -> Filter<M, A::Or<F::Access>>
    where
        S: ToOne<M>,
    {
        related::<N, _, _>(self.link(), Some(filter.into_filter().into_expr()), Holds::None)
    }

    /// There is a related row.
    pub fn is_some(self) -> Filter<M, A>
    where
        S: ToOneOrNone<M>,
    {
        related::<N, _, _>(self.link(), None, Holds::Some)
    }

    /// There is no related row.
    pub fn is_none(self) -> Filter<M, A>
    where
        S: ToOneOrNone<M>,
    {
        related::<N, _, _>(self.link(), None, Holds::None)
    }

    /// One related row at least is as the condition says.
    pub fn some<F: Condition<N>>(self, filter: F) -> Filter<M, A::Or<F::Access>>
    where
        S: ToMany<M>,
    {
        related::<N, _, _>(self.link(), Some(filter.into_filter().into_expr()), Holds::Some)
    }

    /// No related row is as the condition says.
    pub fn none<F: Condition<N>>(self, filter: F) -> Filter<M, A::Or<F::Access>>
    where
        S: ToMany<M>,
    {
        related::<N, _, _>(self.link(), Some(filter.into_filter().into_expr()), Holds::None)
    }

    /// Every related row is as the condition says; so where there is none.
    pub fn every<F: Condition<N>>(self, filter: F) -> Filter<M, A::Or<F::Access>>
    where
        S: ToMany<M>,
    {
        related::<N, _, _>(self.link(), Some(filter.into_filter().into_expr()), Holds::Every)
    }

    /// There is a related row.
    pub fn exist(self) -> Filter<M, A>
    where
        S: ToMany<M>,
    {
        related::<N, _, _>(self.link(), None, Holds::Some)
    }

    /// There is no related row.
    pub fn is_empty(self) -> Filter<M, A>
    where
        S: ToMany<M>,
    {
        related::<N, _, _>(self.link(), None, Holds::None)
    }

    /// Those related rows alone that are as the condition says.
    pub fn filter<F: Condition<N>>(self, filter: F) -> Related<M, N, N, S, A::Or<F::Access>>
    where
        S: ToMany<M>,
    {
        Related::of(self).filter(filter)
    }

    /// The related rows in this order.
    pub fn order_by(self, order: impl IntoOrder<N>) -> Related<M, N, N, S, A>
    where
        S: ToMany<M>,
    {
        Related::of(self).order_by(order)
    }

    /// So many related rows at most, for each row they belong to.
    pub fn limit(self, rows: u64) -> Related<M, N, N, S, A>
    where
        S: ToMany<M>,
    {
        Related::of(self).limit(rows)
    }

    /// Without the first so many, for each row they belong to.
    pub fn offset(self, rows: u64) -> Related<M, N, N, S, A>
    where
        S: ToMany<M>,
    {
        Related::of(self).offset(rows)
    }

    /// Reads along what is related to the related rows: each becomes a pair.
    pub fn include<I: Include<N>>(self, relation: I) -> Related<M, N, (N, I::Output), S, A::Or<I::Access>> {
        Related::of(self).include(relation)
    }
}

fn related<N: Model, M, A>(link: &'static Link, condition: Option<Expr>, holds: Holds) -> Filter<M, A> {
    Filter::new(Expr::Related { link, table: N::TABLE, condition: condition.map(Box::new), holds })
}

impl<M, N: Model, S, A> Clone for Relation<M, N, S, A> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<M, N: Model, S, A> Copy for Relation<M, N, S, A> {}

impl<M: Model, N: Model, S, A> fmt::Debug for Relation<M, N, S, A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Relation").field(&M::TABLE.link(self.index).name).finish()
    }
}
