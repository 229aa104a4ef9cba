//! `time`: a time of day.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use bytes::BufMut as _;

use super::binary::{Binary, Bytes, binary};
use super::interval::clock;
use super::{BoxError, BytesMut, OutOfRange, ParseError, calendar};

/// A value of `time` (manual, section 8.5.1): microseconds since midnight, up to and with 24:00:00.
///
/// ```
/// use pg_orm::types::Time;
/// let time: Time = "04:05:06.789".parse()?;
/// assert_eq!(time.hour_minute_second(), (4, 5, 6, 789_000));
/// assert_eq!(Time::MAX.to_string(), "24:00:00");
/// # Ok::<(), pg_orm::types::ParseError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Time(i64);

impl Time {
    /// Midnight, where the day begins.
    pub const MIN: Self = Self(0);
    /// `24:00:00`: midnight, where the day ends.
    pub const MAX: Self = Self(86_400_000_000);

    /// A time by the clock. `24:00:00` is one; leap seconds are not.
    ///
    /// # Errors
    /// Where no clock shows it.
    pub fn new(hour: u8, minute: u8, second: u8, microsecond: u32) -> Result<Self, OutOfRange> {
        let is_clock = hour <= 24 && minute < 60 && second < 60 && microsecond < 1_000_000;
        let seconds = (i64::from(hour) * 60 + i64::from(minute)) * 60 + i64::from(second);
        let time = Self(seconds * 1_000_000 + i64::from(microsecond));
        if is_clock && time <= Self::MAX {
            return Ok(time);
        }
        let text = format!("{hour:02}:{minute:02}:{second:02}.{microsecond:06}");
        Err(OutOfRange::new(&text, "time"))
    }

    /// The time so many microseconds after midnight.
    ///
    /// # Errors
    /// Where they are negative, or more than a day.
    pub fn from_microseconds(microseconds: i64) -> Result<Self, OutOfRange> {
        let time = Self(microseconds);
        if (Self::MIN..=Self::MAX).contains(&time) {
            return Ok(time);
        }
        Err(OutOfRange::new(&format_args!("00:00:00 + {microseconds} microseconds"), "time"))
    }

    /// Microseconds since midnight.
    #[must_use]
    pub const fn microseconds(self) -> i64 {
        self.0
    }

    /// Hour (up to 24), minute, second and microsecond.
    #[must_use]
    pub const fn hour_minute_second(self) -> (u8, u8, u8, u32) {
        let seconds = self.0 / 1_000_000;
        // Each is small.
        ((seconds / 3600) as u8, (seconds / 60 % 60) as u8, (seconds % 60) as u8, (self.0 % 1_000_000) as u32)
    }

    /// The form that is displayed; up to six digits of a fraction.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (clock, fraction) = match text.split_once('.') {
            Some((clock, fraction)) => (clock, microseconds(fraction)?),
            None => (text, 0),
        };
        let mut parts = clock.split(':').map(calendar::two);
        let (hour, minute, second) = (parts.next()??, parts.next()??, parts.next().unwrap_or(Some(0))?);
        if parts.next().is_some() {
            return None;
        }
        Self::new(hour, minute, second, fraction).ok()
    }
}

/// The microseconds that are written as the digits of a fraction.
pub(super) fn microseconds(fraction: &str) -> Option<u32> {
    let digits = u32::try_from(fraction.len()).ok().filter(|digits| *digits <= 6)?;
    Some(calendar::number::<u32>(fraction)? * 10_u32.pow(6 - digits))
}

impl Binary for Time {
    fn read(from: &mut Bytes<'_>) -> Result<Self, BoxError> {
        Ok(Self::from_microseconds(from.i64()?)?)
    }

    fn write(&self, out: &mut BytesMut) -> Result<(), BoxError> {
        out.put_i64(self.0);
        Ok(())
    }
}

binary!(Time: TIME);

impl From<Time> for Duration {
    /// Since midnight.
    fn from(time: Time) -> Self {
        Self::from_micros(time.0.unsigned_abs())
    }
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        clock(f, self.0.unsigned_abs())
    }
}

/// `04:05:06.789`, `04:05`; PostgreSQL reads other forms too.
impl FromStr for Time {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        Self::parse(text).ok_or_else(|| ParseError::new("time", text))
    }
}
