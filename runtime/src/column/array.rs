//! Conditions on columns of arrays, and assignments to them.

use std::sync::Arc;

use crate::column::{Column, Equality, Write};
use crate::expr::Expr;
use crate::filter::Filter;
use crate::update::Assignment;
use crate::value::{Array, Fits};

impl<M, T, W, C> Column<M, T, W, C> {
    fn item(self, value: T::Item) -> Expr
    where
        T: Array,
    {
        Expr::Cast { value: Arc::new(value), column: self.index, is_item: true }
    }

    /// The array has the element.
    pub fn has(self, item: impl Fits<M, T::Item>) -> Filter<M>
    where
        T: Array,
        C: Equality<M>,
    {
        // `@>`, for which a GIN index serves, where `= any(column)` reads the whole table.
        let items = Expr::value(vec![item.into_value()], self.index);
        Filter::new(Expr::binary(self.expr(), "@>", items))
    }

    /// The array has every one of the elements.
    pub fn has_all(self, items: impl Fits<M, Vec<T::Item>>) -> Filter<M>
    where
        T: Array,
        C: Equality<M>,
    {
        Filter::new(Expr::binary(self.expr(), "@>", Expr::value(items.into_value(), self.index)))
    }

    /// The array has one of the elements at least.
    pub fn has_any(self, items: impl Fits<M, Vec<T::Item>>) -> Filter<M>
    where
        T: Array,
        C: Equality<M>,
    {
        Filter::new(Expr::binary(self.expr(), "&&", Expr::value(items.into_value(), self.index)))
    }

    /// The array has no element. One that is NULL isn't empty.
    pub fn is_empty(self) -> Filter<M>
    where
        T: Array,
    {
        let count = Expr::Call { name: "cardinality", arguments: vec![self.expr()] };
        Filter::new(Expr::binary(count, "=", Expr::Sql("0")))
    }

    /// Adds an element at the array's end.
    pub fn append(self, item: impl Fits<M, T::Item>) -> Assignment<M>
    where
        T: Array,
        W: Write<M>,
    {
        let arguments = vec![self.expr(), self.item(item.into_value())];
        Assignment::new(self.index, Expr::Call { name: "array_append", arguments })
    }

    /// Adds an element at the array's beginning.
    pub fn prepend(self, item: impl Fits<M, T::Item>) -> Assignment<M>
    where
        T: Array,
        W: Write<M>,
    {
        let arguments = vec![self.item(item.into_value()), self.expr()];
        Assignment::new(self.index, Expr::Call { name: "array_prepend", arguments })
    }

    /// Takes every element equal to this one out of the array.
    pub fn remove(self, item: impl Fits<M, T::Item>) -> Assignment<M>
    where
        T: Array,
        W: Write<M>,
        C: Equality<M>,
    {
        let arguments = vec![self.expr(), self.item(item.into_value())];
        Assignment::new(self.index, Expr::Call { name: "array_remove", arguments })
    }
}
