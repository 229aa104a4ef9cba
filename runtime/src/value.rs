//! What a column can hold, and what may be given for it.

use std::borrow::Cow;

use crate::enum_::Enum;
use crate::types::{BoxError, FromSql, ToSql, Type};

/// A Rust type that a column can have.
#[diagnostic::on_unimplemented(
    message = "a column can't hold `{Self}`",
    note = "the fields of generated models have the types that columns can hold"
)]
pub trait Value: ToSql + for<'r> FromSql<'r> + Send + Sync + 'static {
    /// Whether it is SQL's NULL.
    fn is_null(&self) -> bool {
        false
    }

    /// Reads a value of a type that it accepts: as `FromSql` does, and faster where that one can be outdone.
    ///
    /// # Errors
    /// Where the bytes are no such value, or one that it can't hold.
    #[doc(hidden)]
    #[inline]
    fn read(type_: &Type, raw: Option<&[u8]>) -> Result<Self, BoxError> {
        Self::from_sql_nullable(type_, raw)
    }
}

impl<T: Value> Value for Option<T> {
    fn is_null(&self) -> bool {
        self.as_ref().is_none_or(T::is_null)
    }

    #[inline]
    fn read(type_: &Type, raw: Option<&[u8]>) -> Result<Self, BoxError> {
        if raw.is_none() { Ok(None) } else { T::read(type_, raw).map(Some) }
    }
}

impl Value for String {
    #[inline]
    fn read(type_: &Type, raw: Option<&[u8]>) -> Result<Self, BoxError> {
        match raw {
            // `FromSql` compares the type's name with those of ltree and its like, which begin with a version.
            Some(raw) if matches!(*type_, Type::TEXT | Type::VARCHAR) => {
                Ok(std::str::from_utf8(raw)?.to_owned())
            }
            _ => Self::from_sql_nullable(type_, raw),
        }
    }
}

impl<T: Value> Value for Vec<T> {}
impl<E: Enum> Value for E {}

macro_rules! values {
    ($($type_:ty),* $(,)?) => { $(impl Value for $type_ {})* };
}

values!(bool, i8, i16, i32, i64, u32, f32, f64, Vec<u8>);
#[cfg(feature = "uuid")]
values!(uuid::Uuid);
#[cfg(feature = "json")]
values!(serde_json::Value);
#[cfg(feature = "decimal")]
values!(rust_decimal::Decimal);
#[cfg(feature = "chrono")]
values!(chrono::NaiveDate, chrono::NaiveTime, chrono::NaiveDateTime);

#[cfg(feature = "chrono")]
impl Value for chrono::DateTime<chrono::Utc> {
    #[inline]
    fn read(type_: &Type, raw: Option<&[u8]>) -> Result<Self, BoxError> {
        /// PostgreSQL counts from 2000-01-01, Unix from 1970-01-01 (microseconds).
        const EPOCH: i64 = 946_684_800_000_000;
        // `FromSql` makes a calendar's date of the epoch and adds to it: twice the work. What can't be held gets its error there.
        let bytes = raw.and_then(|raw| <[u8; 8]>::try_from(raw).ok());
        let time = bytes.and_then(|bytes| i64::from_be_bytes(bytes).checked_add(EPOCH));
        match time.and_then(Self::from_timestamp_micros) {
            Some(time) => Ok(time),
            None => Self::from_sql_nullable(type_, raw),
        }
    }
}

/// A column type that is text: `String` and `Option<String>`.
#[diagnostic::on_unimplemented(message = "`{Self}` is not text: this column can't be matched with a pattern")]
pub trait Text: Value {}

impl Text for String {}
impl Text for Option<String> {}

/// A column type that is a number: the integers, floats and decimals, and `Option` of them.
#[diagnostic::on_unimplemented(message = "`{Self}` is not a number: this column can't be counted up or down")]
pub trait Number: Value {}

impl<T: Number> Number for Option<T> {}
impl Number for i16 {}
impl Number for i32 {}
impl Number for i64 {}
impl Number for f32 {}
impl Number for f64 {}
#[cfg(feature = "decimal")]
impl Number for rust_decimal::Decimal {}

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

#[cfg(test)]
mod tests {
    use super::Value;
    use crate::types::{Kind, Type};

    /// What is read fast is what `FromSql` reads.
    fn read_alike<T: Value + PartialEq + std::fmt::Debug>(type_: &Type, raw: Option<&[u8]>) {
        let (fast, slow) = (T::read(type_, raw), T::from_sql_nullable(type_, raw));
        assert_eq!(fast.map_err(|e| e.to_string()), slow.map_err(|e| e.to_string()), "{type_} {raw:?}");
    }

    #[test]
    fn texts_are_read_as_from_sql_reads_them() {
        let ltree = Type::new("ltree".to_owned(), 0, Kind::Simple, "public".to_owned());
        for raw in [&b"Ada"[..], b"", "Jos\u{e9}".as_bytes(), b"\xff", b"\x01a.b"] {
            for type_ in [&Type::TEXT, &Type::VARCHAR, &Type::NAME, &ltree] {
                read_alike::<String>(type_, Some(raw));
                read_alike::<Option<String>>(type_, Some(raw));
            }
        }
        read_alike::<String>(&Type::TEXT, None);
        read_alike::<Option<String>>(&Type::TEXT, None);
    }

    #[cfg(feature = "chrono")]
    #[test]
    fn times_are_read_as_from_sql_reads_them() {
        type Time = chrono::DateTime<chrono::Utc>;
        // The ends are PostgreSQL's infinities.
        for micros in [
            0,
            1,
            -1,
            999_999,
            -1_000_001,
            1_700_000_000_123_456,
            -211_813_488_000_000_000,
            i64::MAX,
            i64::MIN,
        ] {
            read_alike::<Time>(&Type::TIMESTAMPTZ, Some(&micros.to_be_bytes()));
        }
        read_alike::<Time>(&Type::TIMESTAMPTZ, Some(&[1, 2, 3]));
        read_alike::<Time>(&Type::TIMESTAMPTZ, None);
        read_alike::<Option<Time>>(&Type::TIMESTAMPTZ, None);
    }
}
