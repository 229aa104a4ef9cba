//! `xid`: a transaction's number, which wraps around.

use std::fmt;
use std::str::FromStr;

use bytes::BufMut as _;

use super::binary::{Binary, Bytes, binary};
use super::{BoxError, BytesMut, ParseError};

/// A value of `xid`: a transaction's number (manual, section 8.19), which starts anew after 2^32 of them, so that they have no order.
///
/// ```
/// assert_eq!("731".parse(), Ok(pg_orm::types::Xid(731)));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Xid(
    /// The number.
    pub u32,
);

impl Binary for Xid {
    fn read(from: &mut Bytes<'_>) -> Result<Self, BoxError> {
        Ok(Self(from.u32()?))
    }

    fn write(&self, out: &mut BytesMut) -> Result<(), BoxError> {
        out.put_u32(self.0);
        Ok(())
    }
}

binary!(Xid: XID);

impl fmt::Display for Xid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for Xid {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        text.parse().map(Self).map_err(|_| ParseError::new("xid", text))
    }
}
