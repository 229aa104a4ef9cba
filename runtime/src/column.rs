//! A model's columns as constants, and the conditions and assignments they make.

mod distance;
mod kind;

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use crate::expr::Expr;
use crate::filter::Filter;
use crate::order::Order;
use crate::update::Assignment;
use crate::value::{Array, Counted, Fits, IntoValue, List, Matched, Nullable, SameAs, Value};

pub use distance::{Distance, Vector};
pub use kind::{Equality, Incomparable, Ordered, ReadOnly, Sorting, Unordered, Writable, Write};

/// A column of the model `M` that holds a `T`.
///
/// `W` says whether it can be set ([`Writable`], [`ReadOnly`]), `C` how PostgreSQL compares its values ([`Ordered`],
/// [`Unordered`], [`Incomparable`]).
pub struct Column<M, T, W = Writable, C = Ordered> {
    index: usize,
    marker: PhantomData<fn() -> (M, T, W, C)>,
}

impl<M, T, W, C> Clone for Column<M, T, W, C> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<M, T, W, C> Copy for Column<M, T, W, C> {}

impl<M, T, W, C> fmt::Debug for Column<M, T, W, C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Column({})", self.index)
    }
}

impl<M, T, W, C> Column<M, T, W, C> {
    #[doc(hidden)]
    pub const fn new(index: usize) -> Self {
        Self { index, marker: PhantomData }
    }

    fn expr(self) -> Expr {
        Expr::Column(self.index)
    }

    /// Smallest first; NULLs last.
    pub fn asc(self) -> Order<M>
    where
        C: Sorting<M>,
    {
        Order::new(self.expr(), "asc")
    }

    /// Largest first; NULLs first.
    pub fn desc(self) -> Order<M>
    where
        C: Sorting<M>,
    {
        Order::new(self.expr(), "desc")
    }

    /// The column is NULL.
    pub fn is_null(self) -> Filter<M>
    where
        T: Nullable<M>,
    {
        self.absent()
    }

    /// The column is not NULL.
    pub fn is_not_null(self) -> Filter<M>
    where
        T: Nullable<M>,
    {
        self.present()
    }

    fn absent(self) -> Filter<M> {
        Filter::new(Expr::postfix(self.expr(), "is null"))
    }

    pub(crate) fn present(self) -> Filter<M> {
        Filter::new(Expr::postfix(self.expr(), "is not null"))
    }

    /// Equal to another column of the same row, of the same type; one of them, or both, may be optional.
    pub fn eq_column<U, X>(self, other: Column<M, U, X, C>) -> Filter<M>
    where
        U: SameAs<M, T>,
        C: Equality<M>,
    {
        Filter::new(Expr::binary(self.expr(), "=", other.expr()))
    }
}

impl<M, T: Value, W, C> Column<M, T, W, C> {
    fn compare(self, op: &'static str, value: T) -> Filter<M> {
        Filter::new(Expr::binary(self.expr(), op, Expr::value(value, self.index)))
    }

    /// Equal to the value; `None` means NULL.
    pub fn eq(self, value: impl Fits<M, T>) -> Filter<M>
    where
        C: Equality<M>,
    {
        let value = value.into_value();
        if value.is_null() { self.absent() } else { self.compare("=", value) }
    }

    /// Not equal to the value; `None` means NULL. A column that is NULL differs from every value.
    pub fn ne(self, value: impl Fits<M, T>) -> Filter<M>
    where
        C: Equality<M>,
    {
        let value = value.into_value();
        if value.is_null() { self.present() } else { self.compare("is distinct from", value) }
    }

    /// Less than the value.
    pub fn lt(self, value: impl Fits<M, T>) -> Filter<M>
    where
        C: Sorting<M>,
    {
        self.compare("<", value.into_value())
    }

    /// At most the value.
    pub fn le(self, value: impl Fits<M, T>) -> Filter<M>
    where
        C: Sorting<M>,
    {
        self.compare("<=", value.into_value())
    }

    /// Greater than the value.
    pub fn gt(self, value: impl Fits<M, T>) -> Filter<M>
    where
        C: Sorting<M>,
    {
        self.compare(">", value.into_value())
    }

    /// At least the value.
    pub fn ge(self, value: impl Fits<M, T>) -> Filter<M>
    where
        C: Sorting<M>,
    {
        self.compare(">=", value.into_value())
    }

    /// At least `low` and at most `high`.
    pub fn between(self, low: impl Fits<M, T>, high: impl Fits<M, T>) -> Filter<M>
    where
        C: Sorting<M>,
    {
        self.ge(low).and(self.le(high))
    }

    /// One of the values; none given: no row. One parameter, an array, whatever their number; one each where they are arrays
    /// themselves.
    pub fn in_<V: Fits<M, T>>(self, values: impl List<M, V>) -> Filter<M>
    where
        C: Equality<M>,
    {
        Filter::new(one_of(self.index, values.values()))
    }

    /// None of the values. A column that is NULL is none of them, unless NULL is among them.
    pub fn not_in<V: Fits<M, T>>(self, values: impl List<M, V>) -> Filter<M>
    where
        C: Equality<M>,
    {
        Filter::new(Expr::postfix(one_of(self.index, values.values()), "is not true"))
    }

    /// Sets the column in an update.
    pub fn set(self, value: impl Fits<M, T>) -> Assignment<M>
    where
        W: Write<M>,
    {
        Assignment::new(self.index, Expr::value(value.into_value(), self.index))
    }

    /// Sets the column to its default (`set .. = default`).
    pub fn set_default(self) -> Assignment<M>
    where
        W: Write<M>,
    {
        Assignment::new(self.index, Expr::Sql("default"))
    }
}

impl<M, T, W, C> Column<M, T, W, C> {
    fn matches(self, op: &'static str, pattern: String) -> Filter<M> {
        Filter::new(Expr::binary(self.expr(), op, Expr::value(pattern, self.index)))
    }

    /// Matches the pattern: `%` is any text, `_` any character, `\` takes their meaning away.
    pub fn like(self, pattern: impl Fits<M, String>) -> Filter<M>
    where
        T: Matched<M>,
        C: Equality<M>,
    {
        self.matches("like", pattern.into_value())
    }

    /// Matches the pattern, whatever the case of its letters.
    pub fn ilike(self, pattern: impl Fits<M, String>) -> Filter<M>
    where
        T: Matched<M>,
        C: Equality<M>,
    {
        self.matches("ilike", pattern.into_value())
    }

    /// Begins with the text, in which no character has a meaning of its own.
    pub fn starts_with(self, text: &str) -> Filter<M>
    where
        T: Matched<M>,
        C: Equality<M>,
    {
        self.like(format!("{}%", literal_pattern(text)))
    }

    /// Ends with the text, in which no character has a meaning of its own.
    pub fn ends_with(self, text: &str) -> Filter<M>
    where
        T: Matched<M>,
        C: Equality<M>,
    {
        self.like(format!("%{}", literal_pattern(text)))
    }

    /// Has the text in it, in which no character has a meaning of its own.
    pub fn contains_text(self, text: &str) -> Filter<M>
    where
        T: Matched<M>,
        C: Equality<M>,
    {
        self.like(format!("%{}%", literal_pattern(text)))
    }
}

impl<M, T, W, C> Column<M, T, W, C> {
    /// Adds to the column, in the database: no update by another is lost.
    pub fn increase_by(self, by: impl Fits<M, T>) -> Assignment<M>
    where
        T: Counted<M>,
        W: Write<M>,
    {
        self.count("+", by.into_value())
    }

    /// Takes from the column, in the database: no update by another is lost.
    pub fn decrease_by(self, by: impl Fits<M, T>) -> Assignment<M>
    where
        T: Counted<M>,
        W: Write<M>,
    {
        self.count("-", by.into_value())
    }

    fn count(self, op: &'static str, by: T) -> Assignment<M>
    where
        T: Value,
    {
        let by = Expr::Cast { value: Arc::new(by), column: self.index, is_item: false };
        Assignment::new(self.index, Expr::binary(self.expr(), op, by))
    }
}

impl<M, T, W, C> Column<M, T, W, C> {
    fn item(self, value: T::Item) -> Expr
    where
        T: Array,
    {
        Expr::Cast { value: Arc::new(value), column: self.index, is_item: true }
    }

    /// The array has the element; `None` means an element that is NULL.
    pub fn has(self, item: impl Fits<M, T::Item>) -> Filter<M>
    where
        T: Array,
        C: Equality<M>,
    {
        // `@>`, for which a GIN index serves, where `= any(column)` reads the whole table.
        Filter::new(has(self.index, "@>", vec![item.into_value()], Expr::All))
    }

    /// The array has every one of the elements; `None` among them means one that is NULL.
    pub fn has_all(self, items: impl Fits<M, Vec<T::Item>>) -> Filter<M>
    where
        T: Array,
        C: Equality<M>,
    {
        Filter::new(has(self.index, "@>", items.into_value(), Expr::All))
    }

    /// The array has one of the elements at least; `None` among them means one that is NULL.
    pub fn has_any(self, items: impl Fits<M, Vec<T::Item>>) -> Filter<M>
    where
        T: Array,
        C: Equality<M>,
    {
        Filter::new(has(self.index, "&&", items.into_value(), Expr::Any))
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

/// An array column's elements and those given, compared by an operator that takes NULL for none: NULL is asked for apart, and
/// `join` says what both together are.
fn has<T: Value>(column: usize, op: &'static str, mut items: Vec<T>, join: fn(Vec<Expr>) -> Expr) -> Expr {
    let all = items.len();
    items.retain(|item| !item.is_null());
    if items.len() == all {
        return Expr::binary(Expr::Column(column), op, Expr::value(items, column));
    }
    let has_null = Expr::HasNull(column);
    if items.is_empty() {
        return has_null;
    }
    join(vec![Expr::binary(Expr::Column(column), op, Expr::value(items, column)), has_null])
}

/// Apart from the model, so that it is compiled once for all models.
fn one_of<T: Value, V: IntoValue<T>>(column: usize, values: impl IntoIterator<Item = V>) -> Expr {
    let mut given = Vec::new();
    let mut has_null = false;
    for value in values {
        let value = value.into_value();
        if value.is_null() {
            has_null = true;
        } else {
            given.push(value);
        }
    }
    if T::IS_ARRAY {
        // There is no array of arrays.
        let equal = |value| Expr::binary(Expr::Column(column), "=", Expr::value(value, column));
        let mut found: Vec<Expr> = given.into_iter().map(equal).collect();
        found.extend(has_null.then(|| Expr::postfix(Expr::Column(column), "is null")));
        return Expr::Any(found);
    }
    let any = Expr::Call { name: "any", arguments: vec![Expr::value(given, column)] };
    let found = Expr::binary(Expr::Column(column), "=", any);
    if has_null { found.or(Expr::postfix(Expr::Column(column), "is null")) } else { found }
}

/// A text as a pattern that matches just it.
fn literal_pattern(text: &str) -> String {
    let mut pattern = String::with_capacity(text.len());
    for character in text.chars() {
        if matches!(character, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(character);
    }
    pattern
}
