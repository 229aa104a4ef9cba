//! `macaddr8`: a hardware address of 64 bits.

use std::fmt;
use std::str::FromStr;

use bytes::BufMut as _;

use super::binary::{Binary, Bytes, binary};
use super::{BoxError, BytesMut, ParseError, hex};

/// A value of `macaddr8` (manual, section 8.9.5).
///
/// ```
/// use pg_orm::types::MacAddr8;
/// let address: MacAddr8 = "08:00:2b:ff:fe:01:02:03".parse()?;
/// assert_eq!(address.to_string(), "08:00:2b:ff:fe:01:02:03");
/// # Ok::<(), pg_orm::types::ParseError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MacAddr8(
    /// The bytes, in the order in which they are written.
    pub [u8; 8],
);

impl Binary for MacAddr8 {
    fn read(from: &mut Bytes<'_>) -> Result<Self, BoxError> {
        Ok(Self(from.array()?))
    }

    fn write(&self, out: &mut BytesMut) -> Result<(), BoxError> {
        out.put_slice(&self.0);
        Ok(())
    }
}

binary!(MacAddr8: MACADDR8);

impl fmt::Display for MacAddr8 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        hex::display(&self.0, f)
    }
}

/// Two digits a byte, with colons or hyphens between; PostgreSQL reads other forms too.
impl FromStr for MacAddr8 {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        hex::parse(text).map(Self).ok_or_else(|| ParseError::new("macaddr8", text))
    }
}
