//! What may be given for a column's value, and the kinds of columns that have methods of their own.

use std::borrow::Cow;

use crate::value::Value;

/// A column type that is text: `String` and `Option<String>`.
#[diagnostic::on_unimplemented(
    message = "a column that holds `{Self}` is not text: it can't be matched with a pattern",
    label = "a column of `{Self}`",
    note = "patterns are for columns of text; compare it by `eq`, `lt`, `between`, `in_` and their like"
)]
pub trait Text: Value {}

#[diagnostic::do_not_recommend]
impl Text for String {}
#[diagnostic::do_not_recommend]
impl<T: Text> Text for Option<T> {}

/// A column type that is a number: the integers, floats and decimals, and `Option` of them.
#[diagnostic::on_unimplemented(
    message = "a column that holds `{Self}` is not a number: it can't be counted up or down",
    label = "a column of `{Self}`",
    note = "give it a value by `set(..)`"
)]
pub trait Number: Value {}

#[diagnostic::do_not_recommend]
impl<T: Number> Number for Option<T> {}
#[diagnostic::do_not_recommend]
impl Number for i16 {}
#[diagnostic::do_not_recommend]
impl Number for i32 {}
#[diagnostic::do_not_recommend]
impl Number for i64 {}
#[diagnostic::do_not_recommend]
impl Number for f32 {}
#[diagnostic::do_not_recommend]
impl Number for f64 {}
#[diagnostic::do_not_recommend]
impl Number for crate::types::Numeric {}
#[cfg(feature = "decimal")]
#[diagnostic::do_not_recommend]
impl Number for rust_decimal::Decimal {}
#[cfg(feature = "bigdecimal")]
#[diagnostic::do_not_recommend]
impl Number for bigdecimal::BigDecimal {}

/// A column type that is an array: `Vec<T>` and `Option<Vec<T>>`.
#[diagnostic::on_unimplemented(
    message = "a column that holds `{Self}` is not an array: it has no elements",
    label = "a column of `{Self}`",
    note = "compare it by `eq` or `in_`, match text by `like`, `contains_text` and their like, and give it a value by `set(..)`"
)]
pub trait Array: Value {
    /// What the array holds.
    type Item: Value;
}

#[diagnostic::do_not_recommend]
impl<T: Value> Array for Vec<T> {
    type Item = T;
}

#[diagnostic::do_not_recommend]
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
