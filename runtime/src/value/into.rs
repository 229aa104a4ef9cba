//! What may be given for a column's value, and the kinds of columns that have methods of their own.

use std::borrow::Cow;

use crate::value::Value;

/// A column type that is text: `String` and `Option<String>`.
#[diagnostic::on_unimplemented(message = "`{Self}` is not text: this column can't be matched with a pattern")]
pub trait Text: Value {}

impl Text for String {}
impl<T: Text> Text for Option<T> {}

/// A column type that is a number: the integers, floats and decimals, and `Option` of them.
#[diagnostic::on_unimplemented(message = "`{Self}` is not a number: this column can't be counted up or down")]
pub trait Number: Value {}

impl<T: Number> Number for Option<T> {}
impl Number for i16 {}
impl Number for i32 {}
impl Number for i64 {}
impl Number for f32 {}
impl Number for f64 {}
impl Number for crate::types::Numeric {}
#[cfg(feature = "decimal")]
impl Number for rust_decimal::Decimal {}
#[cfg(feature = "bigdecimal")]
impl Number for bigdecimal::BigDecimal {}

/// A column type that is an array: `Vec<T>` and `Option<Vec<T>>`.
#[diagnostic::on_unimplemented(message = "`{Self}` is not an array: this column has no elements")]
pub trait Array: Value {
    /// What the array holds.
    type Item: Value;
}

impl<T: Value> Array for Vec<T> {
    type Item = T;
}

impl<T: Value> Array for Option<Vec<T>> {
    type Item = T;
}

/// What may be given where a column of type `T` takes a value.
///
/// A `T` itself; text for `String`; a value without `Some` for an `Option`; an array, or a slice, for a `Vec`.
#[diagnostic::on_unimplemented(
    message = "the column holds `{T}`, and `{Self}` can't be given for it",
    label = "not a `{T}`",
    note = "give a `{T}`; text may be `&str`, an optional column takes the value itself or `None`, an array column `[..]`"
)]
pub trait IntoValue<T> {
    /// The column's value.
    fn into_value(self) -> T;
}

impl<T> IntoValue<T> for T {
    fn into_value(self) -> T {
        self
    }
}

impl<T> IntoValue<Option<T>> for T {
    fn into_value(self) -> Option<T> {
        Some(self)
    }
}

macro_rules! texts {
    ($($type_:ty),* $(,)?) => {$(
        impl IntoValue<String> for $type_ {
            fn into_value(self) -> String {
                self.into()
            }
        }

        impl IntoValue<Option<String>> for $type_ {
            fn into_value(self) -> Option<String> {
                Some(self.into())
            }
        }
    )*};
}

texts!(&str, &String, char, Box<str>, Cow<'_, str>);

impl<T, V: IntoValue<T>, const N: usize> IntoValue<Vec<T>> for [V; N] {
    fn into_value(self) -> Vec<T> {
        self.into_iter().map(V::into_value).collect()
    }
}

impl<T, V: IntoValue<T>, const N: usize> IntoValue<Option<Vec<T>>> for [V; N] {
    fn into_value(self) -> Option<Vec<T>> {
        Some(self.into_value())
    }
}

impl<T: Clone> IntoValue<Vec<T>> for &[T] {
    fn into_value(self) -> Vec<T> {
        self.to_vec()
    }
}

impl<T: Clone> IntoValue<Vec<T>> for &Vec<T> {
    fn into_value(self) -> Vec<T> {
        self.clone()
    }
}

impl IntoValue<Vec<String>> for Vec<&str> {
    fn into_value(self) -> Vec<String> {
        self.into_iter().map(str::to_owned).collect()
    }
}

impl IntoValue<Vec<String>> for &[&str] {
    fn into_value(self) -> Vec<String> {
        self.iter().map(|&text| text.to_owned()).collect()
    }
}

/// An array that holds nulls: `[Some("a"), None]`. Not by way of its elements: then `set(None)` would not know which `None`.
#[diagnostic::do_not_recommend]
impl<const N: usize> IntoValue<Vec<Option<String>>> for [Option<&str>; N] {
    fn into_value(self) -> Vec<Option<String>> {
        self.into_iter().map(|text| text.map(str::to_owned)).collect()
    }
}

/// One dimension, counted from 1.
#[diagnostic::do_not_recommend]
impl<T> IntoValue<crate::types::Array<T>> for Vec<T> {
    fn into_value(self) -> crate::types::Array<T> {
        self.into()
    }
}
