//! `interval`: a span of time in months, days and microseconds.

use std::fmt;
use std::ops::Neg;
use std::str::FromStr;
use std::time::Duration;

use bytes::BufMut as _;

use super::binary::{Binary, Bytes, binary};
use super::{BoxError, BytesMut, OutOfRange, ParseError, calendar, time_};

const MICROSECONDS: u64 = 1_000_000;

/// A value of `interval` (manual, section 8.5.4): months, days and microseconds, none of which is a fixed number of
/// the others, each with its own sign.
///
/// Displayed as PostgreSQL prints it with `intervalstyle` at `postgres`, the default. Two intervals are equal here
/// when all three parts are; PostgreSQL also takes a month for 30 days, and a day for 24 hours.
///
/// ```
/// use pg_orm::types::Interval;
/// let interval = Interval { months: 14, days: -3, microseconds: 14_706_789_000 };
/// assert_eq!(interval.to_string(), "1 year 2 mons -3 days +04:05:06.789");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Interval {
    /// Months; twelve are a year.
    pub months: i32,
    /// Days; they are not always 24 hours.
    pub days: i32,
    /// Microseconds, of hours, minutes and seconds.
    pub microseconds: i64,
}

impl Interval {
    /// No time.
    pub const ZERO: Self = Self { months: 0, days: 0, microseconds: 0 };
    /// `infinity`: PostgreSQL 17 and newer; to older ones it is a long but finite time.
    pub const INFINITY: Self = Self { months: i32::MAX, days: i32::MAX, microseconds: i64::MAX };
    /// `-infinity`: PostgreSQL 17 and newer.
    pub const NEG_INFINITY: Self = Self { months: i32::MIN, days: i32::MIN, microseconds: i64::MIN };

    /// So many months.
    #[must_use]
    pub const fn from_months(months: i32) -> Self {
        Self { months, ..Self::ZERO }
    }

    /// So many days.
    #[must_use]
    pub const fn from_days(days: i32) -> Self {
        Self { days, ..Self::ZERO }
    }

    /// So many microseconds.
    #[must_use]
    pub const fn from_microseconds(microseconds: i64) -> Self {
        Self { microseconds, ..Self::ZERO }
    }
}

impl Interval {
    /// With each part's sign turned, and the infinities swapped, as SQL's `-` does; `None` where SQL says that the result
    /// is out of range: a part is its type's smallest number, or the result would be one of the infinities.
    ///
    /// ```
    /// use pg_orm::types::Interval;
    /// assert_eq!(Interval::from_days(3).checked_neg(), Some(Interval::from_days(-3)));
    /// assert_eq!(Interval::from_days(i32::MIN).checked_neg(), None);
    /// ```
    #[must_use]
    pub fn checked_neg(self) -> Option<Self> {
        match self {
            Self::INFINITY => Some(Self::NEG_INFINITY),
            Self::NEG_INFINITY => Some(Self::INFINITY),
            _ => {
                let negated = Self {
                    months: self.months.checked_neg()?,
                    days: self.days.checked_neg()?,
                    microseconds: self.microseconds.checked_neg()?,
                };
                (negated != Self::INFINITY).then_some(negated)
            }
        }
    }
}

/// With each part's sign turned, and the infinities swapped. The opposite of a part that is its type's smallest number
/// is its largest; [`checked_neg`](Interval::checked_neg) gives `None` there.
impl Neg for Interval {
    type Output = Self;

    fn neg(self) -> Self {
        match self {
            Self::INFINITY => Self::NEG_INFINITY,
            Self::NEG_INFINITY => Self::INFINITY,
            _ => Self {
                months: self.months.saturating_neg(),
                days: self.days.saturating_neg(),
                microseconds: self.microseconds.saturating_neg(),
            },
        }
    }
}

impl Binary for Interval {
    fn read(from: &mut Bytes<'_>) -> Result<Self, BoxError> {
        let (microseconds, days, months) = (from.i64()?, from.i32()?, from.i32()?);
        Ok(Self { months, days, microseconds })
    }

    fn write(&self, out: &mut BytesMut) -> Result<(), BoxError> {
        out.put_i64(self.microseconds);
        out.put_i32(self.days);
        out.put_i32(self.months);
        Ok(())
    }
}

binary!(Interval: INTERVAL);

impl fmt::Display for Interval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::INFINITY => return f.write_str("infinity"),
            Self::NEG_INFINITY => return f.write_str("-infinity"),
            _ => {}
        }
        let parts = [(self.months / 12, "year"), (self.months % 12, "mon"), (self.days, "day")];
        let (mut is_first, mut is_before) = (true, false);
        for (value, unit) in parts.into_iter().filter(|(value, _)| *value != 0) {
            let space = if is_first { "" } else { " " };
            let plus = if is_before && value > 0 { "+" } else { "" };
            let plural = if value == 1 { "" } else { "s" };
            write!(f, "{space}{plus}{value} {unit}{plural}")?;
            (is_first, is_before) = (false, value < 0);
        }
        if !is_first && self.microseconds == 0 {
            return Ok(());
        }
        let space = if is_first { "" } else { " " };
        let sign = match self.microseconds {
            ..0 => "-",
            _ if is_before => "+",
            _ => "",
        };
        write!(f, "{space}{sign}")?;
        clock(f, self.microseconds.unsigned_abs())
    }
}

/// The form that is displayed, and whole numbers of weeks too; each unit once, as in PostgreSQL, which reads other forms.
impl FromStr for Interval {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        parse(text).ok_or_else(|| ParseError::new("interval", text))
    }
}

fn parse(text: &str) -> Option<Interval> {
    match text {
        "infinity" => return Some(Interval::INFINITY),
        "-infinity" => return Some(Interval::NEG_INFINITY),
        "" => return None,
        _ => {}
    }
    let (mut years, mut months, mut weeks, mut days, mut clock) = (None, None, None, None, None);
    let mut words = text.split(' ');
    while let Some(word) = words.next() {
        if word.contains(':') {
            once(&mut clock, parse_clock(word)?)?;
            continue;
        }
        let number: i64 = word.parse().ok()?;
        let unit = match words.next()? {
            "year" | "years" => &mut years,
            "mon" | "mons" | "month" | "months" => &mut months,
            "week" | "weeks" => &mut weeks,
            "day" | "days" => &mut days,
            _ => return None,
        };
        once(unit, number)?;
    }
    let sum = |larger: Option<i64>, factor: i64, smaller: Option<i64>| {
        let sum = larger.unwrap_or(0).checked_mul(factor)?.checked_add(smaller.unwrap_or(0))?;
        i32::try_from(sum).ok()
    };
    Some(Interval {
        months: sum(years, 12, months)?,
        days: sum(weeks, 7, days)?,
        microseconds: clock.unwrap_or(0).try_into().ok()?,
    })
}

/// `None` where the part was there already.
fn once<T>(part: &mut Option<T>, value: T) -> Option<()> {
    part.replace(value).is_none().then_some(())
}

/// `-04:05:06.789`, with any number of hours.
fn parse_clock(text: &str) -> Option<i128> {
    let (sign, clock) = match text.strip_prefix('-') {
        Some(clock) => (-1, clock),
        None => (1, text.strip_prefix('+').unwrap_or(text)),
    };
    let (clock, fraction) = match clock.split_once('.') {
        Some((clock, fraction)) => (clock, time_::microseconds(fraction)?),
        None => (clock, 0),
    };
    let mut parts = clock.split(':');
    let hours: u64 = calendar::number(parts.next()?)?;
    let (minutes, seconds) = (calendar::two(parts.next()?)?, calendar::two(parts.next().unwrap_or("00"))?);
    if parts.next().is_some() || minutes > 59 || seconds > 59 {
        return None;
    }
    let seconds = i128::from(hours) * 3600 + i128::from(minutes) * 60 + i128::from(seconds);
    Some(sign * (seconds * i128::from(MICROSECONDS) + i128::from(fraction)))
}

/// Nanoseconds are cut off.
impl TryFrom<Duration> for Interval {
    type Error = OutOfRange;

    fn try_from(duration: Duration) -> Result<Self, OutOfRange> {
        i64::try_from(duration.as_micros())
            .map(Self::from_microseconds)
            .map_err(|_| OutOfRange::new(&format_args!("{duration:?}"), "interval"))
    }
}

/// An error where it is negative, or has months or days, which are no fixed time.
impl TryFrom<Interval> for Duration {
    type Error = OutOfRange;

    fn try_from(interval: Interval) -> Result<Self, OutOfRange> {
        match (interval, u64::try_from(interval.microseconds)) {
            (Interval { months: 0, days: 0, .. }, Ok(microseconds)) => Ok(Self::from_micros(microseconds)),
            _ => Err(OutOfRange::new(&interval, "std::time::Duration")),
        }
    }
}

/// `04:05:06.789`, without zeros at the end of the fraction.
pub(super) fn clock(f: &mut fmt::Formatter<'_>, microseconds: u64) -> fmt::Result {
    let seconds = microseconds / MICROSECONDS;
    write!(f, "{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)?;
    match microseconds % MICROSECONDS {
        0 => Ok(()),
        fraction => {
            let fraction = format!(".{fraction:06}");
            f.write_str(fraction.trim_end_matches('0'))
        }
    }
}
