//! Values of types that the client knows nothing of: as their text.

use std::fmt;
use std::ops::Deref;

use super::{BoxError, BytesMut, Type};
use crate::value::{IntoValue, Value, write_text};

/// A value of a type that has no type of its own in Rust, one of an extension or of the database itself, as the text that PostgreSQL
/// prints of it.
///
/// Columns of such a type are read with `::text` and written through a text, so that a type without a binary form has one here
/// too. What is no value of the type, PostgreSQL refuses.
///
/// ```
/// use pg_orm::types::Opaque;
/// let isbn = Opaque::from("978-0-393-04002-9");
/// assert_eq!(isbn.len(), 17);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Opaque(
    /// The text.
    pub String,
);

impl From<String> for Opaque {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl From<&str> for Opaque {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl Deref for Opaque {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Opaque {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Value for Opaque {
    fn accepts(type_: &Type) -> bool {
        *type_ == Type::TEXT
    }

    fn read(_: &Type, raw: &[u8]) -> Result<Self, BoxError> {
        Ok(Self(std::str::from_utf8(raw)?.to_owned()))
    }

    fn write(&self, _: &Type, out: &mut BytesMut) -> Result<(), BoxError> {
        write_text(&self.0, out)
    }
}

crate::value::bases!(Opaque);

macro_rules! texts {
    ($($given:ty),*) => {$(
        #[diagnostic::do_not_recommend]
        impl IntoValue<Opaque> for $given {
            fn into_value(self) -> Opaque {
                self.into()
            }
        }

        #[diagnostic::do_not_recommend]
        impl IntoValue<Option<Opaque>> for $given {
            fn into_value(self) -> Option<Opaque> {
                Some(self.into())
            }
        }
    )*};
}

texts!(&str, String);
