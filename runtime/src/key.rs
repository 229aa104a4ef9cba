//! Keys of rows as their raw bytes, and a fast hash over them.

use std::collections::HashMap;
use std::hash::{BuildHasher, Hasher, RandomState};

use crate::error::Error;
use crate::row::Row;

/// A key's bytes: most (integers, UUIDs, two integers) need no allocation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Key {
    /// A NULL is among its columns: it belongs to no row.
    Null,
    /// Up to 16 bytes.
    Short {
        bytes: u128,
        length: u8,
    },
    Long(Box<[u8]>),
}

impl Key {
    /// The key in these columns of a row; `is_widened` where they are whole numbers, so that equal ones are equal whatever the
    /// width of their types.
    pub(crate) fn read(
        row: &Row<'_>,
        columns: impl ExactSizeIterator<Item = usize>,
        is_widened: bool,
    ) -> Result<Self, Error> {
        let is_single = columns.len() == 1;
        let mut joined = Vec::new();
        for column in columns {
            let Some(bytes) = row.raw(column)? else { return Ok(Self::Null) };
            let wide = if is_widened { wide(bytes) } else { None };
            let bytes = wide.as_ref().map_or(bytes, <[u8; 8]>::as_slice);
            if is_single {
                return Ok(Self::new(bytes));
            }
            // Each with its length before it: ('a', 'bc') is not ('ab', 'c').
            joined.extend_from_slice(&(bytes.len() as u64).to_le_bytes());
            joined.extend_from_slice(bytes);
        }
        Ok(Self::new(&joined))
    }

    fn new(bytes: &[u8]) -> Self {
        let mut short = [0; 16];
        match short.get_mut(..bytes.len()) {
            Some(start) => {
                start.copy_from_slice(bytes);
                // At most 16.
                Self::Short { bytes: u128::from_ne_bytes(short), length: bytes.len() as u8 }
            }
            None => Self::Long(bytes.into()),
        }
    }
}

/// A whole number of two or four bytes as one of eight.
fn wide(bytes: &[u8]) -> Option<[u8; 8]> {
    let short = <[u8; 2]>::try_from(bytes).map(|bytes| i64::from(i16::from_be_bytes(bytes)));
    let number = short.or_else(|_| <[u8; 4]>::try_from(bytes).map(|bytes| i32::from_be_bytes(bytes).into()));
    number.ok().map(i64::to_be_bytes)
}

impl std::hash::Hash for Key {
    fn hash<H: Hasher>(&self, state: &mut H) {
        match self {
            Self::Null => {}
            Self::Short { bytes, .. } => {
                state.write_u64(*bytes as u64);
                state.write_u64((*bytes >> 64) as u64);
            }
            Self::Long(bytes) => state.write(bytes),
        }
    }
}

/// A map from keys to the places of what bears them.
pub(crate) type KeyMap = HashMap<Key, usize, Seed>;

/// Hashes by folded multiplication from a seed of its own: fast, and no client can make keys collide on purpose.
#[derive(Debug, Clone)]
pub(crate) struct Seed(u64);

pub(crate) struct Folded(u64);

const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;

impl Default for Seed {
    fn default() -> Self {
        Self(RandomState::new().hash_one(0_u8) | 1)
    }
}

impl BuildHasher for Seed {
    type Hasher = Folded;

    fn build_hasher(&self) -> Folded {
        Folded(self.0)
    }
}

impl Hasher for Folded {
    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            if let Some(start) = word.get_mut(..chunk.len()) {
                start.copy_from_slice(chunk);
            }
            self.write_u64(u64::from_le_bytes(word));
        }
        self.write_u64(bytes.len() as u64);
    }

    fn write_u64(&mut self, word: u64) {
        let wide = u128::from(self.0 ^ word).wrapping_mul(u128::from(FACTOR) << 1 | 1);
        self.0 = (wide as u64) ^ ((wide >> 64) as u64).rotate_left(23);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}
