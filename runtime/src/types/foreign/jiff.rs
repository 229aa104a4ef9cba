//! Dates, times and spans of `jiff`. What is finer than a microsecond is cut off: of moments towards the past, of spans towards
//! zero.

use jiff::{Span, Timestamp, civil};

use super::by_way_of;
use crate::types::{self, Interval, OutOfRange, TimestampTz};

impl TryFrom<types::Date> for civil::Date {
    type Error = OutOfRange;

    fn try_from(date: types::Date) -> Result<Self, OutOfRange> {
        date.year_month_day()
            .and_then(|(year, month, day)| {
                Self::new(year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?).ok()
            })
            .ok_or_else(|| OutOfRange::new(&date, "jiff::civil::Date"))
    }
}

impl TryFrom<civil::Date> for types::Date {
    type Error = OutOfRange;

    fn try_from(date: civil::Date) -> Result<Self, OutOfRange> {
        Self::new(date.year().into(), date.month().unsigned_abs(), date.day().unsigned_abs())
    }
}

impl TryFrom<types::Time> for civil::Time {
    type Error = OutOfRange;

    fn try_from(time: types::Time) -> Result<Self, OutOfRange> {
        let (hour, minute, second, micro) = time.hour_minute_second();
        let small = |part: u8| i8::try_from(part).ok();
        let nanosecond = i32::try_from(micro * 1000).ok();
        let parts = (small(hour), small(minute), small(second), nanosecond);
        match parts {
            (Some(hour), Some(minute), Some(second), Some(nano)) => {
                Self::new(hour, minute, second, nano).ok()
            }
            _ => None,
        }
        .ok_or_else(|| OutOfRange::new(&time, "jiff::civil::Time"))
    }
}

impl TryFrom<civil::Time> for types::Time {
    type Error = OutOfRange;

    fn try_from(time: civil::Time) -> Result<Self, OutOfRange> {
        let (hour, minute, second) = (time.hour(), time.minute(), time.second());
        let micro = time.subsec_nanosecond().unsigned_abs() / 1000;
        Self::new(hour.unsigned_abs(), minute.unsigned_abs(), second.unsigned_abs(), micro)
    }
}

impl TryFrom<types::Timestamp> for civil::DateTime {
    type Error = OutOfRange;

    fn try_from(moment: types::Timestamp) -> Result<Self, OutOfRange> {
        let out_of_range = || OutOfRange::new(&moment, "jiff::civil::DateTime");
        let time =
            moment.time().and_then(|time| civil::Time::try_from(time).ok()).ok_or_else(out_of_range)?;
        Ok(Self::from_parts(moment.date().try_into().map_err(|_| out_of_range())?, time))
    }
}

impl TryFrom<civil::DateTime> for types::Timestamp {
    type Error = OutOfRange;

    fn try_from(moment: civil::DateTime) -> Result<Self, OutOfRange> {
        let out_of_range = |_| OutOfRange::new(&moment, "timestamp");
        let date = moment.date().try_into().map_err(out_of_range)?;
        Self::new(date, moment.time().try_into()?).map_err(out_of_range)
    }
}

impl TryFrom<TimestampTz> for Timestamp {
    type Error = OutOfRange;

    fn try_from(moment: TimestampTz) -> Result<Self, OutOfRange> {
        moment
            .unix_microseconds()
            .and_then(|micros| Self::from_microsecond(micros).ok())
            .ok_or_else(|| OutOfRange::new(&moment, "jiff::Timestamp"))
    }
}

impl TryFrom<Timestamp> for TimestampTz {
    type Error = OutOfRange;

    fn try_from(moment: Timestamp) -> Result<Self, OutOfRange> {
        i64::try_from(moment.as_nanosecond().div_euclid(1000))
            .ok()
            .and_then(|micros| Self::from_unix_microseconds(micros).ok())
            .ok_or_else(|| OutOfRange::new(&moment, "timestamptz"))
    }
}

/// Months, days and microseconds. A span has one sign: an interval whose parts have different ones is an error.
impl TryFrom<Interval> for Span {
    type Error = OutOfRange;

    fn try_from(interval: Interval) -> Result<Self, OutOfRange> {
        let Interval { months, days, microseconds } = interval;
        let signs = [months.signum().into(), days.signum().into(), microseconds.signum()];
        let span =
            || Self::new().try_months(months).ok()?.try_days(days).ok()?.try_microseconds(microseconds).ok();
        if signs.contains(&1) && signs.contains(&-1) {
            let reason = "a span has one sign, and the interval's parts have both";
            return Err(OutOfRange::because(&interval, "jiff::Span", reason));
        }
        span().ok_or_else(|| OutOfRange::new(&interval, "jiff::Span"))
    }
}

/// Years are twelve months, weeks seven days; hours and what is smaller are microseconds.
impl TryFrom<Span> for Interval {
    type Error = OutOfRange;

    fn try_from(span: Span) -> Result<Self, OutOfRange> {
        let months = i64::from(span.get_years()) * 12 + i64::from(span.get_months());
        let days = i64::from(span.get_weeks()) * 7 + i64::from(span.get_days());
        let minutes = i128::from(span.get_hours()) * 60 + i128::from(span.get_minutes());
        let millis =
            (minutes * 60 + i128::from(span.get_seconds())) * 1000 + i128::from(span.get_milliseconds());
        let nanos =
            (millis * 1000 + i128::from(span.get_microseconds())) * 1000 + i128::from(span.get_nanoseconds());
        match (months.try_into(), days.try_into(), (nanos / 1000).try_into()) {
            (Ok(months), Ok(days), Ok(microseconds)) => Ok(Self { months, days, microseconds }),
            _ => Err(OutOfRange::new(&span, "interval")),
        }
    }
}

by_way_of!(
    civil::Date => types::Date,
    civil::Time => types::Time,
    civil::DateTime => types::Timestamp,
    Timestamp => TimestampTz,
);

/// By its parts: `Span` has no equality of its own, which generated models need.
impl crate::Value for jiff::SpanFieldwise {
    fn accepts(type_: &types::Type) -> bool {
        <Interval as crate::Value>::accepts(type_)
    }

    fn read(type_: &types::Type, raw: &[u8]) -> Result<Self, types::BoxError> {
        Ok(Span::try_from(<Interval as crate::Value>::read(type_, raw)?)?.fieldwise())
    }

    fn write(&self, type_: &types::Type, out: &mut types::BytesMut) -> Result<(), types::BoxError> {
        crate::Value::write(&Interval::try_from(self.0)?, type_, out)
    }
}

crate::value::bases!(jiff::SpanFieldwise);

impl crate::IntoValue<jiff::SpanFieldwise> for Span {
    fn into_value(self) -> jiff::SpanFieldwise {
        self.fieldwise()
    }
}

impl crate::IntoValue<Option<jiff::SpanFieldwise>> for Span {
    fn into_value(self) -> Option<jiff::SpanFieldwise> {
        Some(self.fieldwise())
    }
}
