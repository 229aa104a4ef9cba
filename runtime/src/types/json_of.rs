//! `json` and `jsonb` as a type of yours (`@json(crate::Settings)`).

use std::fmt;
use std::ops::{Deref, DerefMut};

use serde_core::Serialize;
use serde_core::de::DeserializeOwned;

use super::json::{json_text, write_json};
use super::{BoxError, BytesMut, Type};
use crate::value::{IntoValue, Value, base_type};

/// A value of `json` or `jsonb` as a `T` that serde reads and writes: the type of a field with `@json(..)`.
///
/// It is used as the `T` that it holds, and a `T` is given for it.
///
/// ```
/// use pg_orm::types::JsonOf;
///
/// #[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
/// struct Settings {
///     theme: String,
/// }
///
/// let settings = JsonOf(Settings { theme: "dark".to_owned() });
/// assert_eq!(settings.theme, "dark");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(transparent))]
pub struct JsonOf<T>(
    /// What it holds.
    pub T,
);

/// What can stand in a column of `json` or `jsonb`: whatever serde reads and writes, and can be shown.
#[diagnostic::on_unimplemented(
    message = "`{Self}` can't be the type of a `json` or `jsonb` column",
    label = "not a type that serde reads and writes",
    note = "a type in `@json(..)` derives `Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize`"
)]
pub trait JsonType: Serialize + DeserializeOwned + fmt::Debug + Send + Sync + 'static {}

#[diagnostic::do_not_recommend]
impl<T: Serialize + DeserializeOwned + fmt::Debug + Send + Sync + 'static> JsonType for T {}

impl<T: JsonType> Value for JsonOf<T> {
    fn accepts(type_: &Type) -> bool {
        matches!(*base_type(type_), Type::JSON | Type::JSONB)
    }

    fn read(type_: &Type, raw: &[u8]) -> Result<Self, BoxError> {
        let text = json_text(type_, raw)?;
        let mut deserializer = serde_json::Deserializer::from_str(text);
        // Its errors begin with the path to what is wrong.
        let value = serde_path_to_error::deserialize(&mut deserializer)?;
        deserializer.end()?;
        Ok(Self(value))
    }

    fn write(&self, type_: &Type, out: &mut BytesMut) -> Result<(), BoxError> {
        let mut text = Vec::new();
        let mut serializer = serde_json::Serializer::new(&mut text);
        serde_path_to_error::serialize(&self.0, &mut serializer)?;
        write_json(std::str::from_utf8(&text)?, type_, out)
    }
}

impl<T: JsonType> IntoValue<JsonOf<T>> for T {
    fn into_value(self) -> JsonOf<T> {
        JsonOf(self)
    }
}

impl<T: JsonType> IntoValue<Option<JsonOf<T>>> for T {
    fn into_value(self) -> Option<JsonOf<T>> {
        Some(JsonOf(self))
    }
}

impl<T> From<T> for JsonOf<T> {
    fn from(value: T) -> Self {
        Self(value)
    }
}

impl<T> Deref for JsonOf<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> DerefMut for JsonOf<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.0
    }
}

impl<T: fmt::Debug> fmt::Debug for JsonOf<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
