//! Distances between vectors (pgvector): to order rows by, the nearest first, and to keep those that are near enough.

use std::fmt;
use std::marker::PhantomData;

use crate::column::Column;
use crate::expr::Expr;
use crate::filter::Filter;
use crate::order::Order;
use crate::types::{HalfVector, SparseVector};
use crate::value::{Fits, Value};

/// A column type that is a vector of pgvector: [`types::Vector`](crate::types::Vector), [`HalfVector`], [`SparseVector`], the types of
/// the crate `pgvector`, and `Option` of them.
#[diagnostic::on_unimplemented(
    message = "a column that holds `{Self}` is no vector: there is no distance from it",
    label = "a column of `{Self}`",
    note = "distances are between columns of `vector(n)`, `halfvec(n)` and `sparsevec(n)`, of the extension `vector`, and vectors of \
            the same type"
)]
pub trait Vector: Value {}

#[diagnostic::do_not_recommend]
impl Vector for crate::types::Vector {}
#[diagnostic::do_not_recommend]
impl Vector for HalfVector {}
#[diagnostic::do_not_recommend]
impl Vector for SparseVector {}
#[cfg(feature = "pgvector")]
#[diagnostic::do_not_recommend]
impl Vector for pgvector::Vector {}
#[cfg(feature = "pgvector")]
#[diagnostic::do_not_recommend]
impl Vector for pgvector::HalfVector {}
#[cfg(feature = "pgvector")]
#[diagnostic::do_not_recommend]
impl Vector for pgvector::SparseVector {}
#[diagnostic::do_not_recommend]
impl<T: Vector> Vector for Option<T> {}

/// How far the vector in a column of `M` is from another one.
///
/// It is an order, the nearest first, or makes one ([`asc`](Self::asc), [`desc`](Self::desc)); and conditions ([`lt`](Self::lt) ..).
/// A row whose vector is NULL has no distance: it comes last, and no condition holds for it.
#[must_use = "`order_by` takes it, and `lt` makes a condition of it"]
pub struct Distance<M> {
    expr: Expr,
    column: usize,
    marker: PhantomData<fn() -> M>,
}

impl<M, T, W, C> Column<M, T, W, C> {
    fn distance(self, op: &'static str, to: T) -> Distance<M>
    where
        T: Vector,
    {
        let expr = Expr::binary(self.expr(), op, Expr::value(to, self.index));
        Distance { expr, column: self.index, marker: PhantomData }
    }

    /// Euclidean distance (`<->`): an index with `vector_l2_ops`, or `halfvec_l2_ops` .., serves.
    pub fn l2_distance(self, to: impl Fits<M, T>) -> Distance<M>
    where
        T: Vector,
    {
        self.distance("<->", to.into_value())
    }

    /// Cosine distance (`<=>`), from 0 to 2: an index with `vector_cosine_ops` serves.
    pub fn cosine_distance(self, to: impl Fits<M, T>) -> Distance<M>
    where
        T: Vector,
    {
        self.distance("<=>", to.into_value())
    }

    /// The inner product, negative (`<#>`), so that the smallest is the nearest: an index with `vector_ip_ops` serves.
    pub fn negative_inner_product(self, to: impl Fits<M, T>) -> Distance<M>
    where
        T: Vector,
    {
        self.distance("<#>", to.into_value())
    }

    /// Taxicab distance (`<+>`): an index with `vector_l1_ops` serves.
    pub fn l1_distance(self, to: impl Fits<M, T>) -> Distance<M>
    where
        T: Vector,
    {
        self.distance("<+>", to.into_value())
    }
}

impl<M> Distance<M> {
    /// The nearest first.
    pub fn asc(self) -> Order<M> {
        Order::new(self.expr, "asc")
    }

    /// The farthest first; rows without a vector before them.
    pub fn desc(self) -> Order<M> {
        Order::new(self.expr, "desc")
    }

    fn compare(self, op: &'static str, than: f64) -> Filter<M> {
        Filter::new(Expr::binary(self.expr, op, Expr::value(than, self.column)))
    }

    /// Nearer than this.
    pub fn lt(self, than: f64) -> Filter<M> {
        self.compare("<", than)
    }

    /// No farther than this.
    pub fn le(self, than: f64) -> Filter<M> {
        self.compare("<=", than)
    }

    /// Farther than this.
    pub fn gt(self, than: f64) -> Filter<M> {
        self.compare(">", than)
    }

    /// No nearer than this.
    pub fn ge(self, than: f64) -> Filter<M> {
        self.compare(">=", than)
    }
}

impl<M> Clone for Distance<M> {
    fn clone(&self) -> Self {
        Self { expr: self.expr.clone(), column: self.column, marker: PhantomData }
    }
}

impl<M> fmt::Debug for Distance<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Distance").field(&self.expr).finish()
    }
}
