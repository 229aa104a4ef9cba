//! `timetz`: a time of day with an offset.

use std::fmt;

use bytes::BufMut as _;

use super::binary::{Binary, Bytes, binary};
use super::interval::clock;
use super::{BoxError, BytesMut};

/// A value of `time with time zone` (manual, section 8.5.1), displayed as PostgreSQL prints it.
///
/// ```
/// use pg_orm::types::TimeTz;
/// let time = TimeTz { microseconds: 14_706_000_000, offset_seconds: 19_800 };
/// assert_eq!(time.to_string(), "04:05:06+05:30");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct TimeTz {
    /// Microseconds since midnight at that offset; up to and with 24:00:00.
    pub microseconds: i64,
    /// Seconds east of UTC.
    pub offset_seconds: i32,
}

impl Binary for TimeTz {
    fn read(from: &mut Bytes<'_>) -> Result<Self, BoxError> {
        // PostgreSQL counts the zone westwards.
        Ok(Self { microseconds: from.i64()?, offset_seconds: from.i32()?.wrapping_neg() })
    }

    fn write(&self, out: &mut BytesMut) -> Result<(), BoxError> {
        out.put_i64(self.microseconds);
        out.put_i32(self.offset_seconds.wrapping_neg());
        Ok(())
    }
}

binary!(TimeTz: TIMETZ);

impl fmt::Display for TimeTz {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        clock(f, self.microseconds.unsigned_abs())?;
        let offset = self.offset_seconds.unsigned_abs();
        let sign = if self.offset_seconds < 0 { '-' } else { '+' };
        write!(f, "{sign}{:02}", offset / 3600)?;
        let (minutes, seconds) = (offset / 60 % 60, offset % 60);
        if minutes != 0 || seconds != 0 {
            write!(f, ":{minutes:02}")?;
        }
        if seconds != 0 {
            write!(f, ":{seconds:02}")?;
        }
        Ok(())
    }
}
