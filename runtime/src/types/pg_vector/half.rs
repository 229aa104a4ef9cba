//! `halfvec`: numbers of half precision.

use std::fmt;
use std::str::FromStr;

use bytes::BufMut as _;

use super::{element, from_numbers, of_extension, write_head};
use crate::types::binary::{Binary, Bytes};
use crate::types::{BoxError, BytesMut, ParseError};

/// A value of `halfvec(n)` of the extension `vector` (pgvector): numbers of 16 bits (IEEE 754, binary16).
///
/// Made from `f32`, each number becomes the nearest that it can hold, as pgvector does it; beyond 65,504 that is an infinity, and
/// sending one is an error.
///
/// ```
/// use pg_orm::types::HalfVector;
/// let vector = HalfVector::from([1.0, 0.1]);
/// assert_eq!(vector.to_f32s(), [1.0, 0.099975586]);
/// assert_eq!(vector.to_string(), "[1,0.099975586]");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(from = "Vec<f32>", into = "Vec<f32>"))]
pub struct HalfVector {
    bits: Vec<u16>,
}

impl HalfVector {
    /// From the numbers' bits.
    #[must_use]
    pub const fn from_bits(bits: Vec<u16>) -> Self {
        Self { bits }
    }

    /// The numbers' bits.
    #[must_use]
    pub fn bits(&self) -> &[u16] {
        &self.bits
    }

    /// The numbers, each exact.
    #[must_use]
    pub fn to_f32s(&self) -> Vec<f32> {
        self.numbers().collect()
    }

    /// How many numbers there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.bits.len()
    }

    /// Whether there is no number.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.bits.is_empty()
    }

    fn numbers(&self) -> impl Iterator<Item = f32> {
        self.bits.iter().copied().map(widened)
    }
}

impl From<&[f32]> for HalfVector {
    fn from(numbers: &[f32]) -> Self {
        Self { bits: numbers.iter().copied().map(nearest).collect() }
    }
}

impl From<&HalfVector> for HalfVector {
    fn from(vector: &HalfVector) -> Self {
        vector.clone()
    }
}

impl From<HalfVector> for Vec<f32> {
    fn from(vector: HalfVector) -> Self {
        vector.to_f32s()
    }
}

from_numbers!(HalfVector: &HalfVector);

impl Binary for HalfVector {
    fn read(from: &mut Bytes<'_>) -> Result<Self, BoxError> {
        let count = from.u16()?;
        from.u16()?;
        let bits = (0..count).map(|_| from.u16()).collect::<Result<_, _>>()?;
        Ok(Self { bits })
    }

    fn write(&self, out: &mut BytesMut) -> Result<(), BoxError> {
        write_head(self.bits.len(), out)?;
        for (index, (&bits, number)) in self.bits.iter().zip(self.numbers()).enumerate() {
            element::finite(index, number)?;
            out.put_u16(bits);
        }
        Ok(())
    }
}

of_extension!(HalfVector: "halfvec");

impl fmt::Display for HalfVector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        element::display(self.numbers(), f)
    }
}

/// The form that is displayed.
impl FromStr for HalfVector {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        element::numbers(text).map(Self::from).ok_or_else(|| ParseError::new("halfvec", text))
    }
}

/// The number that 16 bits stand for.
fn widened(bits: u16) -> f32 {
    let sign = u32::from(bits & 0x8000) << 16;
    let (exponent, fraction) = (u32::from(bits >> 10) & 0x1f, u32::from(bits & 0x3ff));
    match exponent {
        0 => {
            // Zero and the numbers below the smallest normal one: multiples of 2^-24.
            let size = fraction as f32 / 16_777_216.0;
            f32::from_bits(size.to_bits() | sign)
        }
        0x1f => f32::from_bits(sign | 0x7f80_0000 | fraction << 13),
        _ => f32::from_bits(sign | (exponent + 112) << 23 | fraction << 13),
    }
}

/// The bits of the nearest number; of two that are as near, the even one.
fn nearest(number: f32) -> u16 {
    let bits = number.to_bits();
    let sign = (bits >> 16) as u16 & 0x8000;
    if number.is_nan() {
        return sign | 0x7e00;
    }
    let size = number.abs();
    // Half of the way from the largest number to where the next would be.
    if size >= 65_520.0 {
        return sign | 0x7c00;
    }
    if size < 1.0 / 16_384.0 {
        // Below the smallest normal number: a whole multiple of 2^-24, rounded as the floating point unit does.
        return sign | (size * 16_777_216.0).round_ties_even() as u16;
    }
    let bits = bits & 0x7fff_ffff;
    let rounded = bits + 0xfff + (bits >> 13 & 1);
    sign | ((rounded >> 13) - (112 << 10)) as u16
}

#[cfg(test)]
mod tests {
    use super::{nearest, widened};

    #[test]
    fn every_half_is_kept() {
        for bits in 0..=u16::MAX {
            let number = widened(bits);
            if number.is_nan() {
                assert!(widened(nearest(number)).is_nan());
            } else {
                assert_eq!(nearest(number), bits, "{number}");
            }
        }
    }

    #[test]
    fn what_lies_between_goes_to_the_nearest() {
        for (number, expected) in [
            (0.1_f32, 0x2e66),
            (65_504.0, 0x7bff),
            (65_519.0, 0x7bff),
            (65_520.0, 0x7c00),
            (-1e30, 0xfc00),
            (2_049.0, 0x6800),
            (2_051.0, 0x6802),
            (5.960_464_5e-8, 0x0001),
            (2.980_232_2e-8, 0x0000),
            (6.103_516e-5, 0x0400),
            (6.1e-5, 0x0400),
        ] {
            let bits = nearest(number);
            assert!(bits.abs_diff(expected) <= u16::from(number == 6.1e-5), "{number}: {bits:#x}");
        }
    }
}
