//! Arrays that a `Vec` does not hold, and what else is said about values.

use pg_orm::types::{Array, Foreign, Inet, Money, MultiRange, Range};
use pg_orm::{ErrorKind, Pool};

use crate::server::on_each_version;

async fn error_of<T: pg_orm::Value>(pool: &Pool, sql: &str) -> String {
    pool.query(sql, &[]).await.unwrap()[0].get::<T>(0).unwrap_err().to_string()
}

#[test]
fn a_vec_says_what_it_does_not_hold() {
    on_each_version(async |pool, _| {
        let error = error_of::<Vec<i32>>(pool, "select array[[1,2],[3,4]]").await;
        assert!(error.contains("2 dimensions") && error.contains("pg_orm::types::Array"), "{error}");
        let error = error_of::<Vec<i32>>(pool, "select '[0:1]={1,2}'::int[]").await;
        assert!(error.contains("first index is 0") && error.contains("pg_orm::types::Array"), "{error}");
        let error = error_of::<Vec<i32>>(pool, "select array[1,null]").await;
        assert!(error.contains("NULL") && error.contains("Option"), "{error}");
        let rows = pool.query("select '{}'::int[], '[0:1]={1,2}'::int[]", &[]).await.unwrap();
        assert!(rows[0].get::<Vec<i32>>(0).unwrap().is_empty());
        assert_eq!(rows[0].get::<Array<i32>>(1).unwrap().get(&[0]), Some(&Some(1)));
    });
}

#[test]
fn slices_and_texts_are_parameters() {
    on_each_version(async |pool, _| {
        let (name, list) = ("Ada".to_owned(), ["a", "b"]);
        let rows = pool
            .query(
                "select $1::text || $2::text || $3::name, $4::text[] || $5::text[] || $6::text[], $7::int[], $8::bytea, $9::text",
                &[
                    &"x",
                    &name,
                    &std::borrow::Cow::Borrowed("y"),
                    &list,
                    &&list[..],
                    &list.to_vec(),
                    &&[1, 2][..],
                    &&b"\0\x01"[..],
                    &None::<&str>,
                ],
            )
            .await
            .unwrap();
        assert_eq!(rows[0].get::<String>(0).unwrap(), "xAday");
        assert_eq!(rows[0].get::<Vec<String>>(1).unwrap(), ["a", "b", "a", "b", "a", "b"]);
        assert_eq!(rows[0].get::<Vec<i32>>(2).unwrap(), [1, 2]);
        assert_eq!(rows[0].get::<Vec<u8>>(3).unwrap(), [0, 1]);
        assert_eq!(rows[0].get::<Option<String>>(4).unwrap(), None);
    });
}

#[test]
fn what_the_driver_has_is_a_value_too() {
    on_each_version(async |pool, _| {
        let sent = Foreign(std::time::SystemTime::UNIX_EPOCH);
        let rows =
            pool.query("select $1::timestamptz, $2::int[]", &[&sent, &vec![Foreign(7)]]).await.unwrap();
        assert_eq!(rows[0].get::<Foreign<std::time::SystemTime>>(0).unwrap(), sent);
        assert_eq!(rows[0].get::<Option<Vec<Foreign<i32>>>>(1).unwrap(), Some(vec![Foreign(7)]));
        let error = pool.query("select $1::text", &[&Foreign(7)]).await.unwrap_err().to_string();
        assert!(error.contains("i32") && error.contains("text"), "{error}");
    });
}

#[test]
fn nul_is_refused_wherever_it_stands() {
    on_each_version(async |pool, _| {
        pool.execute("drop type if exists text_range", &[]).await.unwrap();
        pool.execute("create type text_range as range (subtype = text, collation = \"C\")", &[])
            .await
            .unwrap();
        let range = Range::from("a\0".to_owned()..);
        let refused: [(&str, &dyn pg_orm::Parameter); 8] = [
            ("text", &"\0"),
            ("text[]", &vec!["a".to_owned(), "b\0".to_owned()]),
            ("name", &"\0".to_owned()),
            ("text_range", &range),
            ("json", &pg_orm::types::Json("\0".to_owned())),
            ("jsonb", &pg_orm::types::Jsonb("\"\\u0000\"".to_owned())),
            ("tsquery", &pg_orm::types::TsQuery::lexeme("\0")),
            ("jsonpath[]", &vec![pg_orm::types::JsonPath("\0".to_owned())]),
        ];
        for (type_, value) in refused {
            let error = pool.query(&format!("select $1::{type_}"), &[value]).await.unwrap_err();
            assert!(matches!(error.kind(), ErrorKind::NulInText { .. }), "{type_}: {error}");
        }
    });
}

#[test]
fn the_wrong_type_is_refused() {
    on_each_version(async |pool, _| {
        let row = pool.query("select 1::int4 as one, '{}'::int4[], null::inet", &[]).await.unwrap().remove(0);
        assert!(row.get::<Inet>(0).is_err() && row.get::<Range<i32>>(0).is_err());
        assert!(row.get::<MultiRange<i32>>(1).is_err());
        assert_eq!(row.get::<Option<Inet>>(2).unwrap(), None);
        let error = row.get::<i64>("one").unwrap_err().to_string();
        assert!(error.contains("column `one`") && error.contains("int4"), "{error}");
        let error = row.get::<i64>("two").unwrap_err().to_string();
        assert!(error.contains("no column `two`"), "{error}");
        let error = pool.query("select $1::int4", &[&Money(1)]).await.unwrap_err().to_string();
        assert!(error.contains("Money"), "{error}");
    });
}
