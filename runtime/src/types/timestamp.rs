//! `timestamp` and `timestamptz`: moments of a calendar without a zone, and of the world.

use std::fmt;
use std::str::FromStr;
use std::time::{Duration, SystemTime};

use bytes::BufMut as _;

use super::binary::{Binary, Bytes, binary};
use super::interval::clock;
use super::time_tz::split_offset;
use super::{BoxError, BytesMut, Date, OutOfRange, ParseError, Time, calendar};

/// Microseconds of a day.
const DAY: i64 = 86_400_000_000;
/// 2000-01-01, from where PostgreSQL counts, in microseconds since 1970-01-01.
pub(super) const UNIX: i64 = 946_684_800_000_000;

macro_rules! timestamp {
    ($(#[$docs:meta])* $type_:ident: $postgres:ident, $name:literal) => {
        $(#[$docs])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $type_(i64);

        impl $type_ {
            /// Later than every other.
            pub const INFINITY: Self = Self(i64::MAX);
            /// Earlier than every other.
            pub const NEG_INFINITY: Self = Self(i64::MIN);
            /// The first one: `4714-11-24 00:00:00 BC`.
            pub const MIN: Self = Self(-211_813_488_000_000_000);
            /// The last one: `294276-12-31 23:59:59.999999`.
            pub const MAX: Self = Self(9_223_371_331_199_999_999);

            /// The one so many microseconds after 2000-01-01 00:00:00.
            ///
            /// # Errors
            /// Where PostgreSQL has no place for it.
            pub fn from_microseconds(microseconds: i64) -> Result<Self, OutOfRange> {
                let finite = Self(microseconds);
                if (Self::MIN..=Self::MAX).contains(&finite) {
                    return Ok(finite);
                }
                Err(OutOfRange::new(&format_args!("2000-01-01 + {microseconds} microseconds"), $name))
            }

            /// Microseconds since 2000-01-01 00:00:00; `None` for the infinities.
            #[must_use]
            pub const fn microseconds(self) -> Option<i64> {
                if self.is_finite() { Some(self.0) } else { None }
            }

            /// Whether it is a moment, rather than one of the infinities.
            #[must_use]
            pub const fn is_finite(self) -> bool {
                self.0 != i64::MAX && self.0 != i64::MIN
            }

            /// Days since 2000-01-01, and microseconds since midnight.
            fn parts(self) -> (i32, i64) {
                // 294,276 years have fewer days than an `i32` counts.
                (self.0.div_euclid(DAY) as i32, self.0.rem_euclid(DAY))
            }

            fn display(self, f: &mut fmt::Formatter<'_>, zone: &str) -> fmt::Result {
                match self {
                    Self::INFINITY => f.write_str("infinity"),
                    Self::NEG_INFINITY => f.write_str("-infinity"),
                    _ => {
                        let (days, microseconds) = self.parts();
                        calendar::display(days, f)?;
                        f.write_str(" ")?;
                        clock(f, microseconds.unsigned_abs())?;
                        f.write_str(zone)?;
                        calendar::display_era(days, f)
                    }
                }
            }
        }

        impl Binary for $type_ {
            fn read(from: &mut Bytes<'_>) -> Result<Self, BoxError> {
                match Self(from.i64()?) {
                    infinite if !infinite.is_finite() => Ok(infinite),
                    Self(microseconds) => Ok(Self::from_microseconds(microseconds)?),
                }
            }

            fn write(&self, out: &mut BytesMut) -> Result<(), BoxError> {
                out.put_i64(self.0);
                Ok(())
            }
        }

        binary!($type_: $postgres);
    };
}

timestamp! {
    /// A value of `timestamp` (manual, section 8.5.1): what a calendar and a clock on the wall show, wherever they hang, to the
    /// microsecond; `infinity` or `-infinity`.
    ///
    /// ```
    /// use pg_orm::types::{Date, Time, Timestamp};
    /// let moment: Timestamp = "2024-02-29 12:30:00.5".parse()?;
    /// assert_eq!(moment.date(), "2024-02-29".parse()?);
    /// assert_eq!(moment.time(), Some("12:30:00.5".parse()?));
    /// # Ok::<(), pg_orm::types::ParseError>(())
    /// ```
    Timestamp: TIMESTAMP, "timestamp"
}

timestamp! {
    /// A value of `timestamptz` (manual, section 8.5.1): a moment, to the microsecond, which PostgreSQL keeps in UTC without the
    /// zone it was given in; `infinity` or `-infinity`.
    ///
    /// ```
    /// use pg_orm::types::TimestampTz;
    /// let moment: TimestampTz = "2024-02-29 12:30:00+02".parse()?;
    /// assert_eq!(moment.to_string(), "2024-02-29 10:30:00+00");
    /// let system = std::time::SystemTime::try_from(moment)?;
    /// assert_eq!(TimestampTz::try_from(system)?, moment);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    TimestampTz: TIMESTAMPTZ, "timestamptz"
}

impl Timestamp {
    /// The moment at that time of that day; 24:00:00 is the next day's midnight. An infinite day makes it infinite.
    ///
    /// # Errors
    /// Where PostgreSQL has no place for it.
    pub fn new(date: Date, time: Time) -> Result<Self, OutOfRange> {
        let Some(days) = date.days() else {
            return Ok(if date == Date::INFINITY { Self::INFINITY } else { Self::NEG_INFINITY });
        };
        let microseconds =
            i64::from(days).checked_mul(DAY).and_then(|day| day.checked_add(time.microseconds()));
        microseconds
            .and_then(|microseconds| Self::from_microseconds(microseconds).ok())
            .ok_or_else(|| OutOfRange::new(&format_args!("{date} {time}"), "timestamp"))
    }

    /// The day; infinite where this is.
    #[must_use]
    pub fn date(self) -> Date {
        match self {
            Self::INFINITY => Date::INFINITY,
            Self::NEG_INFINITY => Date::NEG_INFINITY,
            // Every day of a timestamp is one of a date.
            _ => Date::from_days(self.parts().0).unwrap_or(Date::INFINITY),
        }
    }

    /// The time of day, before 24:00:00; `None` for the infinities.
    #[must_use]
    pub fn time(self) -> Option<Time> {
        self.is_finite().then(|| Time::from_microseconds(self.parts().1).ok())?
    }
}

impl TimestampTz {
    /// The moment so many microseconds after 1970-01-01 00:00:00 UTC.
    ///
    /// # Errors
    /// Where PostgreSQL has no place for it.
    pub fn from_unix_microseconds(microseconds: i64) -> Result<Self, OutOfRange> {
        microseconds
            .checked_sub(UNIX)
            .and_then(|microseconds| Self::from_microseconds(microseconds).ok())
            .ok_or_else(|| {
                OutOfRange::new(&format_args!("1970-01-01 + {microseconds} microseconds"), "timestamptz")
            })
    }

    /// Microseconds since 1970-01-01 00:00:00 UTC; `None` for the infinities, and for the last 30 years of the year 294276 and
    /// before, which an `i64` can't count so.
    #[must_use]
    pub fn unix_microseconds(self) -> Option<i64> {
        self.microseconds()?.checked_add(UNIX)
    }

    /// What the clocks and calendars of UTC show.
    #[must_use]
    pub const fn in_utc(self) -> Timestamp {
        Timestamp(self.0)
    }
}

impl Timestamp {
    /// The moment at which the clocks and calendars of UTC show this.
    #[must_use]
    pub const fn as_utc(self) -> TimestampTz {
        TimestampTz(self.0)
    }
}

/// Nanoseconds are cut off, towards the past.
impl TryFrom<SystemTime> for TimestampTz {
    type Error = OutOfRange;

    fn try_from(time: SystemTime) -> Result<Self, OutOfRange> {
        let microseconds = match time.duration_since(SystemTime::UNIX_EPOCH) {
            Ok(since) => i128::try_from(since.as_micros()).ok(),
            Err(before) => i128::try_from(before.duration().as_nanos().div_ceil(1000)).ok().map(|it| -it),
        };
        microseconds
            .and_then(|microseconds| i64::try_from(microseconds.checked_sub(UNIX.into())?).ok())
            .and_then(|microseconds| Self::from_microseconds(microseconds).ok())
            .ok_or_else(|| OutOfRange::new(&format_args!("{time:?}"), "timestamptz"))
    }
}

impl TryFrom<TimestampTz> for SystemTime {
    type Error = OutOfRange;

    fn try_from(moment: TimestampTz) -> Result<Self, OutOfRange> {
        let since = moment.microseconds().map(|since| i128::from(since) + i128::from(UNIX));
        let time = since.and_then(|since| {
            let apart = Duration::from_micros(u64::try_from(since.unsigned_abs()).ok()?);
            if since < 0 { Self::UNIX_EPOCH.checked_sub(apart) } else { Self::UNIX_EPOCH.checked_add(apart) }
        });
        time.ok_or_else(|| OutOfRange::new(&moment, "std::time::SystemTime"))
    }
}

/// As PostgreSQL prints it with `datestyle` at `ISO`, the default.
impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.display(f, "")
    }
}

/// As PostgreSQL prints it with `datestyle` at `ISO`, the default, and `timezone` at `UTC`.
impl fmt::Display for TimestampTz {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.display(f, "+00")
    }
}

/// Day and time, in microseconds since 2000-01-01.
fn parse(day: &str, time: &str, is_before: bool) -> Option<i64> {
    let day = calendar::parse(day, is_before)?.checked_mul(DAY)?;
    day.checked_add(Time::parse(time)?.microseconds())
}

/// `2024-02-29 12:30:00.5`, also with a `T` between; PostgreSQL reads other forms too.
impl FromStr for Timestamp {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        match text {
            "infinity" => return Ok(Self::INFINITY),
            "-infinity" => return Ok(Self::NEG_INFINITY),
            _ => {}
        }
        let (moment, is_before) = calendar::split_era(text);
        moment
            .split_once([' ', 'T'])
            .and_then(|(day, time)| parse(day, time, is_before))
            .and_then(|microseconds| Self::from_microseconds(microseconds).ok())
            .ok_or_else(|| ParseError::new("timestamp", text))
    }
}

/// `2024-02-29 12:30:00.5+02:30`, also with a `T` between, and with `Z` for `+00`; PostgreSQL reads other forms too.
impl FromStr for TimestampTz {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        match text {
            "infinity" => return Ok(Self::INFINITY),
            "-infinity" => return Ok(Self::NEG_INFINITY),
            _ => {}
        }
        let (moment, is_before) = calendar::split_era(text);
        moment
            .split_once([' ', 'T'])
            .and_then(|(day, time)| {
                let (time, offset) = split_offset(time)?;
                parse(day, time, is_before)?.checked_sub(i64::from(offset) * 1_000_000)
            })
            .and_then(|microseconds| Self::from_microseconds(microseconds).ok())
            .ok_or_else(|| ParseError::new("timestamptz", text))
    }
}
