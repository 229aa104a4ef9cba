//! A model's relations as constants: conditions on related rows, and rows that are read along.

use std::fmt;
use std::marker::PhantomData;

use crate::access::Access;
use crate::expr::{Expr, Holds, Include as IncludeNode, Select};
use crate::filter::Filter;
use crate::load::{Loader, Rows, With};
use crate::model::{Link, Model, Table};
use crate::order::{IntoOrder, orders};
use crate::select::key_place;

pub(crate) use sealed::{Collect, Included, Parents};

/// A relation of `M` that leads to exactly one row of `N`. `A` is what reading it needs.
pub struct One<M, N: Model, A = <N as Model>::Access>(usize, Marker<M, N, A>);

/// A relation of `M` that leads to one row of `N`, or none. `A` is what reading it needs.
pub struct Maybe<M, N: Model, A = <N as Model>::Access>(usize, Marker<M, N, A>);

/// A relation of `M` that leads to any number of rows of `N`. `A` is what reading it needs.
pub struct Many<M, N: Model, A = <N as Model>::Access>(usize, Marker<M, N, A>);

type Marker<M, N, A> = PhantomData<fn() -> (M, N, A)>;

/// Related rows to read along: a relation with its conditions, order, limit, and what is included in turn.
///
/// `O` is what one related row becomes, `S` how many there are ([`Exactly`], [`AtMost`], [`Several`]).
pub struct Related<M, N, O, S, A> {
    link: &'static Link,
    select: Select,
    loader: Loader<O>,
    marker: PhantomData<fn() -> (M, N, S, A)>,
}

/// Exactly one related row: `N`.
#[derive(Debug, Clone, Copy)]
pub struct Exactly;

/// One related row or none: `Option<N>`.
#[derive(Debug, Clone, Copy)]
pub struct AtMost;

/// Any number of related rows: `Vec<N>`.
#[derive(Debug, Clone, Copy)]
pub struct Several;

/// What can be included in a query of `M`: its relations, as they are or narrowed.
#[diagnostic::on_unimplemented(
    message = "`{Self}` can't be included in a query of `{M}`",
    label = "not a relation of `{M}`",
    note = "include a constant of the model's own module: `User::query().include(user::posts)`"
)]
pub trait Include<M>: sealed::Sealed<M> {}

impl<M, I: sealed::Sealed<M>> Include<M> for I {}

#[expect(missing_debug_implementations, reason = "nobody outside can name these")]
pub(crate) mod sealed {
    use super::{Access, IncludeNode, Loader};
    use crate::model::Table;

    #[diagnostic::on_unimplemented(
        message = "`{Self}` can't be included in a query of `{M}`",
        label = "not a relation of `{M}`",
        note = "include a constant of the model's own module: `User::query().include(user::posts)`"
    )]
    pub trait Sealed<M> {
        /// What a row of `M` is given.
        type Output: Send + 'static;
        type Access: Access;

        #[doc(hidden)]
        fn include<P: Send + 'static>(
            self,
            table: &'static Table,
            parents: Parents<P>,
        ) -> Included<(P, Self::Output)>;
    }

    /// What makes the rows that something is included in.
    pub struct Parents<P>(pub(crate) Loader<P>);

    /// A relation that is read along, and what makes the pairs.
    pub struct Included<O> {
        pub(crate) node: IncludeNode,
        pub(crate) loader: Loader<O>,
    }

    /// How many rows a relation leads to, and so what holds them.
    pub trait Collect<C>: Send + 'static {
        type Output: Send + 'static;
        /// What is gathered for one parent's key.
        type Slot: Clone + Default + Send;
        fn push(slot: &mut Self::Slot, child: C);
        /// `None` where a row must be, and is not.
        fn output(slot: Self::Slot) -> Option<Self::Output>;
    }
}

impl<M, N: Model, A> One<M, N, A> {
    #[doc(hidden)]
    pub const fn new(relation: usize) -> Self {
        Self(relation, PhantomData)
    }
}

impl<M: Model, N: Model, A: Access> One<M, N, A> {
    /// The related row is as the condition says.
    pub fn is<B: Access>(self, filter: Filter<N, B>) -> Filter<M, A::Or<B>> {
        related::<M, N, _>(self.0, Some(filter.into_expr()), Holds::Some)
    }

    /// The related row is not as the condition says.
    pub fn is_not<B: Access>(self, filter: Filter<N, B>) -> Filter<M, A::Or<B>> {
        related::<M, N, _>(self.0, Some(filter.into_expr()), Holds::None)
    }

    /// Reads along what is related to the related row.
    pub fn include<I: Include<N>>(
        self,
        relation: I,
    ) -> Related<M, N, (N, I::Output), Exactly, A::Or<I::Access>> {
        Related::<M, N, N, Exactly, A>::new(self.0).include(relation)
    }
}

impl<M, N: Model, A> Maybe<M, N, A> {
    #[doc(hidden)]
    pub const fn new(relation: usize) -> Self {
        Self(relation, PhantomData)
    }
}

impl<M: Model, N: Model, A: Access> Maybe<M, N, A> {
    /// There is a related row, and it is as the condition says.
    pub fn is<B: Access>(self, filter: Filter<N, B>) -> Filter<M, A::Or<B>> {
        related::<M, N, _>(self.0, Some(filter.into_expr()), Holds::Some)
    }

    /// There is no related row, or it is not as the condition says.
    pub fn is_not<B: Access>(self, filter: Filter<N, B>) -> Filter<M, A::Or<B>> {
        related::<M, N, _>(self.0, Some(filter.into_expr()), Holds::None)
    }

    /// There is a related row.
    pub fn is_some(self) -> Filter<M, A> {
        related::<M, N, _>(self.0, None, Holds::Some)
    }

    /// There is no related row.
    pub fn is_none(self) -> Filter<M, A> {
        related::<M, N, _>(self.0, None, Holds::None)
    }

    /// Reads along what is related to the related row.
    pub fn include<I: Include<N>>(
        self,
        relation: I,
    ) -> Related<M, N, (N, I::Output), AtMost, A::Or<I::Access>> {
        Related::<M, N, N, AtMost, A>::new(self.0).include(relation)
    }
}

impl<M, N: Model, A> Many<M, N, A> {
    #[doc(hidden)]
    pub const fn new(relation: usize) -> Self {
        Self(relation, PhantomData)
    }
}

impl<M: Model, N: Model, A: Access> Many<M, N, A> {
    /// One related row at least is as the condition says.
    pub fn some<B: Access>(self, filter: Filter<N, B>) -> Filter<M, A::Or<B>> {
        related::<M, N, _>(self.0, Some(filter.into_expr()), Holds::Some)
    }

    /// No related row is as the condition says.
    pub fn none<B: Access>(self, filter: Filter<N, B>) -> Filter<M, A::Or<B>> {
        related::<M, N, _>(self.0, Some(filter.into_expr()), Holds::None)
    }

    /// Every related row is as the condition says; so where there is none.
    pub fn every<B: Access>(self, filter: Filter<N, B>) -> Filter<M, A::Or<B>> {
        related::<M, N, _>(self.0, Some(filter.into_expr()), Holds::Every)
    }

    /// There is a related row.
    pub fn exist(self) -> Filter<M, A> {
        related::<M, N, _>(self.0, None, Holds::Some)
    }

    /// There is no related row.
    pub fn is_empty(self) -> Filter<M, A> {
        related::<M, N, _>(self.0, None, Holds::None)
    }

    fn all(self) -> Related<M, N, N, Several, A> {
        Related::new(self.0)
    }

    /// Those related rows alone that are as the condition says.
    pub fn filter<B: Access>(self, filter: Filter<N, B>) -> Related<M, N, N, Several, A::Or<B>> {
        self.all().filter(filter)
    }

    /// The related rows in this order.
    pub fn order_by(self, order: impl IntoOrder<N>) -> Related<M, N, N, Several, A> {
        self.all().order_by(order)
    }

    /// So many related rows at most, for each row they belong to.
    pub fn limit(self, rows: u64) -> Related<M, N, N, Several, A> {
        self.all().limit(rows)
    }

    /// Without the first so many, for each row they belong to.
    pub fn offset(self, rows: u64) -> Related<M, N, N, Several, A> {
        self.all().offset(rows)
    }

    /// Reads along what is related to the related rows.
    pub fn include<I: Include<N>>(
        self,
        relation: I,
    ) -> Related<M, N, (N, I::Output), Several, A::Or<I::Access>> {
        self.all().include(relation)
    }
}

fn related<M: Model, N: Model, A>(relation: usize, condition: Option<Expr>, holds: Holds) -> Filter<M, A> {
    let link = M::TABLE.link(relation);
    Filter::new(Expr::Related { link, table: N::TABLE, condition: condition.map(Box::new), holds })
}

impl<M: Model, N: Model, S, A> Related<M, N, N, S, A> {
    fn new(relation: usize) -> Self {
        Self {
            link: M::TABLE.link(relation),
            select: Select::new(N::TABLE),
            loader: Rows::<N>::loader(),
            marker: PhantomData,
        }
    }
}

impl<M, N: Model, O: Send + 'static, S, A: Access> Related<M, N, O, S, A> {
    fn with_access<B>(self) -> Related<M, N, O, S, B> {
        Related { link: self.link, select: self.select, loader: self.loader, marker: PhantomData }
    }

    /// Reads along what is related to the related rows: each becomes a pair.
    pub fn include<I: Include<N>>(
        mut self,
        relation: I,
    ) -> Related<M, N, (O, I::Output), S, A::Or<I::Access>> {
        let Included { node, loader } = relation.include(N::TABLE, Parents(self.loader));
        self.select.includes.push(node);
        Related { link: self.link, select: self.select, loader, marker: PhantomData }
    }
}

impl<M, N: Model, O: Send + 'static, A: Access> Related<M, N, O, Several, A> {
    /// Those related rows alone that are as the condition says, and as those before said.
    pub fn filter<B: Access>(mut self, filter: Filter<N, B>) -> Related<M, N, O, Several, A::Or<B>> {
        self.select.filter.push(filter.into_expr());
        self.with_access()
    }

    /// The related rows in this order; behind the orders given before.
    pub fn order_by(mut self, order: impl IntoOrder<N>) -> Self {
        self.select.order.extend(orders(order));
        self
    }

    /// So many related rows at most, for each row they belong to.
    pub fn limit(mut self, rows: u64) -> Self {
        self.select.limit = Some(rows);
        self
    }

    /// Without the first so many, for each row they belong to.
    pub fn offset(mut self, rows: u64) -> Self {
        self.select.offset = Some(rows);
        self
    }
}

impl<M, N, O, S, A> sealed::Sealed<M> for Related<M, N, O, S, A>
where
    N: Model,
    O: Send + 'static,
    A: Access,
    S: Collect<O>,
{
    type Output = S::Output;
    type Access = A;

    fn include<P: Send + 'static>(
        self,
        table: &'static Table,
        parents: Parents<P>,
    ) -> Included<(P, S::Output)> {
        included::<P, O, S>(self.link, self.select, self.loader, table, parents)
    }
}

fn included<P, O, S>(
    link: &'static Link,
    select: Select,
    children: Loader<O>,
    table: &'static Table,
    parents: Parents<P>,
) -> Included<(P, S::Output)>
where
    P: Send + 'static,
    O: Send + 'static,
    S: Collect<O>,
{
    let place = key_place(link, table, select.table);
    let loader = With::<P, O, S>::loader(parents.0, children, link, place);
    Included { node: IncludeNode { link, select }, loader }
}

impl<C: Clone + Send + 'static> Collect<C> for Several {
    type Output = Vec<C>;
    type Slot = Vec<C>;

    fn push(slot: &mut Vec<C>, child: C) {
        slot.push(child);
    }

    fn output(slot: Vec<C>) -> Option<Vec<C>> {
        Some(slot)
    }
}

impl<C: Clone + Send + 'static> Collect<C> for AtMost {
    type Output = Option<C>;
    type Slot = Option<C>;

    fn push(slot: &mut Option<C>, child: C) {
        *slot = Some(child);
    }

    fn output(slot: Option<C>) -> Option<Option<C>> {
        Some(slot)
    }
}

impl<C: Clone + Send + 'static> Collect<C> for Exactly {
    type Output = C;
    type Slot = Option<C>;

    fn push(slot: &mut Option<C>, child: C) {
        *slot = Some(child);
    }

    fn output(slot: Option<C>) -> Option<C> {
        slot
    }
}

macro_rules! relations {
    ($($name:ident $shape:ident $output:ty),*) => {$(
        impl<M: Model, N: Model, A: Access> sealed::Sealed<M> for $name<M, N, A> {
            type Output = $output;
            type Access = A;

            fn include<P: Send + 'static>(self, table: &'static Table, parents: Parents<P>) -> Included<(P, $output)> {
                let link = M::TABLE.link(self.0);
                included::<P, N, $shape>(link, Select::new(N::TABLE), Rows::<N>::loader(), table, parents)
            }
        }

        impl<M, N: Model, A> Clone for $name<M, N, A> {
            fn clone(&self) -> Self {
                *self
            }
        }

        impl<M, N: Model, A> Copy for $name<M, N, A> {}

        impl<M: Model, N: Model, A> fmt::Debug for $name<M, N, A> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_tuple(stringify!($name)).field(&M::TABLE.link(self.0).name).finish()
            }
        }
    )*};
}

relations!(One Exactly N, Maybe AtMost Option<N>, Many Several Vec<N>);

impl<M, N, O, S, A> Clone for Related<M, N, O, S, A> {
    fn clone(&self) -> Self {
        Self {
            link: self.link,
            select: self.select.clone(),
            loader: self.loader.again(),
            marker: PhantomData,
        }
    }
}

impl<M, N, O, S, A> fmt::Debug for Related<M, N, O, S, A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Related").field("link", &self.link.name).field("select", &self.select).finish()
    }
}
