//! `cid`: a command's number in its transaction.

use std::fmt;
use std::str::FromStr;

use bytes::BufMut as _;

use super::binary::{Binary, Bytes, binary};
use super::{BoxError, BytesMut, ParseError};

/// A value of `cid`: the number of a command in its transaction (manual, section 8.19), as in the system columns `cmin` and `cmax`.
///
/// ```
/// assert_eq!("7".parse(), Ok(pg_orm::types::Cid(7)));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Cid(
    /// The number.
    pub u32,
);

impl Binary for Cid {
    fn read(from: &mut Bytes<'_>) -> Result<Self, BoxError> {
        Ok(Self(from.u32()?))
    }

    fn write(&self, out: &mut BytesMut) -> Result<(), BoxError> {
        out.put_u32(self.0);
        Ok(())
    }
}

binary!(Cid: CID);

impl fmt::Display for Cid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for Cid {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        text.parse().map(Self).map_err(|_| ParseError::new("cid", text))
    }
}
