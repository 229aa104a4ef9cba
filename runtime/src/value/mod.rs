//! What a column can hold: the codec between Rust's values and PostgreSQL's binary form.

mod array;
mod composite;
mod domain;
mod fits;
mod into;
mod parameter;
mod ranges;
mod scalar;
mod text;

use std::fmt;

use crate::types::{BoxError, BytesMut, Kind, Type, Unfit};

pub(crate) use array::{MAX_DIMENSIONS, begin_array, end_array, item_type, read_array};
pub(crate) use composite::Changed;
pub use composite::{Layout, ReadComposite, WriteComposite};
pub use domain::Domain;
pub(crate) use domain::bases;
pub use fits::{Counted, Fits, List, Matched, Nullable, SameAs};
pub use into::{Array, IntoValue, Number, Text};
pub use parameter::Parameter;
pub(crate) use text::{NulInText, write_text};

/// A Rust type that a column can have.
///
/// Values are written and read in PostgreSQL's binary form (`typsend`, `typreceive`). The type told to the functions may be a
/// domain, whose values are those of what it is made of: whoever looks at it looks at [`base_type`](crate::types::base_type) of it.
///
/// ```
/// use pg_orm::Value;
/// use pg_orm::types::{BoxError, BytesMut, Type};
///
/// /// Metres, as a column of `integer`.
/// #[derive(Debug, PartialEq)]
/// struct Metres(i32);
///
/// impl Value for Metres {
///     fn accepts(type_: &Type) -> bool {
///         i32::accepts(type_)
///     }
///
///     fn read(type_: &Type, raw: &[u8]) -> Result<Self, BoxError> {
///         i32::read(type_, raw).map(Self)
///     }
///
///     fn write(&self, type_: &Type, out: &mut BytesMut) -> Result<(), BoxError> {
///         self.0.write(type_, out)
///     }
/// }
///
/// let mut bytes = BytesMut::new();
/// Metres(3).write(&Type::INT4, &mut bytes)?;
/// assert_eq!(Metres::read(&Type::INT4, &bytes)?, Metres(3));
/// # Ok::<(), BoxError>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "a column can't hold `{Self}`",
    note = "the fields of generated models have the types that columns can hold; \
            a type of another crate needs that crate's feature of `pg-orm` (`jiff`, `bigdecimal`, ..)"
)]
pub trait Value: fmt::Debug + Send + Sync + Sized + 'static {
    /// Whether values of this type of PostgreSQL are read into it, and it is written as one of them.
    fn accepts(type_: &Type) -> bool;

    /// Reads a value that is there, of a type that it accepts.
    ///
    /// # Errors
    /// Where the bytes are no such value, or one that it can't hold.
    fn read(type_: &Type, raw: &[u8]) -> Result<Self, BoxError>;

    /// Writes the value at the end of `out`, as a type that it accepts. Never called where it [is null](Self::is_null).
    ///
    /// # Errors
    /// Where PostgreSQL's type has no such value.
    fn write(&self, type_: &Type, out: &mut BytesMut) -> Result<(), BoxError>;

    /// Whether it is SQL's NULL.
    #[inline]
    fn is_null(&self) -> bool {
        false
    }

    /// Whether its values are arrays, of which PostgreSQL makes no arrays.
    #[doc(hidden)]
    const IS_ARRAY: bool = false;

    /// Reads a value that may be NULL, which has no bytes.
    ///
    /// # Errors
    /// Those of [`read`](Self::read), and where it is NULL and the type holds none.
    #[inline]
    fn read_nullable(type_: &Type, raw: Option<&[u8]>) -> Result<Self, BoxError> {
        match raw {
            Some(raw) => Self::read(type_, raw),
            None => Err(Unfit::Null.into()),
        }
    }
}

/// The type that a domain is made of; any other type is its own.
#[must_use]
#[inline]
pub fn base_type(type_: &Type) -> &Type {
    let mut base = type_;
    while let Kind::Domain(inner) = base.kind() {
        base = inner;
    }
    base
}

impl<T: Value> Value for Option<T> {
    const IS_ARRAY: bool = T::IS_ARRAY;

    fn accepts(type_: &Type) -> bool {
        T::accepts(type_)
    }

    #[inline]
    fn read(type_: &Type, raw: &[u8]) -> Result<Self, BoxError> {
        T::read(type_, raw).map(Some)
    }

    fn write(&self, type_: &Type, out: &mut BytesMut) -> Result<(), BoxError> {
        self.as_ref().ok_or(Unfit::Null)?.write(type_, out)
    }

    fn is_null(&self) -> bool {
        self.as_ref().is_none_or(T::is_null)
    }

    #[inline]
    fn read_nullable(type_: &Type, raw: Option<&[u8]>) -> Result<Self, BoxError> {
        if raw.is_none() { Ok(None) } else { T::read_nullable(type_, raw).map(Some) }
    }
}

/// A type's name for people: an array's is that of its items with `[]`, as in SQL, and not `_int4` as in the catalog.
pub(crate) fn told(type_: &Type) -> String {
    match type_.kind() {
        // `int2vector` and `oidvector` are called otherwise.
        Kind::Array(item) if type_.name().starts_with('_') => format!("{}[]", told(item)),
        _ => type_.name().to_owned(),
    }
}

/// Writes a part of an array, a range or a composite: its length and its bytes, or the length -1 for NULL.
///
/// # Errors
/// Where the value can't be written, or is longer than a length can say.
pub fn write_part<T: Value>(value: &T, type_: &Type, out: &mut BytesMut) -> Result<(), BoxError> {
    write_part_with(out, |out| {
        if value.is_null() {
            return Ok(false);
        }
        value.write(type_, out).map(|()| true)
    })
    .map(|_| ())
}

/// The same with the bytes that `write` writes, which answers whether the part is there, as this does.
pub(crate) fn write_part_with(
    out: &mut BytesMut,
    write: impl FnOnce(&mut BytesMut) -> Result<bool, BoxError>,
) -> Result<bool, BoxError> {
    let at = out.len();
    out.extend_from_slice(&(-1_i32).to_be_bytes());
    if !write(out)? {
        return Ok(false);
    }
    let length = i32::try_from(out.len() - at - 4).map_err(|_| Unfit::TooLong)?;
    if let Some(place) = out.get_mut(at..at + 4) {
        place.copy_from_slice(&length.to_be_bytes());
    }
    Ok(true)
}
