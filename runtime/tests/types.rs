//! Values of every type of our own, there and back, on the oldest and the newest PostgreSQL: the text that the server
//! prints of a value is the judge.
#![cfg(all(feature = "chrono", feature = "decimal"))]
#![allow(clippy::unwrap_used, clippy::panic)]

use std::fmt::{Debug, Display};
use std::ops::Bound;
use std::str::FromStr;

use pg_orm::types::chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use pg_orm::types::rust_decimal::Decimal;
use pg_orm::types::{
    BitString, Box_, Cidr, Circle, Inet, Interval, JsonPath, Line, Lseg, MacAddr, MacAddr8, Money,
    MultiRange, Path, PgLsn, Point, Polygon, Range, TimeTz, ToSql, TsVector, Xid, Xid8,
};
use pg_orm_local::{Server, TestPostgres};
use tokio_postgres::types::FromSqlOwned;
use tokio_postgres::{Client, NoTls};

/// The major versions that all of this holds for.
const MAJORS: [u32; 2] = [15, 18];

/// Runs `test` with a connection to each version.
fn on_each_version(test: impl AsyncFn(&Client, u32)) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    for major in MAJORS {
        let variable = format!("PGORM_TEST_URL_{major}");
        let server = TestPostgres::obtain(&variable, Server::temporary().major(major)).unwrap();
        runtime.block_on(async {
            let (client, connection) = tokio_postgres::connect(&server.url(), NoTls).await.unwrap();
            let connection = tokio::spawn(connection);
            test(&client, major).await;
            drop(client);
            connection.await.unwrap().unwrap();
        });
    }
}

/// The server's text of a value of ours, by the type's output function: a cast of `inet` writes more.
async fn text_of<T: ToSql + Sync>(client: &Client, type_: &str, value: &T) -> String {
    let statement = format!("select format('%s', $1::{type_})");
    client.query_one(&statement, &[value]).await.unwrap().get(0)
}

/// Each literal's value, sent back, is to the server what the literal is; also as an element of an array. Answers the
/// values with the server's text.
async fn there_and_back<T>(client: &Client, type_: &str, literals: &[&str]) -> Vec<(T, String)>
where
    T: FromSqlOwned + ToSql + Sync + Debug,
{
    let mut values = Vec::new();
    for literal in literals {
        let statement = format!("select '{literal}'::{type_}, format('%s', '{literal}'::{type_})");
        let row = client
            .query_one(&statement, &[])
            .await
            .unwrap_or_else(|error| panic!("{type_} {literal}: {error:?}"));
        let (value, text): (T, String) = (row.get(0), row.get(1));
        assert_eq!(text_of(client, type_, &value).await, text, "{type_} from {literal}");
        values.push((value, text));
    }
    let elements: Vec<String> = literals.iter().map(|literal| format!("'{literal}'::{type_}")).collect();
    let statement = format!("select array[{}]", elements.join(", "));
    let array: Vec<T> = client.query_one(&statement, &[]).await.unwrap().get(0);
    let statement = format!("select array(select format('%s', item) from unnest($1::{type_}[]) as item)");
    let texts: Vec<String> = client.query_one(&statement, &[&array]).await.unwrap().get(0);
    assert!(texts.iter().eq(values.iter().map(|(_, text)| text)), "{type_}[]: {texts:?}");
    values
}

/// The same, and ours is displayed as the server prints it.
async fn displayed<T>(client: &Client, type_: &str, literals: &[&str]) -> Vec<(T, String)>
where
    T: FromSqlOwned + ToSql + Sync + Debug + Display,
{
    let values = there_and_back::<T>(client, type_, literals).await;
    for (value, text) in &values {
        assert_eq!(value.to_string(), *text, "{type_} {value:?}");
    }
    values
}

/// The same, and the server's text is read as the value.
async fn parsed<T>(client: &Client, type_: &str, literals: &[&str])
where
    T: FromSqlOwned + ToSql + Sync + Debug + Display + PartialEq + FromStr<Err: Debug>,
{
    for (value, text) in displayed::<T>(client, type_, literals).await {
        assert_eq!(text.parse::<T>().unwrap(), value, "{type_} {text}");
    }
}

#[test]
fn times() {
    on_each_version(async |client, major| {
        let intervals = [
            "0",
            "1 year 2 months 3 days 04:05:06.789",
            "-1 year -1 day",
            "1 year -2 days 00:00:01",
            "-1 month 2 days -00:00:00.000001",
            "1 mon 1 day",
            "25 months",
            "-1 days +02:03:04",
            "1000000 hours",
            "-178000000 years",
            "2147483646 days",
            "00:00:00.1",
        ];
        displayed::<Interval>(client, "interval", &intervals).await;
        if major >= 17 {
            let infinite = displayed::<Interval>(client, "interval", &["infinity", "-infinity"]).await;
            let infinite: Vec<Interval> = infinite.into_iter().map(|(value, _)| value).collect();
            assert_eq!(infinite, [Interval::INFINITY, Interval::NEG_INFINITY]);
        }
        let times = [
            "00:00:00+00",
            "04:05:06.789-08",
            "24:00:00+05:30",
            "12:00:00.000001-15:59:59",
            "01:02:03+00:00:01",
        ];
        displayed::<TimeTz>(client, "timetz", &times).await;
    });
}

#[test]
fn networks() {
    on_each_version(async |client, _| {
        let addresses = [
            "192.168.0.1",
            "192.168.0.1/24",
            "0.0.0.0/0",
            "255.255.255.255/32",
            "::",
            "::1",
            "::2/64",
            "::1.2.3.4",
            "::ffff:1.2.3.4",
            "::ffff:0:0",
            "::1:0:0",
            "2001:db8::ff00:42:8329/48",
            "1:0:0:2:0:0:0:3",
            "1:0:2:3:4:5:6:7",
            "0:1:2:3:4:5:6:0",
            "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/128",
        ];
        parsed::<Inet>(client, "inet", &addresses).await;
        let networks = [
            "10.0.0.0/8",
            "10/8",
            "0.0.0.0/0",
            "192.168.1.1",
            "::/0",
            "2001:db8::/32",
            "::1/128",
            "::ffff:0:0/96",
        ];
        parsed::<Cidr>(client, "cidr", &networks).await;
        parsed::<MacAddr>(client, "macaddr", &["08:00:2b:01:02:03", "ff-ff-ff-ff-ff-ff", "0800.2b01.0203"])
            .await;
        parsed::<MacAddr8>(client, "macaddr8", &["08:00:2b:01:02:03:04:05", "08:00:2b:01:02:03"]).await;
    });
    for text in ["", "1.2.3", "1.2.3.4/33", "::/129", "1.2.3.4/", "1.2.3.4/+1x", "host"] {
        assert!(text.parse::<Inet>().is_err(), "{text}");
    }
    for text in ["10.0.0.1/8", "::1/64", "1.2.3.4/31x"] {
        assert_eq!(text.parse::<Cidr>().unwrap_err().to_string(), format!("`{text}` is not of type cidr"));
    }
    for text in ["08:00:2b:01:02", "08:00:2b:01:02:0g", "08:00:2b:01:02:+3", "8:0:2b:1:2:3"] {
        assert!(text.parse::<MacAddr>().is_err(), "{text}");
    }
}

#[test]
fn numbers_and_bits() {
    on_each_version(async |client, _| {
        parsed::<PgLsn>(client, "pg_lsn", &["0/0", "16/B374D848", "FFFFFFFF/FFFFFFFF"]).await;
        parsed::<Xid>(client, "xid", &["0", "3", "4294967295"]).await;
        parsed::<Xid8>(client, "xid8", &["0", "4294967296", "18446744073709551615"]).await;
        parsed::<BitString>(client, "varbit", &["", "1", "10101010", "000000001", "1111111111111111"]).await;
        parsed::<BitString>(client, "bit(3)", &["101", "000"]).await;
        let amounts =
            there_and_back::<Money>(client, "money", &["0", "12.50", "-1", "92233720368547758.07"]).await;
        let minor: Vec<i64> = amounts.iter().map(|(amount, _)| amount.0).collect();
        assert_eq!(minor, [0, 1250, -100, i64::MAX]);
    });
    assert!("1/".parse::<PgLsn>().is_err() && "+1/1".parse::<PgLsn>().is_err());
    assert!("012".parse::<BitString>().is_err());
}

#[test]
fn geometry() {
    on_each_version(async |client, _| {
        let points =
            ["(0,0)", "(1.5,-2)", "(-0,1e300)", "(1e-05,123456789012345678)", "(Infinity,NaN)", "(0.1,1e15)"];
        displayed::<Point>(client, "point", &points).await;
        displayed::<Line>(client, "line", &["{1,-1,0}", "{0,2.5,1e20}"]).await;
        displayed::<Lseg>(client, "lseg", &["[(0,0),(3,4)]"]).await;
        displayed::<Circle>(client, "circle", &["<(1,2),3.5>", "<(0,0),0>"]).await;
        displayed::<Path>(client, "path", &["[(0,0),(1,1)]", "((0,0),(1,1),(2,0))", "[(1,1)]"]).await;
        displayed::<Polygon>(client, "polygon", &["((0,0),(1,1),(2,0))", "((1,1))"]).await;
        let row = client
            .query_one("select '(0,0),(1,2)'::box, format('%s', '(0,0),(1,2)'::box)", &[])
            .await
            .unwrap();
        let (value, text): (Box_, String) = (row.get(0), row.get(1));
        assert_eq!((value.to_string(), text_of(client, "box", &value).await), (text.clone(), text));
    });
}

#[test]
fn ranges() {
    on_each_version(async |client, _| {
        let whole = ["empty", "[1,4)", "(1,4]", "(,)", "[3,)", "(,3)", "[-2147483648,2147483647)"];
        there_and_back::<Range<i32>>(client, "int4range", &whole).await;
        there_and_back::<Range<i64>>(client, "int8range", &whole).await;
        there_and_back::<Range<Decimal>>(client, "numrange", &["(1.5,2.50]", "empty", "[0,)"]).await;
        there_and_back::<Range<NaiveDate>>(
            client,
            "daterange",
            &["[2020-01-01,2020-12-31]", "(,2020-01-01)"],
        )
        .await;
        there_and_back::<Range<NaiveDateTime>>(
            client,
            "tsrange",
            &["[2020-01-01 00:00,2020-01-01 12:30:00.5)"],
        )
        .await;
        there_and_back::<Range<DateTime<Utc>>>(client, "tstzrange", &["(2020-01-01 00:00+02,]", "empty"])
            .await;
        there_and_back::<MultiRange<i32>>(client, "int4multirange", &["{}", "{[1,3),[7,)}", "{(,)}"]).await;
        there_and_back::<MultiRange<i64>>(client, "int8multirange", &["{[1,3),[7,8)}"]).await;
        there_and_back::<MultiRange<NaiveDate>>(client, "datemultirange", &["{[2020-01-01,2020-01-02)}"])
            .await;

        let row = client
            .query_one("select '(1,4]'::int4range, '(1.5,)'::numrange, 'empty'::int8range", &[])
            .await
            .unwrap();
        assert_eq!(row.get::<_, Range<i32>>(0), Range::from(2..5));
        let bounds = Range::new(Bound::Excluded(Decimal::new(15, 1)), Bound::Unbounded);
        assert_eq!(row.get::<_, Range<Decimal>>(1), bounds);
        assert_eq!(row.get::<_, Range<i64>>(2), Range::Empty);
        for (range, text) in [
            (Range::from(1..=3), "[1,4)"),
            (Range::from(2..), "[2,)"),
            (Range::from(..2), "(,2)"),
            (Range::from(..), "(,)"),
            (Range::from(2..2), "empty"),
        ] {
            assert_eq!(text_of::<Range<i32>>(client, "int4range", &range).await, text);
        }
        // The server refuses what it has no order for.
        #[allow(clippy::reversed_empty_ranges)]
        let wrong = client.query_one("select $1::int4range", &[&Range::from(3..1)]).await.unwrap_err();
        assert_eq!(wrong.code().map(|code| code.code()), Some("22000"));
        // Nor is a null a bound.
        let null = Range::new(Bound::Included(None::<i32>), Bound::Unbounded);
        assert!(client.query_one("select $1::int4range", &[&null]).await.is_err());
    });
}

#[test]
fn text_search_and_paths() {
    on_each_version(async |client, _| {
        let documents =
            ["", "a", "a:1A,2B,3C,4 fat:16383", "''it''''s'':1 ''back\\\\\\\\slash''", "''two words'' é"];
        displayed::<TsVector>(client, "tsvector", &documents).await;
        displayed::<JsonPath>(client, "jsonpath", &["$", "strict $.a[*] ? (@.b > 1)", "$.\"k\""]).await;
    });
}

#[test]
fn the_wrong_type_is_refused() {
    on_each_version(async |client, _| {
        let row = client.query_one("select 1::int4, '{}'::int4[], null::inet", &[]).await.unwrap();
        assert!(row.try_get::<_, Inet>(0).is_err());
        assert!(row.try_get::<_, Range<i32>>(0).is_err());
        assert!(row.try_get::<_, MultiRange<i32>>(1).is_err());
        assert_eq!(row.get::<_, Option<Inet>>(2), None);
        let error = client.query_one("select $1::int4", &[&Money(1)]).await.unwrap_err();
        assert!(format!("{error:?}").contains("Money"), "{error:?}");
    });
}
