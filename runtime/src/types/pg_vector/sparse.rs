//! `sparsevec`: numbers that are zero almost everywhere.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use bytes::BufMut as _;

use super::element::{Real, finite};
use super::{given, of_extension};
use crate::types::binary::{Binary, Bytes, write_count};
use crate::types::{BoxError, BytesMut, ParseError, Unfit};

/// A value of `sparsevec(n)` of the extension `vector` (pgvector).
///
/// ```
/// use pg_orm::types::SparseVector;
/// let vector = SparseVector::new(5, [(0, 1.5), (4, 2.0)]);
/// // The text counts from 1.
/// assert_eq!(vector.to_string(), "{1:1.5,5:2}/5");
/// assert_eq!("{1:1.5,5:2}/5".parse(), Ok(vector));
/// ```
#[derive(Debug, Clone, PartialEq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct SparseVector {
    /// How many numbers there are, zeros included.
    pub dimensions: u32,
    /// Those that are not zero, by their places; the first place is 0.
    pub elements: BTreeMap<u32, f32>,
}

impl SparseVector {
    /// So many numbers, of which these are not zero; the first place is 0.
    #[must_use]
    pub fn new(dimensions: u32, elements: impl IntoIterator<Item = (u32, f32)>) -> Self {
        Self { dimensions, elements: elements.into_iter().collect() }
    }
}

impl From<&SparseVector> for SparseVector {
    fn from(vector: &SparseVector) -> Self {
        vector.clone()
    }
}

given!(SparseVector: &SparseVector);

impl Binary for SparseVector {
    fn read(from: &mut Bytes<'_>) -> Result<Self, BoxError> {
        let dimensions = from.u32()?;
        let count = from.count("a sparse vector's number of elements")?;
        from.u32()?;
        let places = (0..count).map(|_| from.u32()).collect::<Result<Vec<_>, _>>()?;
        let numbers: Result<Vec<f32>, Unfit> =
            (0..count).map(|_| from.array().map(f32::from_be_bytes)).collect();
        Ok(Self { dimensions, elements: places.into_iter().zip(numbers?).collect() })
    }

    fn write(&self, out: &mut BytesMut) -> Result<(), BoxError> {
        // PostgreSQL takes no zeros among them.
        let elements = || self.elements.iter().filter(|(_, number)| **number != 0.0);
        out.put_u32(self.dimensions);
        write_count("a sparse vector", elements().count(), out)?;
        out.put_u32(0);
        elements().for_each(|(&place, _)| out.put_u32(place));
        for (&place, &number) in elements() {
            out.put_f32(finite(usize::try_from(place)?, number)?);
        }
        Ok(())
    }
}

of_extension!(SparseVector: "sparsevec");

impl fmt::Display for SparseVector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("{")?;
        for (i, (&place, &number)) in self.elements.iter().filter(|(_, number)| **number != 0.0).enumerate() {
            let comma = if i == 0 { "" } else { "," };
            write!(f, "{comma}{}:{}", u64::from(place) + 1, Real(number))?;
        }
        write!(f, "}}/{}", self.dimensions)
    }
}

/// The form that is displayed.
impl FromStr for SparseVector {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        parse(text).ok_or_else(|| ParseError::new("sparsevec", text))
    }
}

fn parse(text: &str) -> Option<SparseVector> {
    let (inner, dimensions) = text.trim().strip_prefix('{')?.split_once("}/")?;
    let mut vector = SparseVector::new(dimensions.trim().parse().ok()?, []);
    for part in inner.split(',').filter(|part| !part.trim().is_empty()) {
        let (place, number) = part.split_once(':')?;
        let place: u32 = place.trim().parse().ok()?;
        vector.elements.insert(place.checked_sub(1)?, number.trim().parse().ok()?);
    }
    Some(vector)
}
