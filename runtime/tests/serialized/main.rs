//! Generated models with serde's derives: every type goes out as JSON and comes back the same, from rows of a real server.
#![allow(clippy::unwrap_used, clippy::panic, clippy::expect_used, clippy::indexing_slicing)]

mod db;
#[path = "../types/server.rs"]
mod server;

use pg_orm::Pool;
use pg_orm::types::{Array, Foreign, Range};
use serde_json::{Value, json};

use db::{Mood, Price, Thing};
use server::on_each_version;

async fn thing(pool: &Pool) -> Thing {
    pool.execute("drop table if exists thing", &[]).await.unwrap();
    for (kind, name) in [("type", "mood"), ("type", "price"), ("domain", "mail")] {
        pool.execute(&format!("drop {kind} if exists {name}"), &[]).await.unwrap();
    }
    let connection = pool.connection().await.unwrap();
    connection.batch(include_str!("db/schema.sql")).await.unwrap();
    let insert = "insert into thing values (1, 'not so happy', '{happy,not so happy}', 'a@b', '(1.50,)', '{a,null}',
        '{{1,2},{3,null}}', 0.1, '-1e40', '2024-02-29', '2024-02-29 12:00:00.5+00', '1 mon -2 days 00:00:03.5',
        'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', '{\"a\": [1, null]}', '{\"b\":1.00,  \"a\":1}', '10.0.0.1/8', '10.0.0.0/8',
        '08:00:2b:01:02:03', '08:00:2b:01:02:03:04:05', '101', '(1.5,-2)', '{1,2,3}', '[(0,0),(1,1)]', '(1,1),(0,0)',
        '[(0,0),(1,1)]', '((0,0),(1,1),(2,0))', '<(0,0),3>', '[1,4)', '{[1,3),[7,)}', 'empty', '''a'':1A ''b''',
        'fat & !rat:*', '16/B374D848', '731', 12.50, '12:00:00+02', '$.a[*]', '(7,3)', '10:20:10,14')";
    connection.execute(insert, &[]).await.unwrap();
    Thing::by_id(1).one(&connection).await.unwrap()
}

#[test]
fn a_generated_model_goes_out_as_json_and_comes_back() {
    on_each_version(async |pool, _| {
        let thing = thing(pool).await;
        let out = serde_json::to_value(&thing).unwrap();
        assert_eq!(serde_json::from_value::<Thing>(out.clone()).unwrap(), thing);
        assert_eq!(serde_json::from_str::<Thing>(&out.to_string()).unwrap(), thing);
        for (field, told) in [
            ("mood", json!("not so happy")),
            ("moods", json!(["happy", "not so happy"])),
            ("mail", json!("a@b")),
            ("price", json!({"amount": "1.50", "currency": null})),
            ("names", json!(["a", null])),
            ("ratio", json!(0.1)),
            ("big", json!(format!("-1{}", "0".repeat(40)))),
            ("every", json!("1 mon -2 days +00:00:03.5")),
            ("doc", json!({"a": [1, null]})),
            ("kept", json!("{\"b\":1.00,  \"a\":1}")),
            ("host", json!("10.0.0.1/8")),
            ("bits", json!("101")),
            ("spot", json!("(1.5,-2)")),
            ("span", json!({"between": {"lower": {"Included": 1}, "upper": {"Excluded": 4}}})),
            ("period", json!("empty")),
            ("search", json!("'fat' & !'rat':*")),
            ("xid", json!(731)),
            ("cost", json!(1250)),
        ] {
            assert_eq!(out[field], told, "{field}");
        }
        assert_eq!(out["spans"][1]["between"]["upper"], json!("Unbounded"));
        assert_eq!(out["grid"]["elements"], json!([1, 2, 3, null]));
        assert_eq!(out["grid"]["dimensions"][0], json!({"length": 2, "lower_bound": 1}));
        // The text of each is PostgreSQL's own.
        let fields = [
            "host", "net", "mac", "mac8", "bits", "spot", "edge", "segment", "frame", "way", "area", "round",
        ];
        let more = ["words", "search", "lsn", "late", "json_path", "tuple", "seen", "big", "kept"];
        for field in fields.into_iter().chain(more) {
            let rows = pool.query(&format!("select format('%s', {field}) from thing"), &[]).await.unwrap();
            assert_eq!(out[field], Value::String(rows[0].get(0).unwrap()), "{field}");
        }
    });
}

#[test]
fn what_is_no_value_is_refused() {
    let told = |done: serde_json::Error| done.to_string();
    let error = told(serde_json::from_value::<pg_orm::types::Inet>(json!("10.0.0.x")).unwrap_err());
    assert_eq!(error, "`10.0.0.x` is not of type inet");
    let error = told(serde_json::from_value::<pg_orm::types::Numeric>(json!(1)).unwrap_err());
    assert!(error.contains("expected a text as PostgreSQL prints it"), "{error}");
    let array = json!({"dimensions": [{"length": 2, "lower_bound": 1}], "elements": [1]});
    let error = told(serde_json::from_value::<Array<i32>>(array).unwrap_err());
    assert!(error.contains("1 elements in dimensions [2]"), "{error}");
    let error = told(serde_json::from_value::<Mood>(json!("Sad")).unwrap_err());
    assert!(error.contains("expected `happy` or `not so happy`"), "{error}");
    assert!(serde_json::from_value::<Price>(json!({"currency": "EUR"})).is_err());
    assert_eq!(serde_json::to_value(Foreign(Range::<i32>::Empty)).unwrap(), json!("empty"));
}

#[test]
fn types_of_other_crates_go_there_and_back() {
    fn check<T: serde::Serialize + serde::de::DeserializeOwned + PartialEq + std::fmt::Debug>(value: T) {
        let text = serde_json::to_string(&value).unwrap();
        assert_eq!(serde_json::from_str::<T>(&text).unwrap(), value, "{text}");
    }
    check(pg_orm::types::Xid8(u64::MAX));
    #[cfg(feature = "decimal")]
    check(pg_orm::types::rust_decimal::Decimal::new(-150, 2));
    #[cfg(feature = "bigdecimal")]
    check("1.50".parse::<pg_orm::types::bigdecimal::BigDecimal>().unwrap());
    #[cfg(feature = "time")]
    check(pg_orm::types::time::OffsetDateTime::UNIX_EPOCH);
    #[cfg(feature = "jiff")]
    check(pg_orm::types::jiff::Timestamp::UNIX_EPOCH);
    #[cfg(feature = "ipnet")]
    check("10.0.0.1/8".parse::<pg_orm::types::ipnet::IpNet>().unwrap());
    #[cfg(feature = "cidr")]
    check("10.0.0.1/8".parse::<pg_orm::types::cidr::IpInet>().unwrap());
    #[cfg(feature = "eui48")]
    check(pg_orm::types::eui48::MacAddress::broadcast());
    #[cfg(feature = "bit-vec")]
    check(pg_orm::types::bit_vec::BitVec::<u32>::from_elem(9, true));
}
