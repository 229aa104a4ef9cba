//! `uuid`.

use std::fmt;
use std::str::FromStr;

use bytes::BufMut as _;

use super::binary::{Binary, Bytes, binary};
use super::{BoxError, BytesMut, ParseError};

/// A value of `uuid` (manual, section 8.12). The feature `uuid` brings the type of the crate of that name, which can make new ones.
///
/// ```
/// use pg_orm::types::Uuid;
/// let id: Uuid = "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11".parse()?;
/// assert_eq!((id.0[0], id.to_string().as_str()), (0xa0, "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"));
/// # Ok::<(), pg_orm::types::ParseError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Uuid(
    /// The bytes, in the order in which they are written.
    pub [u8; 16],
);

impl Binary for Uuid {
    fn read(from: &mut Bytes<'_>) -> Result<Self, BoxError> {
        Ok(Self(from.array()?))
    }

    fn write(&self, out: &mut BytesMut) -> Result<(), BoxError> {
        out.put_slice(&self.0);
        Ok(())
    }
}

binary!(Uuid: UUID);

impl fmt::Display for Uuid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, byte) in self.0.iter().enumerate() {
            let hyphen = if matches!(i, 4 | 6 | 8 | 10) { "-" } else { "" };
            write!(f, "{hyphen}{byte:02x}")?;
        }
        Ok(())
    }
}

/// 32 digits, with hyphens behind any four of them, in braces or not: what PostgreSQL reads.
impl FromStr for Uuid {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        let bare = text.strip_prefix('{').and_then(|text| text.strip_suffix('}')).unwrap_or(text);
        let (mut digits, mut count, mut was_hyphen) = (0_u128, 0_usize, true);
        for character in bare.chars() {
            match character.to_digit(16) {
                Some(digit) if count < 32 => {
                    digits = digits << 4 | u128::from(digit);
                    count += 1;
                    was_hyphen = false;
                }
                None if character == '-' && count % 4 == 0 && !was_hyphen => was_hyphen = true,
                _ => return Err(ParseError::new("uuid", text)),
            }
        }
        if count != 32 || was_hyphen {
            return Err(ParseError::new("uuid", text));
        }
        Ok(Self(digits.to_be_bytes()))
    }
}
