//! `tid`: where a row lies in its table.

use std::fmt;
use std::str::FromStr;

use bytes::BufMut as _;

use super::binary::{Binary, Bytes, binary};
use super::{BoxError, BytesMut, ParseError, calendar};

/// A value of `tid`: where a row's version lies in its table (manual, section 8.19), as in the system column `ctid`.
///
/// ```
/// use pg_orm::types::Tid;
/// assert_eq!("(0,7)".parse(), Ok(Tid { block: 0, offset: 7 }));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Tid {
    /// The block.
    pub block: u32,
    /// The place in the block, from 1.
    pub offset: u16,
}

impl Binary for Tid {
    fn read(from: &mut Bytes<'_>) -> Result<Self, BoxError> {
        Ok(Self { block: from.u32()?, offset: from.u16()? })
    }

    fn write(&self, out: &mut BytesMut) -> Result<(), BoxError> {
        out.put_u32(self.block);
        out.put_u16(self.offset);
        Ok(())
    }
}

binary!(Tid: TID);

impl fmt::Display for Tid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "({},{})", self.block, self.offset)
    }
}

impl FromStr for Tid {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        text.strip_prefix('(')
            .and_then(|text| text.strip_suffix(')')?.split_once(','))
            .and_then(|(block, offset)| {
                Some(Self { block: calendar::number(block)?, offset: calendar::number(offset)? })
            })
            .ok_or_else(|| ParseError::new("tid", text))
    }
}
