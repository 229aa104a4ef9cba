//! `vector`: numbers of single precision.

use std::fmt;
use std::ops::Deref;
use std::str::FromStr;

use bytes::BufMut as _;

use super::{element, from_numbers, of_extension, write_head};
use crate::types::binary::{Binary, Bytes};
use crate::types::{BoxError, BytesMut, ParseError};

/// A value of `vector(n)` of the extension `vector` (pgvector). It holds no NaN and no infinity, as pgvector doesn't: sending one is
/// an error.
///
/// ```
/// use pg_orm::types::Vector;
/// let vector = Vector::from([1.0, 2.5]);
/// assert_eq!((vector.len(), vector.to_string().as_str()), (2, "[1,2.5]"));
/// assert_eq!("[1, 2.5]".parse(), Ok(vector));
/// ```
#[derive(Debug, Clone, PartialEq, PartialOrd, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Vector(
    /// The numbers.
    pub Vec<f32>,
);

impl From<&[f32]> for Vector {
    fn from(numbers: &[f32]) -> Self {
        Self(numbers.to_vec())
    }
}

impl From<&Vector> for Vector {
    fn from(vector: &Vector) -> Self {
        vector.clone()
    }
}

from_numbers!(Vector: &Vector);

impl Deref for Vector {
    type Target = [f32];

    fn deref(&self) -> &[f32] {
        &self.0
    }
}

impl Binary for Vector {
    fn read(from: &mut Bytes<'_>) -> Result<Self, BoxError> {
        let count = from.u16()?;
        from.u16()?;
        let numbers = (0..count).map(|_| from.array().map(f32::from_be_bytes)).collect::<Result<_, _>>()?;
        Ok(Self(numbers))
    }

    fn write(&self, out: &mut BytesMut) -> Result<(), BoxError> {
        write_head(self.0.len(), out)?;
        for (index, &number) in self.0.iter().enumerate() {
            out.put_f32(element::finite(index, number)?);
        }
        Ok(())
    }
}

of_extension!(Vector: "vector");

impl fmt::Display for Vector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        element::display(self.0.iter().copied(), f)
    }
}

/// The form that is displayed.
impl FromStr for Vector {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        element::numbers(text).map(Self).ok_or_else(|| ParseError::new("vector", text))
    }
}
