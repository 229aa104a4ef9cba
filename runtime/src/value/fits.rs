//! What a column of a certain model takes and can do, by its type: told with the model's name where it is something else.

use crate::types::Numeric;
use crate::value::{IntoValue, Number, Text, Value};

/// What may be given where a column of `M` that holds a `T` takes a value: whatever is an [`IntoValue`] of `T`.
#[diagnostic::on_unimplemented(
    message = "a column of `{M}` that holds `{T}` can't be given `{Self}`",
    label = "not a `{T}`",
    note = "give a `{T}`, or what becomes one by itself: `&str` for text, the value or `None` for an `Option`, `[..]` for a list, \
            `a..b` for a range; a number of another size is converted before, another column compared by `eq_column`"
)]
pub trait Fits<M, T>: IntoValue<T> {}

#[diagnostic::do_not_recommend]
impl<M, T, V: IntoValue<T>> Fits<M, T> for V {}

/// The values that a column of `M` is one of, or none of: whatever can be iterated.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a list of values for a column of `{M}`",
    label = "not a list",
    note = "give a list, as in `in_([1, 2])`: an array, a `Vec`, a set, an iterator; one value is compared by `eq`"
)]
pub trait List<M, V> {
    /// The values.
    fn values(self) -> impl Iterator<Item = V>;
}

// What is in the list is a parameter, not a type of the trait's: the compiler would tell of the iterator that is none.
#[diagnostic::do_not_recommend]
impl<M, V, L: IntoIterator<Item = V>> List<M, V> for L {
    fn values(self) -> impl Iterator<Item = V> {
        self.into_iter()
    }
}

/// That a column of `M` may be NULL: it holds an `Option`.
#[diagnostic::on_unimplemented(
    message = "a column of `{M}` that holds `{Self}` is never NULL",
    label = "there in every row",
    note = "leave the condition out; a column that may be NULL has a `?` behind its type in the schema; whether there are related \
            rows, the relation says (`is_none()`, `is_empty()`)"
)]
pub trait Nullable<M> {}

#[diagnostic::do_not_recommend]
impl<M, T> Nullable<M> for Option<T> {}

/// That a column of `M` is matched with patterns: it holds [`Text`].
#[diagnostic::on_unimplemented(
    message = "a column of `{M}` that holds `{Self}` is not text: it can't be matched with a pattern",
    label = "a column of `{Self}`",
    note = "patterns are for columns of text; compare it by `eq`, `lt`, `between`, `in_` and their like"
)]
pub trait Matched<M>: Value {}

#[diagnostic::do_not_recommend]
impl<M, T: Text> Matched<M> for T {}

/// That a column of `M` is counted up and down: it holds a [`Number`].
#[diagnostic::on_unimplemented(
    message = "a column of `{M}` that holds `{Self}` is not a number: it can't be counted up or down",
    label = "a column of `{Self}`",
    note = "give it a value by `set(..)`"
)]
pub trait Counted<M>: Value {}

#[diagnostic::do_not_recommend]
impl<M, T: Number> Counted<M> for T {}

/// A column's type that is the same as that of another column of `M`, but that one of them, or both, may be optional.
#[diagnostic::on_unimplemented(
    message = "a column of `{M}` that holds `{T}` can't be compared with one that holds `{Self}`",
    label = "not a column of `{T}`",
    note = "columns of the same type are compared with each other, optional or not; cast in raw SQL where that is meant"
)]
pub trait SameAs<M, T> {}

#[diagnostic::do_not_recommend]
impl<M, T> SameAs<M, T> for T {}
#[diagnostic::do_not_recommend]
impl<M, T> SameAs<M, T> for Option<T> {}
#[diagnostic::do_not_recommend]
impl<M, T> SameAs<M, Option<T>> for T {}

/// Whole literals for columns of `numeric`. One integer type alone, so that the compiler knows which a literal is.
macro_rules! whole_numbers {
    ($($type_:ty),* $(,)?) => {$(
        impl IntoValue<$type_> for i64 {
            fn into_value(self) -> $type_ {
                self.into()
            }
        }

        impl IntoValue<Option<$type_>> for i64 {
            fn into_value(self) -> Option<$type_> {
                Some(self.into())
            }
        }
    )*};
}

whole_numbers!(Numeric);
#[cfg(feature = "decimal")]
whole_numbers!(rust_decimal::Decimal);
#[cfg(feature = "bigdecimal")]
whole_numbers!(bigdecimal::BigDecimal);
