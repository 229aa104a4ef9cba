//! What may be given for a column of a certain model: what may be given for its type, told with the model's name where it may not.

use crate::types::Numeric;
use crate::value::IntoValue;

/// What may be given where a column of `M` that holds a `T` takes a value: whatever is an [`IntoValue`] of `T`.
#[diagnostic::on_unimplemented(
    message = "a column of `{M}` that holds `{T}` can't be given `{Self}`",
    label = "not a `{T}`",
    note = "besides a `{T}`, text takes `&str`, an optional column the value itself or `None`, an array `[..]` or a slice, \
            a range `a..b`, `numeric` an `i64`; an enum its values (`State::Draft`) and no text; another column is compared by \
            `eq_column`",
    note = "convert what is of another type: `i64::from(small)`, `i32::try_from(large)?`, `text.parse()?`; unwrap an `Option` before \
            a required column, or leave the condition out where it is `None`"
)]
pub trait Fits<M, T>: IntoValue<T> {}

#[diagnostic::do_not_recommend]
impl<M, T, V: IntoValue<T>> Fits<M, T> for V {}

/// A column's type that is the same as `T`, but that one of them, or both, may be optional.
#[diagnostic::on_unimplemented(
    message = "a column that holds `{T}` can't be compared with one that holds `{Self}`",
    label = "not a column of `{T}`",
    note = "columns of the same type are compared with each other, optional or not; cast in raw SQL where that is meant"
)]
pub trait SameAs<T> {}

#[diagnostic::do_not_recommend]
impl<T> SameAs<T> for T {}
#[diagnostic::do_not_recommend]
impl<T> SameAs<T> for Option<T> {}
#[diagnostic::do_not_recommend]
impl<T> SameAs<Option<T>> for T {}

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
