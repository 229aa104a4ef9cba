//! Types of other crates: what they hold goes there and back; what they don't is an error that names it, either way.

use std::fmt::Debug;
use std::net::IpAddr;
use std::time::{Duration, SystemTime};

use pg_orm::types::chrono::{self, Datelike, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use pg_orm::types::rust_decimal::Decimal;
use pg_orm::types::{Date, Inet, Range, TimestampTz, serde_json, uuid};
use pg_orm::{Pool, Value};

use crate::check::Check;
use crate::holder::case;
use crate::numbers::numeric;
use crate::random::Random;
use crate::server::on_each_version;
use crate::times::{date, time, timestamp};

case!(ChronoDates: NaiveDate, "date");
case!(ChronoTimes: NaiveTime, "time");
case!(ChronoTimestamps: NaiveDateTime, "timestamp");
case!(ChronoTimestampTzs: chrono::DateTime<Utc>, "timestamptz");
case!(ChronoRanges: Range<chrono::DateTime<Utc>>, "tstzrange");
case!(Decimals: Decimal, "numeric");
case!(Uuids: uuid::Uuid, "uuid");
case!(Jsons: serde_json::Value, "json");
case!(Jsonbs: serde_json::Value, "jsonb");
case!(Addresses: IpAddr, "inet");
case!(SystemTimes: SystemTime, "timestamptz");

/// A value of ours that becomes one of theirs, sooner or later.
pub(crate) fn until<O, T: TryFrom<O>>(random: &mut Random, value: impl Fn(&mut Random) -> O) -> T {
    loop {
        if let Ok(theirs) = T::try_from(value(random)) {
            return theirs;
        }
    }
}

/// Reading each literal as `T` is an error that names what it is.
pub(crate) async fn unreadable<T: Value>(pool: &Pool, type_: &str, literals: &[&str]) {
    for literal in literals {
        let rows = pool
            .query(&format!("select $1::text::{type_}, $1::text::{type_}::text"), &[literal])
            .await
            .unwrap();
        let error = rows[0].get::<T>(0).unwrap_err().to_string();
        let text: String = rows[0].get(1).unwrap();
        let told = text.get(..text.len().min(60)).unwrap();
        assert!(error.contains(&format!("`{told}")) && error.contains("out of range for"), "{error}");
    }
}

/// Sending the value is an error that names it.
pub(crate) async fn unwritable<T: Value + Debug>(pool: &Pool, type_: &str, value: T, told: &str) {
    let error = pool.query(&format!("select $1::{type_}"), &[&value]).await.unwrap_err().to_string();
    assert!(error.contains(told) && error.contains("out of range for"), "{value:?}: {error}");
}

pub(crate) const NOT_IN_CHRONO: [&str; 3] = ["infinity", "-infinity", "294276-12-31 23:59:59"];

#[test]
fn chronos_dates_and_times() {
    on_each_version(async |pool, _| {
        let dates = ["4714-11-24 BC", "0001-12-31 BC", "262142-12-31"];
        let random = |random: &mut Random| until(random, date);
        Check::<ChronoDates>::new(dates).random(300, random).run(pool).await;
        unreadable::<NaiveDate>(pool, "date", &["infinity", "-infinity", "5874897-12-31"]).await;
        unwritable(pool, "date", NaiveDate::MIN, "-262143-01-01").await;

        let random = |random: &mut Random| until(random, time);
        Check::<ChronoTimes>::new(["00:00:00", "23:59:59.999999"]).random(300, random).run(pool).await;
        unreadable::<NaiveTime>(pool, "time", &["24:00:00"]).await;
        let leap = NaiveTime::from_hms_micro_opt(23, 59, 59, 1_500_000).unwrap();
        unwritable(pool, "time", leap, "23:59:60.5").await;

        let moments = ["4714-11-24 00:00:00 BC", "1970-01-01 00:00:00", "2000-02-29 24:00:00"];
        let random = |random: &mut Random| until(random, timestamp);
        Check::<ChronoTimestamps>::new(moments).random(300, random).run(pool).await;
        unreadable::<NaiveDateTime>(pool, "timestamp", &NOT_IN_CHRONO).await;
        unwritable(
            pool,
            "timestamp",
            NaiveDate::from_ymd_opt(2016, 12, 31).unwrap().and_time(leap),
            "23:59:60.5",
        )
        .await;
        let random = |random: &mut Random| until(random, |random| timestamp(random).as_utc());
        Check::<ChronoTimestampTzs>::new(moments).random(300, random).run(pool).await;
        unreadable::<chrono::DateTime<Utc>>(pool, "timestamptz", &NOT_IN_CHRONO).await;
        unwritable(pool, "timestamptz", chrono::DateTime::<Utc>::MIN_UTC, "-262143-01-01").await;
        Check::<ChronoRanges>::new(["empty", "(,2020-01-01]", "[2020-01-01,2021-01-01)"]).run(pool).await;
        let rows =
            pool.query("select '[2020-01-01,infinity)'::tstzrange, '{infinity}'::date[]", &[]).await.unwrap();
        assert!(
            rows[0].get::<Range<chrono::DateTime<Utc>>>(0).is_err()
                && rows[0].get::<Vec<NaiveDate>>(1).is_err()
        );
    });
    // Nanoseconds are cut off, towards the past.
    let moment = chrono::DateTime::<Utc>::from_timestamp(-1, 999_999_999).unwrap();
    assert_eq!(TimestampTz::try_from(moment).unwrap().unix_microseconds(), Some(-1));
    let mut random = Random::new();
    for _ in 0..1000 {
        let (ours, days) = (date(&mut random), random.below(1000) as i32);
        if let (Ok(theirs), Some((year, month, day))) = (NaiveDate::try_from(ours), ours.year_month_day()) {
            assert_eq!((theirs.year(), theirs.month(), theirs.day()), (year, month.into(), day.into()));
        }
        let near = Date::from_days(days).unwrap();
        assert_eq!(Date::try_from(NaiveDate::try_from(near).unwrap()), Ok(near));
    }
}

#[test]
fn decimals() {
    on_each_version(async |pool, _| {
        let edges = [
            "0",
            "0.000",
            "-1.50",
            "79228162514264337593543950335",
            "-79228162514264337593543950335",
            "0.0000000000000000000000000001",
            "7.9228162514264337593543950335",
        ];
        let random = |random: &mut Random| until(random, |random| numeric(random, 20, 20));
        Check::<Decimals>::new(edges).random(300, random).displayed().parsed().run(pool).await;
        let beyond = [
            "NaN",
            "Infinity",
            "-Infinity",
            "79228162514264337593543950336",
            "0.00000000000000000000000000001",
            "79228162514264337593543950335.5",
            "1e131071",
        ];
        unreadable::<Decimal>(pool, "numeric", &beyond).await;
        // Zeros at the end are left away where there is no place for them: the number is the same.
        let rows = pool.query("select '1.0000000000000000000000000000000000'::numeric", &[]).await.unwrap();
        assert_eq!(rows[0].get::<Decimal>(0).unwrap(), Decimal::ONE);
    });
}

#[test]
fn uuids_json_and_addresses() {
    on_each_version(async |pool, _| {
        let uuid = |random: &mut Random| uuid::Uuid::from_u64_pair(random.u64(), random.u64());
        Check::<Uuids>::new([]).random(100, uuid).displayed().parsed().run(pool).await;
        let json = |random: &mut Random| {
            let text = random.text(10);
            serde_json::json!({ "a": random.u64(), "b": [random.f64() + 0.0, null_or(random)], text: random.between(i64::MIN, i64::MAX) })
        };
        let edges = ["null", "{\"a\": [0.1, 1.5, -3, true, \"\\\"\"]}", "18446744073709551615"];
        Check::<Jsons>::new(edges).random(200, json).incomparable().run(pool).await;
        let rows = pool.query("select '12345678901234567890.5'::jsonb, '[1e400]'::json", &[]).await.unwrap();
        let error = rows[0].get::<serde_json::Value>(0).unwrap_err().to_string();
        assert!(error.contains("`12345678901234567890.5` is out of range"), "{error}");
        assert!(rows[0].get::<serde_json::Value>(1).is_err());
        Check::<Jsonbs>::new(edges).random(200, json).run(pool).await;

        let address = |random: &mut Random| crate::networks::inet(random).address;
        Check::<Addresses>::new(["1.2.3.4", "::1"]).random(200, address).run(pool).await;
        let rows = pool.query("select '1.2.3.4/24'::inet", &[]).await.unwrap();
        let error = rows[0].get::<IpAddr>(0).unwrap_err().to_string();
        assert!(error.contains("`1.2.3.4/24` is out of range for std::net::IpAddr"), "{error}");
        assert_eq!(rows[0].get::<Inet>(0).unwrap().prefix, 24);
        let random = |random: &mut Random| until(random, |random| timestamp(random).as_utc());
        Check::<SystemTimes>::new(["1970-01-01", "1900-01-01"]).random(200, random).run(pool).await;
        let far = SystemTime::UNIX_EPOCH + Duration::from_secs(1 << 60);
        unwritable(pool, "timestamptz", far, "1152921504606846976").await;
    });
}

fn null_or(random: &mut Random) -> Option<bool> {
    (!random.bool()).then(|| random.bool())
}

/// Those of the crates whose features are off by default.
#[cfg(all(
    feature = "time",
    feature = "jiff",
    feature = "bigdecimal",
    feature = "ipnet",
    feature = "cidr",
    feature = "eui48",
    feature = "bit-vec",
    feature = "geo-types"
))]
mod by_feature {
    use pg_orm::types::{
        BitString, Cidr, Interval, MacAddr, Numeric, Time, Timestamp, bigdecimal, bit_vec, cidr, eui48,
        geo_types, ipnet, jiff, time,
    };

    use super::*;

    case!(TimeDates: time::Date, "date");
    case!(TimeTimes: time::Time, "time");
    case!(TimeTimestamps: time::PrimitiveDateTime, "timestamp");
    case!(TimeTimestampTzs: time::OffsetDateTime, "timestamptz");
    case!(JiffDates: jiff::civil::Date, "date");
    case!(JiffTimes: jiff::civil::Time, "time");
    case!(JiffTimestamps: jiff::civil::DateTime, "timestamp");
    case!(JiffTimestampTzs: jiff::Timestamp, "timestamptz");
    case!(JiffSpans: jiff::SpanFieldwise, "interval");
    case!(BigDecimals: bigdecimal::BigDecimal, "numeric");
    case!(IpNets: ipnet::IpNet, "inet");
    case!(IpNetCidrs: ipnet::IpNet, "cidr");
    case!(IpInets: cidr::IpInet, "inet");
    case!(IpCidrs: cidr::IpCidr, "cidr");
    case!(Eui48s: eui48::MacAddress, "macaddr");
    case!(BitVecs: bit_vec::BitVec, "bit varying");
    case!(GeoPoints: geo_types::Point<f64>, "point");
    case!(GeoLines: geo_types::Line<f64>, "lseg");
    case!(GeoRects: geo_types::Rect<f64>, "box");
    case!(GeoStrings: geo_types::LineString<f64>, "path");
    case!(GeoPolygons: geo_types::Polygon<f64>, "polygon");

    const FAR: [&str; 3] = ["infinity", "-infinity", "12000-01-01 00:00:00"];
    /// Years that `time` and `jiff` have.
    const NEAR: [&str; 3] =
        ["4714-11-24 00:00:00 BC", "9999-12-29 23:59:59.999999", "0001-12-31 23:59:59 BC"];

    fn near_date(random: &mut Random) -> Date {
        Date::from_days(random.between(-2_451_545, 2_921_000) as i32).unwrap()
    }

    fn near(random: &mut Random) -> Timestamp {
        loop {
            let time = time(random);
            if time != Time::MAX {
                return Timestamp::new(near_date(random), time).unwrap();
            }
        }
    }

    #[test]
    fn times_and_jiffs() {
        let moment = |random: &mut Random| near(random).as_utc();
        on_each_version(async |pool, _| {
            let dates = ["4714-11-24 BC", "0001-12-31 BC", "9999-12-31"];
            let far = ["infinity", "-infinity", "10000-01-01"];
            Check::<TimeDates>::new(dates).random(200, |random| until(random, near_date)).run(pool).await;
            unreadable::<time::Date>(pool, "date", &far).await;
            Check::<TimeTimes>::new(["00:00:00"]).random(200, |random| until(random, time)).run(pool).await;
            unreadable::<time::Time>(pool, "time", &["24:00:00"]).await;
            Check::<TimeTimestamps>::new(NEAR).random(200, |random| until(random, near)).run(pool).await;
            unreadable::<time::PrimitiveDateTime>(pool, "timestamp", &FAR).await;
            Check::<TimeTimestampTzs>::new(NEAR).random(200, |random| until(random, moment)).run(pool).await;
            unreadable::<time::OffsetDateTime>(pool, "timestamptz", &FAR).await;
            unwritable(pool, "date", time::Date::MIN, "-9999-01-01").await;

            Check::<JiffDates>::new(dates).random(200, |random| until(random, near_date)).run(pool).await;
            unreadable::<jiff::civil::Date>(pool, "date", &far).await;
            Check::<JiffTimes>::new(["00:00:00"]).random(200, |random| until(random, time)).run(pool).await;
            unreadable::<jiff::civil::Time>(pool, "time", &["24:00:00"]).await;
            Check::<JiffTimestamps>::new(NEAR).random(200, |random| until(random, near)).run(pool).await;
            unreadable::<jiff::civil::DateTime>(pool, "timestamp", &FAR).await;
            Check::<JiffTimestampTzs>::new(NEAR).random(200, |random| until(random, moment)).run(pool).await;
            unreadable::<jiff::Timestamp>(pool, "timestamptz", &FAR).await;
            unwritable(pool, "date", jiff::civil::Date::MIN, "-9999-01-01").await;
            unwritable(pool, "timestamptz", jiff::Timestamp::MIN, "-009999-01-02").await;

            let span = |random: &mut Random| {
                let sign = if random.bool() { 1 } else { -1 };
                let interval = Interval {
                    months: sign * random.between(0, 200_000) as i32,
                    days: sign * random.between(0, 7_000_000) as i32,
                    microseconds: i64::from(sign) * random.between(0, 600_000_000_000_000_000),
                };
                jiff::Span::try_from(interval).unwrap().fieldwise()
            };
            let spans = ["0", "1 year 2 months 3 days 04:05:06.789", "-1 month", "-00:00:00.000001"];
            Check::<JiffSpans>::new(spans).random(200, span).run(pool).await;
            unreadable::<jiff::SpanFieldwise>(pool, "interval", &["1 mon -1 days", "-178000000 years"]).await;
        });
        let span = jiff::Span::new().years(1).weeks(1).hours(25).nanoseconds(1999);
        let interval = Interval { months: 12, days: 7, microseconds: 90_000_000_001 };
        assert_eq!(Interval::try_from(span), Ok(interval));
        // The whole is told, not the day in it.
        let told = |error: pg_orm::types::OutOfRange| error.to_string();
        let moment = jiff::civil::DateTime::MIN;
        let error = told(Timestamp::try_from(moment).unwrap_err());
        assert_eq!(error, "`-009999-01-01T00:00:00` is out of range for timestamp");
        let moment = time::PrimitiveDateTime::MIN;
        let error = told(Timestamp::try_from(moment).unwrap_err());
        assert!(error.ends_with(" is out of range for timestamp"), "{error}");
        let before = jiff::Timestamp::from_nanosecond(-1).unwrap();
        assert_eq!(TimestampTz::try_from(before).unwrap().unix_microseconds(), Some(-1));
        let before = time::OffsetDateTime::from_unix_timestamp_nanos(-1).unwrap();
        assert_eq!(TimestampTz::try_from(before).unwrap().unix_microseconds(), Some(-1));
    }

    #[test]
    fn big_decimals() {
        on_each_version(async |pool, _| {
            let edges = ["0", "0.000", "1e131071", "123456789e-16383", "-1.50", "1e-400"];
            let random = |random: &mut Random| until(random, |random| numeric(random, 400, 400));
            Check::<BigDecimals>::new(edges).random(200, random).run(pool).await;
            unreadable::<bigdecimal::BigDecimal>(pool, "numeric", &["NaN", "Infinity", "-Infinity"]).await;
            let beyond = bigdecimal::BigDecimal::new(15.into(), 20_000);
            unwritable(pool, "numeric", beyond, "15e-20000").await;
            let beyond = bigdecimal::BigDecimal::new(15.into(), i64::MIN);
            unwritable(pool, "numeric", beyond, "15e9223372036854775808").await;
        });
        let thousands: bigdecimal::BigDecimal = "12e3".parse().unwrap();
        assert_eq!(Numeric::try_from(&thousands).unwrap().to_string(), "12000");
    }

    #[test]
    fn addresses_and_bits() {
        on_each_version(async |pool, _| {
            let inet = |random: &mut Random| until(random, crate::networks::inet);
            let network = |random: &mut Random| until::<Cidr, _>(random, crate::networks::cidr);
            Check::<IpNets>::new(["1.2.3.4/24", "::1"]).random(200, inet).run(pool).await;
            Check::<IpNetCidrs>::new(["10/8"]).random(200, network).run(pool).await;
            unwritable(pool, "cidr", "10.0.0.1/8".parse::<ipnet::IpNet>().unwrap(), "10.0.0.1/8").await;
            let inet = |random: &mut Random| until(random, crate::networks::inet);
            Check::<IpInets>::new(["1.2.3.4/24", "::1"]).random(200, inet).run(pool).await;
            let network = |random: &mut Random| until::<Cidr, _>(random, crate::networks::cidr);
            Check::<IpCidrs>::new(["10/8", "::/0"]).random(200, network).run(pool).await;
            let mac = |random: &mut Random| MacAddr(std::array::from_fn(|_| random.u64() as u8)).into();
            Check::<Eui48s>::new(["08:00:2b:01:02:03"]).random(200, mac).run(pool).await;
            let bits =
                |random: &mut Random| random.list(70, Random::bool).into_iter().collect::<BitString>().into();
            Check::<BitVecs>::new(["", "101", "00000000"]).random(200, bits).run(pool).await;
        });
    }

    #[test]
    fn shapes() {
        let coord = |random: &mut Random| geo_types::Coord {
            x: random.between(-1000, 1000) as f64 / 8.0,
            y: random.between(-1000, 1000) as f64 / 8.0,
        };
        on_each_version(async |pool, _| {
            let check = Check::<GeoPoints>::new(["(1,2)", "(Infinity,-0)"]).incomparable();
            check.random(100, |random| coord(random).into()).run(pool).await;
            let check = Check::<GeoLines>::new(["[(0,0),(3,4)]"]).incomparable();
            check.random(100, |random| geo_types::Line::new(coord(random), coord(random))).run(pool).await;
            let check = Check::<GeoRects>::new(["(1,2),(0,0)"]).incomparable();
            check.random(100, |random| geo_types::Rect::new(coord(random), coord(random))).run(pool).await;
            let check = Check::<GeoStrings>::new(["[(0,0),(1,1),(0,0)]", "[(1,1)]"]).incomparable();
            let line = |random: &mut Random| {
                geo_types::LineString([vec![coord(random)], random.list(5, coord)].concat())
            };
            check.random(100, line).run(pool).await;
            unreadable::<geo_types::LineString<f64>>(pool, "path", &["((0,0),(1,1))"]).await;
            let check = Check::<GeoPolygons>::new(["((0,0),(1,1),(2,0))", "((1,1))"]).incomparable();
            let ring = |random: &mut Random| geo_types::Polygon::new(line(random), Vec::new());
            check.random(100, ring).run(pool).await;
            unreadable::<geo_types::Polygon<f64>>(pool, "polygon", &["((0,0),(1,1),(0,0))"]).await;
            let hole = geo_types::LineString::from(vec![(1.0, 1.0), (2.0, 1.0), (1.0, 2.0)]);
            let outer = geo_types::LineString::from(vec![(0.0, 0.0), (9.0, 0.0), (0.0, 9.0)]);
            unwritable(pool, "polygon", geo_types::Polygon::new(outer, vec![hole]), "with holes").await;
        });
    }
}
