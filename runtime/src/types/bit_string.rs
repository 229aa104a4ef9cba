//! `bit` and `varbit`: strings of bits.

use std::fmt;
use std::str::FromStr;

use bytes::BufMut as _;

use super::binary::{Binary, Bytes, binary, write_count};
use super::{BoxError, BytesMut, ParseError};

/// A value of `bit(n)` or `bit varying(n)` (manual, section 8.10).
///
/// ```
/// use pg_orm::types::BitString;
/// let bits: BitString = "101".parse()?;
/// assert_eq!((bits.len(), bits.get(1), bits.to_string().as_str()), (3, Some(false), "101"));
/// assert_eq!(bits, [true, false, true].into_iter().collect());
/// # Ok::<(), pg_orm::types::ParseError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct BitString {
    /// The number of bits.
    length: usize,
    /// The first bit is the highest of the first byte; what is left of the last byte is zero.
    bytes: Vec<u8>,
}

impl BitString {
    /// The number of bits.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.length
    }

    /// Whether there is no bit.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// The bit at `index`, counted from the left; `None` behind the end.
    #[must_use]
    pub fn get(&self, index: usize) -> Option<bool> {
        let byte = self.bytes.get(index / 8)?;
        (index < self.length).then_some(byte & (0x80 >> (index % 8)) != 0)
    }

    /// Every bit, from the left.
    pub fn iter(&self) -> impl Iterator<Item = bool> {
        (0..self.length).filter_map(|index| self.get(index))
    }
}

impl FromIterator<bool> for BitString {
    fn from_iter<I: IntoIterator<Item = bool>>(bits: I) -> Self {
        let mut string = Self::default();
        for bit in bits {
            let place = string.length % 8;
            if place == 0 {
                string.bytes.push(0);
            }
            if let Some(byte) = string.bytes.last_mut() {
                *byte |= u8::from(bit) << (7 - place);
            }
            string.length += 1;
        }
        string
    }
}

impl Binary for BitString {
    fn read(from: &mut Bytes<'_>) -> Result<Self, BoxError> {
        let length = from.count("a string of bits' length")?;
        let mut bytes = from.take(length.div_ceil(8))?.to_vec();
        // Equal strings have equal bytes.
        if let (Some(last), used @ 1..) = (bytes.last_mut(), length % 8) {
            *last &= 0xff << (8 - used);
        }
        Ok(Self { length, bytes })
    }

    fn write(&self, out: &mut BytesMut) -> Result<(), BoxError> {
        write_count("a string of bits", self.length, out)?;
        out.put_slice(&self.bytes);
        Ok(())
    }
}

binary!(BitString: BIT | VARBIT);

impl fmt::Display for BitString {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.iter().try_for_each(|bit| f.write_str(if bit { "1" } else { "0" }))
    }
}

impl FromStr for BitString {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        let bit = |digit| match digit {
            '0' => Ok(false),
            '1' => Ok(true),
            _ => Err(ParseError::new("bit varying", text)),
        };
        text.chars().map(bit).collect()
    }
}
