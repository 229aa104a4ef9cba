//! `timetz`: a time of day with an offset.

use std::fmt;
use std::str::FromStr;

use bytes::BufMut as _;

use super::binary::{Binary, Bytes, binary};
use super::interval::clock;
use super::{BoxError, BytesMut, OutOfRange, ParseError, Time, calendar};

/// 15:59:59, in seconds (`MAX_TZDISP_HOUR` of PostgreSQL's `timestamp.h`).
const MAX_OFFSET: u32 = 57_599;

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
        let time = Time::from_microseconds(from.i64()?)?;
        // PostgreSQL counts the zone westwards.
        Ok(Self::new(time, from.i32()?.saturating_neg())?)
    }

    fn write(&self, out: &mut BytesMut) -> Result<(), BoxError> {
        let checked = Self::new(Time::from_microseconds(self.microseconds)?, self.offset_seconds)?;
        out.put_i64(checked.microseconds);
        out.put_i32(-checked.offset_seconds);
        Ok(())
    }
}

binary!(TimeTz: TIMETZ);

impl TimeTz {
    /// A time of day so many seconds east of UTC; less than 16 hours, as PostgreSQL has it.
    ///
    /// # Errors
    /// Where the offset is larger.
    pub fn new(time: Time, offset_seconds: i32) -> Result<Self, OutOfRange> {
        let new = Self { microseconds: time.microseconds(), offset_seconds };
        if offset_seconds.unsigned_abs() > MAX_OFFSET {
            return Err(OutOfRange::new(&new, "timetz"));
        }
        Ok(new)
    }
}

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

/// The form that is displayed; PostgreSQL reads others too.
impl FromStr for TimeTz {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        split_offset(text)
            .and_then(|(time, offset)| Self::new(Time::parse(time)?, offset).ok())
            .ok_or_else(|| ParseError::new("timetz", text))
    }
}

/// What stands before an offset, and that one in seconds: `+05:30`, `-08`, `+00:00:01`, `Z`.
pub(super) fn split_offset(text: &str) -> Option<(&str, i32)> {
    if let Some(time) = text.strip_suffix('Z') {
        return Some((time, 0));
    }
    let (time, offset) = text.split_at_checked(text.rfind(['+', '-'])?)?;
    let (sign, offset) = match offset.strip_prefix('-') {
        Some(offset) => (-1, offset),
        None => (1, offset.strip_prefix('+')?),
    };
    let mut parts = offset.split(':').map(calendar::two);
    let hours = parts.next()??;
    let (minutes, seconds) = (parts.next().unwrap_or(Some(0))?, parts.next().unwrap_or(Some(0))?);
    if parts.next().is_some() || minutes > 59 || seconds > 59 {
        return None;
    }
    let offset = (i32::from(hours) * 60 + i32::from(minutes)) * 60 + i32::from(seconds);
    (offset.unsigned_abs() <= MAX_OFFSET).then_some((time, sign * offset))
}
