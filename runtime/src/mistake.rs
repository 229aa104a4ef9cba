//! What users look for and is not there: methods and operators that never compile, and say what to write instead.
//!
//! Without them the compiler would tell of a missing method, and propose another of a similar name.

use std::cmp::Ordering;

use crate::access::Access;
use crate::column::Column;
use crate::expr::Expr;
use crate::filter::Filter;
use crate::model::Model;
use crate::query::Query;
use crate::relation::Relation;

/// Nothing is: a query answers whole rows.
#[diagnostic::on_unimplemented(
    message = "columns of `{M}` can't be selected: a query of `{M}` answers whole rows",
    label = "leave `.select(..)` out",
    note = "take the fields of the rows, `row.name`; for some columns alone, sums or groups write SQL: \
            `pool.query(\"select name from ..\", &[])`"
)]
pub trait Selectable<M> {}

/// Nothing is: what holds something has methods of other names.
#[diagnostic::on_unimplemented(
    message = "a column of `{M}` that holds `{T}` has no `contains`",
    label = "asked for in another way",
    note = "text is asked by `contains_text(..)`, `starts_with(..)` and `like(..)`; an array by `has(..)`, `has_any([..])` and \
            `has_all([..])`; what contains ranges or `jsonb`, in raw SQL, by `@>`"
)]
pub trait Contained<M, T> {}

/// Nothing is: Rust's operators answer a truth value at once.
#[diagnostic::on_unimplemented(
    message = "a column of `{M}` is not compared by Rust's operators",
    label = "write `column.eq(value)` for `column == value`",
    note = "`ne` is for `!=`, `lt`, `le`, `gt` and `ge` are for `<`, `<=`, `>` and `>=`; `eq_column` compares with another column"
)]
pub trait Compared<M> {}

/// Nothing is: what a relation leads to are rows.
#[diagnostic::on_unimplemented(
    message = "a relation of `{M}` is not compared with a value",
    label = "not what a relation is asked for",
    note = "compare the column that leads there, as in `post::author_id.eq(..)`; or ask for the related rows: `relation.is(..)` where \
            there is one, `relation.some(..)` and `relation.exist()` where there are several"
)]
pub trait ComparedRelation<M> {}

impl<M: Model, N: Model, S, A: Access> Relation<M, N, S, A> {
    #[doc(hidden)]
    pub fn eq<V: ComparedRelation<M>>(self, _: V) -> Filter<M, A> {
        Filter::new(Expr::All(Vec::new()))
    }

    #[doc(hidden)]
    pub fn ne<V: ComparedRelation<M>>(self, _: V) -> Filter<M, A> {
        Filter::new(Expr::All(Vec::new()))
    }

    #[doc(hidden)]
    pub fn in_<V: ComparedRelation<M>>(self, _: V) -> Filter<M, A> {
        Filter::new(Expr::All(Vec::new()))
    }
}

impl<M: Model, O: Send + 'static, A: Access> Query<M, O, A> {
    #[doc(hidden)]
    pub fn select<S: Selectable<M>>(self, _: S) -> Self {
        self
    }
}

impl<M, T, W, C> Column<M, T, W, C> {
    #[doc(hidden)]
    pub fn contains<V: Contained<M, T>>(self, _: V) -> Filter<M> {
        self.present()
    }
}

impl<M, T, W, C, V: Compared<M>> PartialEq<V> for Column<M, T, W, C> {
    fn eq(&self, _: &V) -> bool {
        false
    }
}

impl<M, T, W, C, V: Compared<M>> PartialOrd<V> for Column<M, T, W, C> {
    fn partial_cmp(&self, _: &V) -> Option<Ordering> {
        None
    }
}
