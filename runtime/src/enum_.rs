//! PostgreSQL's enums as Rust enums.

use crate::types::{BoxError, BytesMut, FromSql, IsNull, Kind, ToSql, Type};

/// A Rust enum that stands for an enum of PostgreSQL. Generated; not for implementing by hand.
pub trait Enum: Copy + Eq + ToSql + for<'r> FromSql<'r> + Send + Sync + 'static {
    /// The type's name in the database (`pg_type.typname`).
    const TYPE: &'static str;

    /// Every value, in the database's order.
    const VALUES: &'static [Self];

    /// The value's label in the database.
    fn label(self) -> &'static str;
}

/// A label that the enum does not have.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{type_}` has no value `{label}`")]
pub struct UnknownLabel {
    type_: &'static str,
    label: String,
}

impl UnknownLabel {
    /// The label that was given.
    pub fn label(&self) -> &str {
        &self.label
    }
}

/// The value that bears this label.
///
/// # Errors
/// Where none does.
pub fn value_of_label<E: Enum>(label: &str) -> Result<E, UnknownLabel> {
    let found = E::VALUES.iter().copied().find(|value| value.label() == label);
    found.ok_or_else(|| UnknownLabel { type_: E::TYPE, label: label.to_owned() })
}

/// Sends a value as its label.
///
/// # Errors
/// Never; the signature is the caller's.
pub fn write_label<E: Enum>(value: E, out: &mut BytesMut) -> Result<IsNull, BoxError> {
    out.extend_from_slice(value.label().as_bytes());
    Ok(IsNull::No)
}

/// Reads a value from its label.
///
/// # Errors
/// Where no value bears the label: the database has a newer version of the type.
pub fn read_label<E: Enum>(raw: &[u8]) -> Result<E, BoxError> {
    Ok(value_of_label(std::str::from_utf8(raw)?)?)
}

/// Whether this type of PostgreSQL is the enum.
pub fn is_enum<E: Enum>(type_: &Type) -> bool {
    matches!(type_.kind(), Kind::Enum(_)) && type_.name() == E::TYPE
}
