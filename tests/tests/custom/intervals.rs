//! Intervals of some fields: PostgreSQL cuts what is stored, and what it keeps comes back whole.

use pg_orm::types::Interval;

use crate::support::{on_each_with, pool};

mod db {
    pg_orm::schema!("schemas/intervals.pgorm");
}

use db::{Span, span};

const EDGES: [&str; 8] = [
    "00:00:00",
    "1 year 2 months 3 days 04:05:06.789999",
    "-1 year -2 months -3 days -04:05:06.789999",
    "1 year -2 days 00:00:01",
    "-00:00:00.5",
    "178000000 years 11 months",
    "-178000000 years -11 months",
    "2147483647 days 2562047788:00:53",
];

#[test]
fn intervals_of_every_list_of_fields_survive() {
    on_each_with("schemas/intervals.pgorm", async |url| {
        let pool = pool(&url, 2).await;
        for (id, edge) in EDGES.into_iter().enumerate() {
            let given: Interval = edge.parse().unwrap();
            let id = i32::try_from(id).unwrap();
            let new = span::New {
                id,
                year: given,
                month: given,
                day: given,
                hour: given,
                minute: given,
                second: given,
                year_to_month: given,
                day_to_hour: given,
                day_to_minute: given,
                day_to_second: given,
                hour_to_minute: given,
                hour_to_second: given,
                minute_to_second: given,
                precise: given,
                short: given,
                list: vec![given, Interval::ZERO],
            };
            let made = Span::insert(new).exec(&pool).await.unwrap();
            // What is stored is PostgreSQL's own doing, and is what is read.
            for (type_, kept) in [
                ("year", made.year),
                ("month", made.month),
                ("day", made.day),
                ("hour", made.hour),
                ("minute", made.minute),
                ("second", made.second),
                ("year to month", made.year_to_month),
                ("day to hour", made.day_to_hour),
                ("day to minute", made.day_to_minute),
                ("day to second", made.day_to_second),
                ("hour to minute", made.hour_to_minute),
                ("hour to second", made.hour_to_second),
                ("minute to second", made.minute_to_second),
                ("day to second(3)", made.precise),
                ("second(0)", made.short),
                ("year to month", made.list[0]),
            ] {
                let sql = format!("select '{edge}'::interval::interval {type_}::text");
                let row = &pool.query(&sql, &[]).await.unwrap()[0];
                assert_eq!(kept.to_string(), row.get::<String>(0).unwrap(), "{edge} as {type_}");
            }
            assert_eq!(made.maybe, Some(Interval::from_microseconds(60_000_000)));
            let found = Span::query()
                .filter(span::year_to_month.eq(made.year_to_month).and(span::precise.eq(made.precise)));
            let found =
                found.filter(span::list.eq(made.list.clone()).and(span::id.eq(id))).one(&pool).await.unwrap();
            assert_eq!(found, made);
            // A value that was read is kept as it is, in bulk too.
            let again = span::New {
                id: id + 100,
                year: made.year,
                month: made.month,
                day: made.day,
                hour: made.hour,
                minute: made.minute,
                second: made.second,
                year_to_month: made.year_to_month,
                day_to_hour: made.day_to_hour,
                day_to_minute: made.day_to_minute,
                day_to_second: made.day_to_second,
                hour_to_minute: made.hour_to_minute,
                hour_to_second: made.hour_to_second,
                minute_to_second: made.minute_to_second,
                precise: made.precise,
                short: made.short,
                list: made.list.clone(),
            };
            let copies = Span::insert_many([again]).returning(&pool).await.unwrap();
            assert_eq!(copies, [Span { id: id + 100, ..made }]);
        }
        let sql = "select format_type(atttypid, atttypmod) from pg_attribute where attrelid = 'span'::regclass and attnum = any(array[8, 15, 16, 17])
                   order by attnum";
        let rows = pool.query(sql, &[]).await.unwrap();
        let types: Vec<String> = rows.iter().map(|row| row.get(0).unwrap()).collect();
        assert_eq!(
            types,
            [
                "interval year to month",
                "interval day to second(3)",
                "interval second(0)",
                "interval year to month[]"
            ]
        );
    });
}
