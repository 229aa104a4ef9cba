//! Related rows that are read along: relations as they are, or narrowed, ordered, and with what is included in turn.

use std::fmt;
use std::marker::PhantomData;

use crate::access::Access;
use crate::expr::{Include as IncludeNode, Select};
use crate::filter::Condition;
use crate::load::{Loader, Rows, With};
use crate::model::{Link, Model, Table};
use crate::order::{IntoOrder, orders};
use crate::relation::{AtMost, Exactly, Relation, Several, ToMany};
use crate::select::key_place;

pub(crate) use hidden::{Collect, Included, Parents};

/// Related rows to read along: a relation with its conditions, order, limit, and what is included in turn.
///
/// `O` is what one related row becomes, `S` how many there are ([`Exactly`], [`AtMost`], [`Several`]).
#[must_use = "a query's `include` reads it along"]
pub struct Related<M, N, O, S, A> {
    link: &'static Link,
    select: Select,
    loader: Loader<O>,
    marker: PhantomData<fn() -> (M, N, S, A)>,
}

/// What can be included in a query of `M`: its relations, as they are or narrowed.
#[diagnostic::on_unimplemented(
    message = "`{Self}` can't be included in a query of `{M}`",
    label = "not a relation of `{M}`",
    note = "include relations of `{M}`, constants of its own module, one a call: `.include(user::posts).include(user::tenant)`",
    note = "what belongs to the related rows is included in the relation: `.include(user::posts.include(post::comments))`"
)]
pub trait Include<M> {
    /// What a row of `M` is given.
    type Output: Send + 'static;
    /// What reading it needs.
    type Access: Access;

    #[doc(hidden)]
    fn include<P: Send + 'static>(
        self,
        table: &'static Table,
        parents: Parents<P>,
    ) -> Included<(P, Self::Output)>;
}

#[expect(missing_debug_implementations, reason = "nobody outside can name these")]
mod hidden {
    use super::{IncludeNode, Loader};

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

impl<M: Model, N: Model, S, A: Access> Related<M, N, N, S, A> {
    pub(crate) fn of(relation: Relation<M, N, S, A>) -> Self {
        Self {
            link: relation.link(),
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

    /// Those related rows alone that are as the condition says, and as those before said.
    pub fn filter<F: Condition<N>>(mut self, filter: F) -> Related<M, N, O, S, A::Or<F::Access>>
    where
        S: ToMany<M>,
    {
        self.select.filter.push(filter.into_filter().into_expr());
        self.with_access()
    }

    /// The related rows in this order; behind the orders given before.
    pub fn order_by(mut self, order: impl IntoOrder<N>) -> Self
    where
        S: ToMany<M>,
    {
        self.select.order.extend(orders(order));
        self
    }

    /// So many related rows at most, for each row they belong to.
    pub fn limit(mut self, rows: u64) -> Self
    where
        S: ToMany<M>,
    {
        self.select.limit = Some(rows);
        self
    }

    /// Without the first so many, for each row they belong to.
    pub fn offset(mut self, rows: u64) -> Self
    where
        S: ToMany<M>,
    {
        self.select.offset = Some(rows);
        self
    }
}

#[diagnostic::do_not_recommend]
impl<M, N: Model, O: Send + 'static, S: Collect<O>, A: Access> Include<M> for Related<M, N, O, S, A> {
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

#[diagnostic::do_not_recommend]
impl<M: Model, N: Model, S: Collect<N>, A: Access> Include<M> for Relation<M, N, S, A> {
    type Output = S::Output;
    type Access = A;

    fn include<P: Send + 'static>(
        self,
        table: &'static Table,
        parents: Parents<P>,
    ) -> Included<(P, S::Output)> {
        included::<P, N, S>(self.link(), Select::new(N::TABLE), Rows::<N>::loader(), table, parents)
    }
}

fn included<P: Send + 'static, O: Send + 'static, S: Collect<O>>(
    link: &'static Link,
    select: Select,
    children: Loader<O>,
    table: &'static Table,
    parents: Parents<P>,
) -> Included<(P, S::Output)> {
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
