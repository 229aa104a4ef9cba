//! Assignments to columns of numbers: counting up and down.

use std::sync::Arc;

use crate::column::{Column, Write};
use crate::expr::Expr;
use crate::update::Assignment;
use crate::value::{Fits, Number};

impl<M, T, W, C> Column<M, T, W, C> {
    /// Adds to the column, in the database: no update by another is lost.
    pub fn increase_by(self, by: impl Fits<M, T>) -> Assignment<M>
    where
        T: Number,
        W: Write<M>,
    {
        self.count("+", by.into_value())
    }

    /// Takes from the column, in the database: no update by another is lost.
    pub fn decrease_by(self, by: impl Fits<M, T>) -> Assignment<M>
    where
        T: Number,
        W: Write<M>,
    {
        self.count("-", by.into_value())
    }

    fn count(self, op: &'static str, by: T) -> Assignment<M>
    where
        T: Number,
    {
        let by = Expr::Cast { value: Arc::new(by), column: self.index, is_item: false };
        Assignment::new(self.index, Expr::binary(self.expr(), op, by))
    }
}
