//! PostgreSQL's enums as Rust enums.

use std::fmt;

use crate::types::{BoxError, BytesMut, Kind, Type};
use crate::value::{Value, base_type};

/// A Rust enum that stands for an enum of PostgreSQL. Generated; not for implementing by hand.
pub trait Enum: fmt::Debug + Copy + Eq + Send + Sync + 'static {
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
    labelled(label.as_bytes()).ok_or_else(|| UnknownLabel { type_: E::TYPE, label: label.to_owned() })
}

fn labelled<E: Enum>(label: &[u8]) -> Option<E> {
    E::VALUES.iter().copied().find(|value| value.label().as_bytes() == label)
}

/// A label that the database's enum has, and the program's has not.
#[derive(Debug, thiserror::Error)]
#[error(
    "the database has the value `{label}`, which this program's `{type_}` has not: build it from the schema that the database has"
)]
struct NewLabel {
    type_: &'static str,
    label: String,
}

/// Sent and read as its label. One that is not known is an error: the database has a newer version of the type.
#[diagnostic::do_not_recommend]
impl<E: Enum> Value for E {
    fn accepts(type_: &Type) -> bool {
        let base = base_type(type_);
        matches!(base.kind(), Kind::Enum(_)) && base.name() == E::TYPE
    }

    #[inline]
    fn read(_: &Type, raw: &[u8]) -> Result<Self, BoxError> {
        match labelled(raw) {
            Some(value) => Ok(value),
            None => Err(NewLabel { type_: E::TYPE, label: std::str::from_utf8(raw)?.to_owned() }.into()),
        }
    }

    fn write(&self, _: &Type, out: &mut BytesMut) -> Result<(), BoxError> {
        out.extend_from_slice(self.label().as_bytes());
        Ok(())
    }
}
