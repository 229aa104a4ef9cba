//! Dates and times of `time`. What is finer than a microsecond is cut off, towards the past.

use time::{Date, OffsetDateTime, PrimitiveDateTime, Time};

use super::by_way_of;
use crate::types::timestamp::UNIX;
use crate::types::{self, OutOfRange, Timestamp, TimestampTz};

/// 2000-01-01 as a Julian day.
const EPOCH: i32 = 2_451_545;

impl TryFrom<types::Date> for Date {
    type Error = OutOfRange;

    fn try_from(date: types::Date) -> Result<Self, OutOfRange> {
        let day = date.days().and_then(|days| days.checked_add(EPOCH));
        day.and_then(|day| Self::from_julian_day(day).ok())
            .ok_or_else(|| OutOfRange::new(&date, "time::Date"))
    }
}

impl TryFrom<Date> for types::Date {
    type Error = OutOfRange;

    fn try_from(date: Date) -> Result<Self, OutOfRange> {
        Self::from_days(date.to_julian_day() - EPOCH).map_err(|_| OutOfRange::new(&date, "date"))
    }
}

impl TryFrom<types::Time> for Time {
    type Error = OutOfRange;

    fn try_from(time: types::Time) -> Result<Self, OutOfRange> {
        let (hour, minute, second, micro) = time.hour_minute_second();
        Self::from_hms_micro(hour, minute, second, micro).map_err(|_| OutOfRange::new(&time, "time::Time"))
    }
}

impl TryFrom<Time> for types::Time {
    type Error = OutOfRange;

    fn try_from(time: Time) -> Result<Self, OutOfRange> {
        Self::new(time.hour(), time.minute(), time.second(), time.microsecond())
    }
}

impl TryFrom<Timestamp> for PrimitiveDateTime {
    type Error = OutOfRange;

    fn try_from(moment: Timestamp) -> Result<Self, OutOfRange> {
        let out_of_range = || OutOfRange::new(&moment, "time::PrimitiveDateTime");
        let time = moment.time().and_then(|time| Time::try_from(time).ok()).ok_or_else(out_of_range)?;
        Ok(Self::new(moment.date().try_into().map_err(|_| out_of_range())?, time))
    }
}

impl TryFrom<PrimitiveDateTime> for Timestamp {
    type Error = OutOfRange;

    fn try_from(moment: PrimitiveDateTime) -> Result<Self, OutOfRange> {
        let out_of_range = |_| OutOfRange::new(&moment, "timestamp");
        let date = moment.date().try_into().map_err(out_of_range)?;
        Self::new(date, moment.time().try_into()?).map_err(out_of_range)
    }
}

impl TryFrom<TimestampTz> for OffsetDateTime {
    type Error = OutOfRange;

    fn try_from(moment: TimestampTz) -> Result<Self, OutOfRange> {
        moment
            .microseconds()
            .and_then(|micros| {
                Self::from_unix_timestamp_nanos((i128::from(micros) + i128::from(UNIX)) * 1000).ok()
            })
            .ok_or_else(|| OutOfRange::new(&moment, "time::OffsetDateTime"))
    }
}

impl TryFrom<OffsetDateTime> for TimestampTz {
    type Error = OutOfRange;

    fn try_from(moment: OffsetDateTime) -> Result<Self, OutOfRange> {
        i64::try_from(moment.unix_timestamp_nanos().div_euclid(1000))
            .ok()
            .and_then(|micros| Self::from_unix_microseconds(micros).ok())
            .ok_or_else(|| OutOfRange::new(&moment, "timestamptz"))
    }
}

by_way_of!(
    Date => types::Date,
    Time => types::Time,
    PrimitiveDateTime => Timestamp,
    OffsetDateTime => TimestampTz,
);
