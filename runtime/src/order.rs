//! The order of a query's rows.

use std::fmt;
use std::marker::PhantomData;

use crate::expr::{Expr, OrderBy};

/// By which column rows of `M` are ordered, and in which direction.
#[must_use = "`order_by` takes it"]
pub struct Order<M> {
    by: OrderBy,
    marker: PhantomData<fn() -> M>,
}

impl<M> Order<M> {
    pub(crate) fn new(expr: Expr, direction: &'static str) -> Self {
        Self { by: OrderBy { expr, direction }, marker: PhantomData }
    }

    fn is_descending(&self) -> bool {
        self.by.direction.starts_with("desc")
    }

    /// NULLs come before all values.
    pub fn nulls_first(self) -> Self {
        let direction = if self.is_descending() { "desc nulls first" } else { "asc nulls first" };
        Self::new(self.by.expr, direction)
    }

    /// NULLs come after all values.
    pub fn nulls_last(self) -> Self {
        let direction = if self.is_descending() { "desc nulls last" } else { "asc nulls last" };
        Self::new(self.by.expr, direction)
    }
}

impl<M> Clone for Order<M> {
    fn clone(&self) -> Self {
        Self { by: self.by.clone(), marker: PhantomData }
    }
}

impl<M> fmt::Debug for Order<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Order({:?} {})", self.by.expr, self.by.direction)
    }
}

/// One order or several, the first deciding first: an [`Order`], a tuple of two to four, an array, a `Vec`;
/// or a [`Distance`](crate::Distance), the nearest first.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an order of `{M}`",
    label = "not an order of `{M}`",
    note = "an order is made from a column of `{M}`, by `column.asc()` or `column.desc()`; give one, a tuple of two to four, \
            or an array of any length: `[a.asc(), b.desc(), ..]`"
)]
pub trait IntoOrder<M>: sealed::Sealed<M> {}

#[diagnostic::do_not_recommend]
impl<M, T: sealed::Sealed<M>> IntoOrder<M> for T {}

pub(crate) fn orders<M>(orders: impl IntoOrder<M>) -> Vec<OrderBy> {
    orders.into_orders().into_iter().map(|order| order.by).collect()
}

mod sealed {
    use super::Order;
    use crate::column::Distance;

    pub trait Sealed<M> {
        fn into_orders(self) -> Vec<Order<M>>;
    }

    impl<M> Sealed<M> for Order<M> {
        fn into_orders(self) -> Vec<Order<M>> {
            vec![self]
        }
    }

    /// The nearest first.
    impl<M> Sealed<M> for Distance<M> {
        fn into_orders(self) -> Vec<Order<M>> {
            vec![self.asc()]
        }
    }

    impl<M> Sealed<M> for Vec<Order<M>> {
        fn into_orders(self) -> Vec<Order<M>> {
            self
        }
    }

    impl<M, const N: usize> Sealed<M> for [Order<M>; N] {
        fn into_orders(self) -> Vec<Order<M>> {
            self.into()
        }
    }

    impl<M> Sealed<M> for (Order<M>, Order<M>) {
        fn into_orders(self) -> Vec<Order<M>> {
            vec![self.0, self.1]
        }
    }

    impl<M> Sealed<M> for (Order<M>, Order<M>, Order<M>) {
        fn into_orders(self) -> Vec<Order<M>> {
            vec![self.0, self.1, self.2]
        }
    }

    impl<M> Sealed<M> for (Order<M>, Order<M>, Order<M>, Order<M>) {
        fn into_orders(self) -> Vec<Order<M>> {
            vec![self.0, self.1, self.2, self.3]
        }
    }
}
