//! Values that PostgreSQL refuses are told with their columns, missing grants with their line, and another database as one.

use pg_orm::types::rust_decimal::Decimal;
use pg_orm::types::{Array, BitString, Dimension};
use pg_orm::{Error, Filter, Pool, SqlState};

use crate::support::{on_each_with, pool};

mod db {
    pg_orm::schema!("schemas/refused.pgorm");
}

use db::{Address, Kind, Limits, Lists, Secret, Teller, limits, lists, secret};

const SCHEMA: &str = "schemas/refused.pgorm";

fn on_each(case: impl AsyncFn(&Pool)) {
    on_each_with(SCHEMA, async |url| case(&pool(&url, 2).await).await);
}

#[test]
fn domains_over_arrays_are_one_of_several() {
    on_each(async |pool| {
        let grid = |numbers: [i32; 2]| {
            let shape = vec![Dimension::of(2), Dimension::of(1)];
            Array::new(shape, numbers.map(Some).to_vec()).unwrap()
        };
        let new = |id: i32| lists::New {
            id,
            ints: vec![id, 2].into(),
            kinds: vec![if id == 1 { Kind::Small } else { Kind::Large }].into(),
            holes: vec![Some(format!("{id}")), None].into(),
            grid: grid([id, 0]).into(),
            mails: vec![format!("{id}@x").into()].into(),
        };
        let rows = [1, 2, 3].map(|id| {
            let row = Lists::insert(new(id));
            if id == 3 { row } else { row.more(vec![id]) }
        });
        let made = Lists::insert_many(rows).returning(pool).await.unwrap();
        let ids = async |filter: Filter<Lists>| -> Vec<i32> {
            let rows = Lists::query().filter(filter).order_by(lists::id.asc()).all(pool).await.unwrap();
            rows.iter().map(|row| row.id).collect()
        };
        assert_eq!(ids(lists::ints.in_([vec![1, 2], vec![3, 2], vec![]])).await, [1, 3]);
        assert_eq!(ids(lists::ints.not_in([[1, 2]])).await, [2, 3]);
        assert_eq!(ids(lists::more.in_([made[0].more.clone(), None])).await, [1, 3]);
        assert_eq!(ids(lists::more.not_in([made[0].more.clone()])).await, [2, 3]);
        assert_eq!(ids(lists::kinds.in_([vec![Kind::Large]])).await, [2, 3]);
        assert_eq!(ids(lists::kinds.not_in([vec![Kind::Large]])).await, [1]);
        assert_eq!(ids(lists::holes.in_([made[1].holes.clone()])).await, [2]);
        assert_eq!(ids(lists::grid.in_([grid([3, 0]), grid([9, 9])])).await, [3]);
        assert_eq!(ids(lists::mails.in_([made[0].mails.clone()])).await, [1]);
        assert_eq!(ids(lists::mails.in_(Vec::<db::Mails>::new())).await, [0; 0]);
        for row in &made {
            let same = lists::ints.eq(row.ints.clone()).and(lists::kinds.eq(row.kinds.clone()));
            let same = same.and(lists::holes.eq(row.holes.clone())).and(lists::grid.eq(row.grid.clone()));
            assert_eq!(ids(same.and(lists::mails.eq(row.mails.clone()))).await, [row.id]);
        }
    });
}

/// What the error says under its first line, without the statement.
fn told(error: &Error) -> String {
    error
        .to_string()
        .lines()
        .skip(1)
        .filter(|line| !line.starts_with("  in: "))
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn a_value_that_does_not_fit_is_told_with_its_column() {
    on_each(async |pool| {
        let new = |id| Limits::insert(limits::New { id });
        let bits = |text: &str| text.parse::<BitString>().unwrap();
        let cases = [
            (
                new(1).short("ünicode").shorter("abc"),
                SqlState::STRING_DATA_RIGHT_TRUNCATION,
                "`Limits.short` is `character varying(5)`",
            ),
            (
                new(1).short("abc").shorter("abcd"),
                SqlState::STRING_DATA_RIGHT_TRUNCATION,
                "`Limits.shorter` is `character varying(3)`",
            ),
            (
                new(1).letters("abc"),
                SqlState::STRING_DATA_RIGHT_TRUNCATION,
                "`Limits.letters` is `character(2)`",
            ),
            (
                new(1).code("abcde"),
                SqlState::STRING_DATA_RIGHT_TRUNCATION,
                "`Limits.code` is `character varying(4)`",
            ),
            (
                new(1).tags(["ab", "abc"]),
                SqlState::STRING_DATA_RIGHT_TRUNCATION,
                "`Limits.tags` is `character varying(2)`",
            ),
            (
                new(1).price(Decimal::new(999_995, 2)),
                SqlState::NUMERIC_VALUE_OUT_OF_RANGE,
                "`Limits.price` is `numeric(5,2)`",
            ),
            (
                new(1).price(Decimal::from(1000)).total(Decimal::from(-2000)),
                SqlState::NUMERIC_VALUE_OUT_OF_RANGE,
                "`Limits.price` or `Limits.total`, which are `numeric(5,2)`",
            ),
            (
                new(1).bits(bits("10")).more(bits("1")),
                SqlState::STRING_DATA_LENGTH_MISMATCH,
                "`Limits.bits` is `bit(3)`",
            ),
            (
                new(1).more(bits("1010")),
                SqlState::STRING_DATA_RIGHT_TRUNCATION,
                "`Limits.more` is `bit varying(3)`",
            ),
            (new(1).mail("nobody"), SqlState::CHECK_VIOLATION, "`Limits.mail` is of the domain `mail`"),
            (
                new(1).home(Address { street: "here".into(), mail: Some("nobody".into()) }),
                SqlState::CHECK_VIOLATION,
                "`Limits.home` is of the domain `mail`",
            ),
        ];
        for (row, code, column) in cases {
            let error = row.clone().exec(pool).await.unwrap_err();
            assert_eq!((error.code(), told(&error)), (Some(&code), format!("  at: {column}")), "{error}");
            let error = Limits::insert_many([row]).exec(pool).await.unwrap_err();
            assert_eq!((error.code(), told(&error)), (Some(&code), format!("  at: {column}")), "{error}");
        }

        new(1).exec(pool).await.unwrap();
        let grown = Limits::by_id(1).update(limits::count.set(i32::MAX)).set(limits::small.set(7));
        grown.exec(pool).await.unwrap();
        let error = Limits::by_id(1).update(limits::count.increase_by(1)).exec(pool).await.unwrap_err();
        assert_eq!(told(&error), "  at: `Limits.count` is `integer`", "{error}");
        let error = Limits::by_id(1).update(limits::price.increase_by(1000)).exec(pool).await.unwrap_err();
        assert_eq!(told(&error), "  at: `Limits.price` is `numeric(5,2)`", "{error}");
        // A value of a condition is none that a column was given.
        let update =
            Limits::query().filter(limits::short.ne("longer than five")).update(limits::shorter.set("abcd"));
        assert_eq!(
            told(&update.exec(pool).await.unwrap_err()),
            "  at: `Limits.shorter` is `character varying(3)`"
        );
    });
}

#[test]
fn what_a_role_lacks_and_another_database_are_told() {
    on_each(async |pool| {
        let db = pool.session(Teller {});
        assert_eq!(Limits::query().count(&db).await.unwrap(), 0);
        let lacks = "  help: the session's role `teller` lacks a grant: `@@grant(teller, [";
        let error = Secret::query().all(&db).await.unwrap_err();
        assert!(
            told(&error).starts_with(&format!("{lacks}select])` in the schema's block of `secret`")),
            "{error}"
        );
        let error = Limits::insert(limits::New { id: 1 }).exec(&db).await.unwrap_err();
        assert!(told(&error).starts_with(&format!("{lacks}select, insert])` in")), "{error}");
        let tx = db.begin().await.unwrap();
        let error = Secret::query().delete().exec(&tx).await.unwrap_err();
        assert!(told(&error).starts_with(&format!("{lacks}select, delete])` in")), "{error}");
        drop(tx);

        let other = "  help: the database is not that of the schema which the program was built from: \
                     `pgorm migrate status` and `pgorm db diff` say what differs";
        let connection = pool.connection().await.unwrap();
        for change in [
            "alter table limits rename column short to long",
            "alter table limits rename column long to short; alter table limits alter count type text",
            "alter table limits rename to others",
        ] {
            connection.batch(change).await.unwrap();
            let fresh = Limits::query().filter(limits::id.ge(0)).all(&connection).await;
            let read = match fresh {
                Err(error) => error,
                // Without rows nothing is read that would be of another type.
                Ok(rows) => {
                    assert!(rows.is_empty());
                    pool.execute("insert into limits (id) values (1)", &[]).await.unwrap();
                    Limits::query().all(&connection).await.unwrap_err()
                }
            };
            assert_eq!(told(&read), other, "{read}");
        }
        // Raw SQL is no matter of the schema's.
        let error = pool.query("select * from nowhere", &[]).await.unwrap_err();
        assert_eq!(told(&error), "", "{error}");
        let error = Secret::insert(secret::New { id: 1 }).exec(&db).await.unwrap_err();
        assert!(error.code() == Some(&SqlState::INSUFFICIENT_PRIVILEGE));
    });
}

#[test]
fn parameters_of_raw_sql_are_told_what_to_cast_to() {
    on_each(async |pool| {
        let error = pool.query("select $1", &[&5_i32]).await.unwrap_err();
        assert_eq!(
            told(&error),
            "  help: write `$1::integer` in the statement, which says what is given for it"
        );
        assert_eq!(pool.query("select $1::integer", &[&5_i32]).await.unwrap().len(), 1);
        for (sql, values, expected) in [
            (
                "select $1, $2",
                &[&"a" as &dyn pg_orm::Parameter][..],
                "the statement takes 2 parameters, 1 was given",
            ),
            ("select $1", &[], "the statement takes 1 parameter, none was given"),
            ("select 1", &[&"a", &"b"], "the statement takes no parameters, 2 were given"),
        ] {
            let error = pool.query(sql, values).await.unwrap_err().to_string();
            assert!(error.contains(expected), "{error}");
        }
    });
}

#[test]
fn values_that_can_not_be_read_are_told_what_the_schema_lacks() {
    on_each(async |pool| {
        let read = async |sql: &str| {
            let row = &pool.query(sql, &[]).await.unwrap()[0];
            row.get::<Vec<String>>(0).unwrap_err().to_string()
        };
        let null = read("select '{a,null}'::text[]").await;
        assert!(null.contains("write `text?[]` in the schema (in Rust, a `Vec<Option<..>>`)"), "{null}");
        let grid = read("select '{{a},{b}}'::text[]").await;
        assert!(grid.contains("2 dimensions") && grid.contains("write `text[][]` in the schema"), "{grid}");

        let sql = "insert into lists (id, ints, kinds, holes, grid, mails) values (1, '{1,null}', '{}', '{}', '{}', '{}')";
        pool.execute(sql, &[]).await.unwrap();
        let error = Lists::query().all(pool).await.unwrap_err().to_string();
        assert!(error.contains("Lists.ints can't be read from public.ints: "), "{error}");
        let home = Address { street: "a\0b".into(), mail: None };
        let error =
            Limits::insert(limits::New { id: 1 }).home(home).exec(pool).await.unwrap_err().to_string();
        assert!(error.contains("Limits.home.street holds the character NUL"), "{error}");
    });
}
