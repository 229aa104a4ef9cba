//! Dates and times of `chrono`. What is finer than a microsecond is cut off, towards the past; leap seconds, which PostgreSQL
//! has none of, are errors.

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Timelike, Utc};

use super::by_way_of;
use crate::types::timestamp::UNIX;
use crate::types::{BoxError, BytesMut, Date, OutOfRange, Time, Timestamp, TimestampTz, Type, base_type};
use crate::value::Value;

/// 2000-01-01, counted as chrono does: 0001-01-01 is 1.
const EPOCH: i32 = 730_120;
/// From here on chrono's nanoseconds are those of a leap second.
const LEAP: u32 = 1_000_000_000;

impl TryFrom<Date> for NaiveDate {
    type Error = OutOfRange;

    fn try_from(date: Date) -> Result<Self, OutOfRange> {
        let days = date.days().and_then(|days| days.checked_add(EPOCH));
        days.and_then(Self::from_num_days_from_ce_opt)
            .ok_or_else(|| OutOfRange::new(&date, "chrono::NaiveDate"))
    }
}

impl TryFrom<NaiveDate> for Date {
    type Error = OutOfRange;

    fn try_from(date: NaiveDate) -> Result<Self, OutOfRange> {
        Self::from_days(date.num_days_from_ce() - EPOCH).map_err(|_| OutOfRange::new(&date, "date"))
    }
}

impl TryFrom<Time> for NaiveTime {
    type Error = OutOfRange;

    fn try_from(time: Time) -> Result<Self, OutOfRange> {
        let (hour, minute, second, micro) = time.hour_minute_second();
        Self::from_hms_micro_opt(hour.into(), minute.into(), second.into(), micro)
            .ok_or_else(|| OutOfRange::new(&time, "chrono::NaiveTime"))
    }
}

impl TryFrom<NaiveTime> for Time {
    type Error = OutOfRange;

    fn try_from(time: NaiveTime) -> Result<Self, OutOfRange> {
        if time.nanosecond() >= LEAP {
            return Err(OutOfRange::new(&time, "time"));
        }
        let micros =
            i64::from(time.num_seconds_from_midnight()) * 1_000_000 + i64::from(time.nanosecond() / 1000);
        Self::from_microseconds(micros)
    }
}

impl TryFrom<Timestamp> for NaiveDateTime {
    type Error = OutOfRange;

    fn try_from(moment: Timestamp) -> Result<Self, OutOfRange> {
        utc(moment.microseconds())
            .map(|utc| utc.naive_utc())
            .ok_or_else(|| OutOfRange::new(&moment, "chrono::NaiveDateTime"))
    }
}

impl TryFrom<NaiveDateTime> for Timestamp {
    type Error = OutOfRange;

    fn try_from(moment: NaiveDateTime) -> Result<Self, OutOfRange> {
        microseconds(moment)
            .and_then(|micros| Self::from_microseconds(micros).ok())
            .ok_or_else(|| OutOfRange::new(&moment, "timestamp"))
    }
}

impl TryFrom<TimestampTz> for DateTime<Utc> {
    type Error = OutOfRange;

    fn try_from(moment: TimestampTz) -> Result<Self, OutOfRange> {
        utc(moment.microseconds()).ok_or_else(|| OutOfRange::new(&moment, "chrono::DateTime<Utc>"))
    }
}

impl<Z: TimeZone> TryFrom<DateTime<Z>> for TimestampTz {
    type Error = OutOfRange;

    fn try_from(moment: DateTime<Z>) -> Result<Self, OutOfRange> {
        microseconds(moment.naive_utc())
            .and_then(|micros| Self::from_microseconds(micros).ok())
            .ok_or_else(|| OutOfRange::new(&moment.to_utc(), "timestamptz"))
    }
}

#[inline]
fn utc(microseconds: Option<i64>) -> Option<DateTime<Utc>> {
    DateTime::from_timestamp_micros(microseconds?.checked_add(UNIX)?)
}

/// Since 2000-01-01; `None` in a leap second.
fn microseconds(moment: NaiveDateTime) -> Option<i64> {
    if moment.nanosecond() >= LEAP {
        return None;
    }
    moment.and_utc().timestamp_micros().checked_sub(UNIX)
}

by_way_of!(NaiveDate => Date, NaiveTime => Time, NaiveDateTime => Timestamp);

impl Value for DateTime<Utc> {
    fn accepts(type_: &Type) -> bool {
        *base_type(type_) == Type::TIMESTAMPTZ
    }

    #[inline]
    fn read(type_: &Type, raw: &[u8]) -> Result<Self, BoxError> {
        // The infinities are out of chrono's range, as is what PostgreSQL never sends: these get their error below.
        if let Ok(bytes) = raw.try_into()
            && let Some(moment) = utc(Some(i64::from_be_bytes(bytes)))
        {
            return Ok(moment);
        }
        Ok(TimestampTz::read(type_, raw)?.try_into()?)
    }

    fn write(&self, type_: &Type, out: &mut BytesMut) -> Result<(), BoxError> {
        TimestampTz::try_from(*self)?.write(type_, out)
    }
}

crate::value::bases!(DateTime<Utc>);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_fast_is_what_is_read_slowly() {
        for micros in [
            0,
            1,
            -1,
            999_999,
            -1_000_001,
            1_700_000_000_123_456,
            -211_813_488_000_000_000,
            i64::MAX,
            i64::MIN,
        ] {
            let fast = DateTime::<Utc>::read(&Type::TIMESTAMPTZ, &micros.to_be_bytes());
            let slow = TimestampTz::read(&Type::TIMESTAMPTZ, &micros.to_be_bytes()).map(DateTime::try_from);
            assert_eq!(fast.ok(), slow.ok().and_then(Result::ok), "{micros}");
        }
        let error = DateTime::<Utc>::read(&Type::TIMESTAMPTZ, &i64::MAX.to_be_bytes()).unwrap_err();
        assert_eq!(error.to_string(), "`infinity` is out of range for chrono::DateTime<Utc>");
    }
}
