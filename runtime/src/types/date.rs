//! `date`.

use std::fmt;
use std::str::FromStr;

use bytes::BufMut as _;

use super::binary::{Binary, Bytes, binary};
use super::{BoxError, BytesMut, OutOfRange, ParseError, calendar};

/// A value of `date` (manual, section 8.5.1): a day from 4713 BC to 5874897 AD, `infinity` or `-infinity`.
///
/// ```
/// use pg_orm::types::Date;
/// let day: Date = "2024-02-29".parse()?;
/// assert_eq!((day.year_month_day(), day.days()), (Some((2024, 2, 29)), Some(8825)));
/// assert_eq!(Date::new(-43, 3, 15).map(|day| day.to_string()), Ok("0044-03-15 BC".to_owned()));
/// assert!(day < Date::INFINITY);
/// # Ok::<(), pg_orm::types::ParseError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Date(i32);

impl Date {
    /// Later than every day.
    pub const INFINITY: Self = Self(i32::MAX);
    /// Earlier than every day.
    pub const NEG_INFINITY: Self = Self(i32::MIN);
    /// The first day: `4714-11-24 BC`, the Julian day 0.
    pub const MIN: Self = Self(-2_451_545);
    /// The last day: `5874897-12-31`.
    pub const MAX: Self = Self(2_145_031_948);

    /// A day of the (proleptic) Gregorian calendar. The year before 1 is 0, which is 1 BC.
    ///
    /// # Errors
    /// Where there is no such day, or PostgreSQL has no place for it.
    pub fn new(year: i32, month: u8, day: u8) -> Result<Self, OutOfRange> {
        let days = calendar::days(year, month, day).and_then(|days| i32::try_from(days).ok());
        days.and_then(Self::finite)
            .ok_or_else(|| OutOfRange::new(&format_args!("{year:04}-{month:02}-{day:02}"), "date"))
    }

    /// The day so many days after 2000-01-01.
    ///
    /// # Errors
    /// Where PostgreSQL has no place for it.
    pub fn from_days(days: i32) -> Result<Self, OutOfRange> {
        Self::finite(days).ok_or_else(|| OutOfRange::new(&format_args!("2000-01-01 + {days} days"), "date"))
    }

    fn finite(days: i32) -> Option<Self> {
        (Self::MIN.0..=Self::MAX.0).contains(&days).then_some(Self(days))
    }

    /// Days since 2000-01-01; `None` for the infinities.
    #[must_use]
    pub const fn days(self) -> Option<i32> {
        if self.is_finite() { Some(self.0) } else { None }
    }

    /// Year, month and day; `None` for the infinities. The year before 1 is 0, which is 1 BC.
    #[must_use]
    pub fn year_month_day(self) -> Option<(i32, u8, u8)> {
        self.days().map(calendar::date)
    }

    /// Whether it is a day, rather than one of the infinities.
    #[must_use]
    pub const fn is_finite(self) -> bool {
        self.0 != i32::MAX && self.0 != i32::MIN
    }
}

impl Binary for Date {
    fn read(from: &mut Bytes<'_>) -> Result<Self, BoxError> {
        match Self(from.i32()?) {
            date if !date.is_finite() => Ok(date),
            Self(days) => Ok(Self::from_days(days)?),
        }
    }

    fn write(&self, out: &mut BytesMut) -> Result<(), BoxError> {
        out.put_i32(self.0);
        Ok(())
    }
}

binary!(Date: DATE);

/// As PostgreSQL prints it with `datestyle` at `ISO`, the default.
impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::INFINITY => f.write_str("infinity"),
            Self::NEG_INFINITY => f.write_str("-infinity"),
            Self(days) => {
                calendar::display(days, f)?;
                calendar::display_era(days, f)
            }
        }
    }
}

/// The form that is displayed; PostgreSQL reads others too.
impl FromStr for Date {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        match text {
            "infinity" => return Ok(Self::INFINITY),
            "-infinity" => return Ok(Self::NEG_INFINITY),
            _ => {}
        }
        let (day, is_before) = calendar::split_era(text);
        let days = calendar::parse(day, is_before).and_then(|days| i32::try_from(days).ok());
        days.and_then(Self::finite).ok_or_else(|| ParseError::new("date", text))
    }
}
