//! Ranges and multiranges.

use std::fmt::Display;
use std::ops::Bound;

use pg_orm::types::{Date, MultiRange, Numeric, Range, Timestamp, TimestampTz};

use crate::check::Check;
use crate::holder::{Case, case};
use crate::numbers::numeric;
use crate::random::Random;
use crate::server::on_each_version;
use crate::times::timestamp;

case!(Int4Ranges: Range<i32>, "int4range");
case!(Int8Ranges: Range<i64>, "int8range");
case!(NumRanges: Range<Numeric>, "numrange");
case!(DateRanges: Range<Date>, "daterange");
case!(TsRanges: Range<Timestamp>, "tsrange");
case!(TsTzRanges: Range<TimestampTz>, "tstzrange");
case!(Int4MultiRanges: MultiRange<i32>, "int4multirange");
case!(Int8MultiRanges: MultiRange<i64>, "int8multirange");
case!(NumMultiRanges: MultiRange<Numeric>, "nummultirange");
case!(DateMultiRanges: MultiRange<Date>, "datemultirange");
case!(TsMultiRanges: MultiRange<Timestamp>, "tsmultirange");
case!(TsTzMultiRanges: MultiRange<TimestampTz>, "tstzmultirange");

/// A range as PostgreSQL keeps it; `is_discrete` ones have the lower bound in, and the upper one out.
fn range<T: Ord>(random: &mut Random, value: impl Fn(&mut Random) -> T, is_discrete: bool) -> Range<T> {
    let (a, b) = (value(random), value(random));
    if a == b {
        return Range::Empty;
    }
    let (low, high) = if a < b { (a, b) } else { (b, a) };
    let mut bound = |value, is_in: bool| match random.below(8) {
        0 => Bound::Unbounded,
        it if is_discrete && is_in || !is_discrete && it & 1 == 1 => Bound::Included(value),
        _ => Bound::Excluded(value),
    };
    let lower = bound(low, true);
    Range::new(lower, bound(high, false))
}

/// Ascending ranges that don't touch.
fn ranges<T: Ord + Clone>(random: &mut Random, value: impl Fn(&mut Random) -> T) -> MultiRange<T> {
    let mut values = random.list(9, value);
    values.sort();
    values.dedup();
    let bound = |pair: &[T]| match pair {
        [low, high] => Some(Range::new(Bound::Included(low.clone()), Bound::Excluded(high.clone()))),
        _ => None,
    };
    values.chunks(2).filter_map(bound).collect()
}

const WHOLE: [&str; 7] = ["empty", "[1,4)", "(1,4]", "(,)", "[3,)", "(,3)", "[-2147483648,2147483647)"];
const MOMENTS: [&str; 5] = [
    "empty",
    "[2020-01-01 00:00,2020-01-01 12:30:00.5)",
    "(,infinity]",
    "[-infinity,)",
    "[\"4714-11-24 00:00:00 BC\",\"294276-12-31 23:59:59.999999\"]",
];

async fn check<C: Case<Value: Display + std::str::FromStr<Err: std::fmt::Debug>>>(
    pool: &pg_orm::Pool,
    edges: &[&str],
    value: impl Fn(&mut Random) -> C::Value,
) {
    Check::<C>::new(edges.iter().copied()).random(200, value).displayed().parsed().run(pool).await;
}

#[test]
fn ranges_and_multiranges() {
    let finite = |random: &mut Random| loop {
        let number = numeric(random, 8, 8);
        if !number.is_nan() {
            return number;
        }
    };
    let day =
        |random: &mut Random| Date::from_days(random.between(-2_400_000, 2_100_000_000) as i32).unwrap();
    on_each_version(async |pool, _| {
        check::<Int4Ranges>(pool, &WHOLE, |random| range(random, |random| random.u64() as i32, true)).await;
        check::<Int8Ranges>(pool, &WHOLE, |random| range(random, |random| random.u64() as i64, true)).await;
        let numbers = ["(1.5,2.50]", "empty", "[0,)", "[-Infinity,Infinity]", "[0.10,0.1]"];
        check::<NumRanges>(pool, &numbers, |random| range(random, finite, false)).await;
        let dates =
            ["[2020-01-01,2020-12-31]", "(,2020-01-01)", "[-infinity,infinity)", "[\"0044-03-15 BC\",)"];
        check::<DateRanges>(pool, &dates, |random| range(random, day, true)).await;
        check::<TsRanges>(pool, &MOMENTS, |random| range(random, timestamp, false)).await;
        let utc = |random: &mut Random| timestamp(random).as_utc();
        check::<TsTzRanges>(pool, &MOMENTS, |random| range(random, utc, false)).await;

        let whole = ["{}", "{[1,3),[7,)}", "{(,)}", "{(,-5),[0,1)}"];
        check::<Int4MultiRanges>(pool, &whole, |random| ranges(random, |random| random.u64() as i32)).await;
        check::<Int8MultiRanges>(pool, &whole, |random| ranges(random, |random| random.u64() as i64)).await;
        check::<NumMultiRanges>(pool, &["{}", "{(1.5,2.50]}"], |random| ranges(random, finite)).await;
        check::<DateMultiRanges>(pool, &["{}", "{[2020-01-01,2020-01-02)}"], |random| ranges(random, day))
            .await;
        let times = ["{}", "{[2020-01-01 00:00,infinity],(,0044-03-15 00:00:00 BC)}"];
        check::<TsMultiRanges>(pool, &times, |random| ranges(random, timestamp)).await;
        check::<TsTzMultiRanges>(pool, &times, |random| ranges(random, utc)).await;
    });
}

#[test]
fn rusts_ranges_are_postgresqls() {
    on_each_version(async |pool, _| {
        for (range, text) in [
            (Range::from(1..=3), "[1,4)"),
            (Range::from(2..), "[2,)"),
            (Range::from(..2), "(,2)"),
            (Range::from(..), "(,)"),
            (Range::from(2..2), "empty"),
        ] {
            let rows = pool.query("select $1::int4range::text", &[&range]).await.unwrap();
            assert_eq!(rows[0].get::<String>(0).unwrap(), text);
        }
        // The server refuses what it has no order for.
        #[allow(clippy::reversed_empty_ranges)]
        let wrong = pool.query("select $1::int4range", &[&Range::from(3..1)]).await.unwrap_err();
        assert_eq!(wrong.code().map(|code| code.code()), Some("22000"));
        // Nor is a null a bound.
        let null = Range::new(Bound::Included(None::<i32>), Bound::Unbounded);
        let error = pool.query("select $1::int4range", &[&null]).await.unwrap_err().to_string();
        assert!(error.contains("bound can't be NULL"), "{error}");
    });
    for text in ["", "[1,2", "1,2", "[1;2)", "[1,2,3)", "[a,)", "[1,2))", "EMPTY"] {
        assert!(text.parse::<Range<i32>>().is_err(), "{text}");
    }
}
