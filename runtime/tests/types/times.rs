//! Dates, times and intervals.

use std::time::{Duration, SystemTime};

use pg_orm::types::{Date, Interval, Time, TimeTz, Timestamp, TimestampTz};

use crate::check::Check;
use crate::holder::case;
use crate::random::Random;
use crate::server::on_each_version;

case!(Dates: Date, "date");
case!(Times: Time, "time");
case!(TimeTzs: TimeTz, "timetz");
case!(Timestamps: Timestamp, "timestamp");
case!(TimestampTzs: TimestampTz, "timestamptz");
case!(Intervals: Interval, "interval");

pub(crate) fn date(random: &mut Random) -> Date {
    Date::from_days(random.between(-2_451_545, 2_145_031_948) as i32).unwrap()
}

pub(crate) fn time(random: &mut Random) -> Time {
    Time::from_microseconds(random.between(0, 86_400_000_000)).unwrap()
}

pub(crate) fn timestamp(random: &mut Random) -> Timestamp {
    let (low, high) = (Timestamp::MIN.microseconds().unwrap(), Timestamp::MAX.microseconds().unwrap());
    Timestamp::from_microseconds(random.between(low, high)).unwrap()
}

pub(crate) const MOMENTS: [&str; 9] = [
    "infinity",
    "-infinity",
    "4714-11-24 00:00:00 BC",
    "294276-12-31 23:59:59.999999",
    "0001-01-01 00:00:00",
    "0001-12-31 23:59:59.999999 BC",
    "1970-01-01 00:00:00",
    "2000-02-29 24:00:00",
    "2016-12-31 23:59:60",
];

#[test]
fn dates_and_times() {
    on_each_version(async |pool, _| {
        let dates = [
            "infinity",
            "-infinity",
            "4714-11-24 BC",
            "5874897-12-31",
            "0001-01-01",
            "0001-12-31 BC",
            "0001-02-29 BC",
            "10000-01-01",
            "1999-12-31",
        ];
        Check::<Dates>::new(dates).random(400, date).displayed().parsed().run(pool).await;
        let times = ["00:00:00", "24:00:00", "23:59:59.999999", "23:59:60", "04:05"];
        Check::<Times>::new(times).random(300, time).displayed().parsed().run(pool).await;
        Check::<Timestamps>::new(MOMENTS).random(400, timestamp).displayed().parsed().run(pool).await;
        let random = |random: &mut Random| timestamp(random).as_utc();
        Check::<TimestampTzs>::new(MOMENTS).random(400, random).displayed().parsed().run(pool).await;
        let zoned = [
            "00:00:00+00",
            "04:05:06.789-08",
            "24:00:00+05:30",
            "12:00:00.000001-15:59:59",
            "12:00:00+15:59:59",
            "01:02:03+00:00:01",
        ];
        let random =
            |random: &mut Random| TimeTz::new(time(random), random.between(-57_599, 57_599) as i32).unwrap();
        Check::<TimeTzs>::new(zoned).random(300, random).displayed().parsed().run(pool).await;
    });
}

#[test]
fn intervals() {
    on_each_version(async |pool, major| {
        let mut edges = vec![
            "0",
            "1 year 2 months 3 days 04:05:06.789",
            "-1 year -1 day",
            "1 year -2 days 00:00:01",
            "-1 month 2 days -00:00:00.000001",
            "25 months",
            "-1 days +02:03:04",
            "1000000 hours",
            "-178000000 years",
            "2147483646 days",
            "00:00:00.1",
        ];
        if major >= 17 {
            edges.extend(["infinity", "-infinity"]);
        }
        let random = |random: &mut Random| Interval {
            months: random.between(-2_147_483_640, 2_147_483_640) as i32,
            days: random.between(-2_147_483_640, 2_147_483_640) as i32,
            microseconds: random.between(-(1 << 61), 1 << 61),
        };
        Check::<Intervals>::new(edges).random(400, random).displayed().parsed().run(pool).await;
    });
    assert_eq!("infinity".parse(), Ok(Interval::INFINITY));
    assert_eq!("1 week -1 days".parse(), Ok(Interval::from_days(6)));
    assert_eq!(-Interval::INFINITY, Interval::NEG_INFINITY);
    assert_eq!(-Interval::NEG_INFINITY, Interval::INFINITY);
    assert_eq!(-Interval::from_months(i32::MIN), Interval::from_months(i32::MAX));
    assert_eq!(Interval::from_microseconds(i64::MIN).checked_neg(), None);
    let past_infinity = Interval { months: -i32::MAX, days: -i32::MAX, microseconds: -i64::MAX };
    assert_eq!(past_infinity.checked_neg(), None);
    for text in [
        "",
        "1",
        "1 fortnight",
        "1 day 1:2:3",
        "01:60:00",
        "1  day",
        "1 dayss",
        "1 day 1:00 2:00",
        "1 day 2 days",
    ] {
        assert!(text.parse::<Interval>().is_err(), "{text}");
    }
}

#[test]
fn what_is_no_date_or_time_is_refused() {
    for text in [
        "2001-02-29",
        "2001-13-01",
        "0000-01-01",
        "2001-1-1",
        "+2001-01-01",
        "2001-01-01 AD",
        "5874898-01-01",
    ] {
        assert!(text.parse::<Date>().is_err(), "{text}");
    }
    for text in ["24:00:00.000001", "23:60:00", "25:00:00", "1:2:3", "12:00:00.1234567", "12:00:00."] {
        assert!(text.parse::<Time>().is_err(), "{text}");
    }
    for text in ["2001-01-01", "2001-01-01 12:00:00+16", "294277-01-01 00:00:00+00", "2001-01-01 12:00:00"] {
        assert!(text.parse::<TimestampTz>().is_err(), "{text}");
    }
    assert!(Timestamp::new(Date::MAX, Time::MIN).is_err());
    assert_eq!(Timestamp::new(Date::INFINITY, Time::MIN), Ok(Timestamp::INFINITY));
    assert!(TimeTz::new(Time::MIN, 57_600).is_err());
}

#[test]
fn moments_are_those_of_the_system() {
    let mut random = Random::new();
    for _ in 0..1000 {
        let moment = timestamp(&mut random).as_utc();
        let system = SystemTime::try_from(moment).unwrap();
        assert_eq!(TimestampTz::try_from(system), Ok(moment));
        // Nanoseconds are cut off, towards the past.
        assert_eq!(TimestampTz::try_from(system + Duration::from_nanos(999)), Ok(moment));
    }
    assert!(SystemTime::try_from(TimestampTz::INFINITY).is_err());
    let error = TimestampTz::try_from(SystemTime::UNIX_EPOCH + Duration::from_secs(1 << 60)).unwrap_err();
    assert_eq!(error.type_name(), "timestamptz");
    assert_eq!(Duration::try_from(Interval::from_microseconds(1)), Ok(Duration::from_micros(1)));
    assert!(Duration::try_from(Interval::from_days(1)).is_err());
}
