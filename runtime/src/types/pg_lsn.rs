//! `pg_lsn`: a place in the write-ahead log.

use std::fmt;
use std::str::FromStr;

use bytes::BufMut as _;

use super::binary::{Binary, Bytes, binary};
use super::{BoxError, BytesMut, ParseError};

/// A value of `pg_lsn` (manual, section 8.20): a byte's place in the write-ahead log.
///
/// ```
/// use pg_orm::types::PgLsn;
/// let lsn: PgLsn = "16/B374D848".parse()?;
/// assert_eq!((lsn.0 >> 32, lsn.to_string().as_str()), (0x16, "16/B374D848"));
/// # Ok::<(), pg_orm::types::ParseError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct PgLsn(
    /// Bytes since the beginning of the log.
    pub u64,
);

impl Binary for PgLsn {
    fn read(from: &mut Bytes<'_>) -> Result<Self, BoxError> {
        Ok(Self(from.u64()?))
    }

    fn write(&self, out: &mut BytesMut) -> Result<(), BoxError> {
        out.put_u64(self.0);
        Ok(())
    }
}

binary!(PgLsn: PG_LSN);

impl fmt::Display for PgLsn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:X}/{:X}", self.0 >> 32, self.0 & 0xffff_ffff)
    }
}

impl FromStr for PgLsn {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        let half = |text: &str| {
            let is_half =
                (1..=8).contains(&text.len()) && text.bytes().all(|digit| digit.is_ascii_hexdigit());
            is_half.then(|| u32::from_str_radix(text, 16).ok()).flatten()
        };
        text.split_once('/')
            .and_then(|(high, low)| Some(Self(u64::from(half(high)?) << 32 | u64::from(half(low)?))))
            .ok_or_else(|| ParseError::new("pg_lsn", text))
    }
}
