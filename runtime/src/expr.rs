//! Conditions as data: an untyped tree over the columns of one model.

use std::sync::Arc;

use crate::model::{Link, Table};
use crate::value::{Parameter, Value};

/// A value that a statement carries.
pub(crate) type Shared = Arc<dyn Parameter + Send + Sync>;

/// A condition or another expression over a row of one model.
#[derive(Debug, Clone)]
pub(crate) enum Expr {
    /// The model's column at this position.
    Column(usize),
    /// A parameter; the column is where it came from, for messages.
    Value { value: Shared, column: usize },
    /// `left op right`
    Binary { left: Box<Expr>, op: &'static str, right: Box<Expr> },
    /// `expr op`, as in `is null`
    Postfix { expr: Box<Expr>, op: &'static str },
    /// `name(arguments)`
    Call { name: &'static str, arguments: Vec<Expr> },
    /// A parameter with a cast to the column's type.
    Cast { value: Shared, column: usize, is_item: bool },
    /// An array column has an element that is NULL; NULL where the column is. Operators on arrays hold no NULL equal to another.
    HasNull(usize),
    /// Fixed SQL without names.
    Sql(&'static str),
    /// All of them hold; none given: true.
    All(Vec<Expr>),
    /// One of them holds; none given: false.
    Any(Vec<Expr>),
    /// It does not hold.
    Not(Box<Expr>),
    /// A related row exists for which the condition holds.
    Related { link: &'static Link, table: &'static Table, condition: Option<Box<Expr>>, holds: Holds },
}

/// How a condition on related rows is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Holds {
    /// For one at least.
    Some,
    /// For none.
    None,
    /// For every one.
    Every,
}

/// By what rows are ordered.
#[derive(Debug, Clone)]
pub(crate) struct OrderBy {
    /// A column, or a distance from it.
    pub(crate) expr: Expr,
    pub(crate) direction: &'static str,
}

/// Which rows of a model a statement reads, and what belongs to them.
#[derive(Debug, Clone)]
pub(crate) struct Select {
    pub(crate) table: &'static Table,
    pub(crate) filter: Vec<Expr>,
    pub(crate) order: Vec<OrderBy>,
    pub(crate) limit: Option<u64>,
    pub(crate) offset: Option<u64>,
    pub(crate) includes: Vec<Include>,
}

/// A relation whose rows are read too.
#[derive(Debug, Clone)]
pub(crate) struct Include {
    pub(crate) link: &'static Link,
    pub(crate) select: Select,
}

impl Select {
    pub(crate) fn new(table: &'static Table) -> Self {
        Self { table, filter: Vec::new(), order: Vec::new(), limit: None, offset: None, includes: Vec::new() }
    }

    pub(crate) fn is_limited(&self) -> bool {
        self.limit.is_some() || self.offset.is_some()
    }
}

impl Expr {
    pub(crate) fn value(value: impl Value, column: usize) -> Self {
        Self::Value { value: Arc::new(value), column }
    }

    pub(crate) fn binary(left: Self, op: &'static str, right: Self) -> Self {
        Self::Binary { left: Box::new(left), op, right: Box::new(right) }
    }

    pub(crate) fn postfix(expr: Self, op: &'static str) -> Self {
        Self::Postfix { expr: Box::new(expr), op }
    }

    /// Both hold; chains stay flat.
    pub(crate) fn and(self, other: Self) -> Self {
        match self {
            Self::All(mut all) => {
                all.push(other);
                Self::All(all)
            }
            first => Self::All(vec![first, other]),
        }
    }

    /// One of the two holds; chains stay flat.
    pub(crate) fn or(self, other: Self) -> Self {
        match self {
            Self::Any(mut any) => {
                any.push(other);
                Self::Any(any)
            }
            first => Self::Any(vec![first, other]),
        }
    }
}
