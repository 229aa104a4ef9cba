//! Types that change beneath a statement: rows stay with their parents, and nothing that had an effect is run twice.

use std::sync::atomic::{AtomicU32, Ordering};

use pg_orm::{ErrorKind, Isolation, Pool};

use crate::changes::db::{Part, Thing, part, thing};
use crate::changes::{Executors, pair, thing as new_thing, twin};
use crate::support::on_each_with;

const SCHEMA: &str = "schemas/changing.pgorm";

/// Keeps the form of `pair`'s and `twin`'s values, and gives one attribute another meaning.
const REPLACED: &str =
    "alter type pair drop attribute y, add attribute note text; update thing set pair.note = 'secret'";
const SWAPPED: &str = "alter type twin drop attribute a, add attribute a int";

async fn number(pool: &Pool, sql: &str) -> i64 {
    pool.query(sql, &[]).await.unwrap()[0].get(0).unwrap()
}

async fn texts(pool: &Pool, sql: &str) -> Vec<Option<String>> {
    pool.query(sql, &[]).await.unwrap().iter().map(|row| row.get(0).unwrap()).collect()
}

#[test]
fn what_is_included_stays_with_its_parent() {
    on_each_with(SCHEMA, async |url| {
        let all = Executors::of(&url).await;
        for id in [10, 20, 30] {
            Part::insert(part::New { id: id * 10, thing_id: id }).exec(&all.pool).await.unwrap();
        }
        let query = || {
            Thing::query()
                .filter(thing::id.in_([10, 20, 30]))
                .order_by(thing::id.desc())
                .include(thing::parts)
        };
        for sql in ["alter type pair add attribute z int; update thing set pair.z = 1", SWAPPED] {
            assert_eq!(query().all(&all.pool).await.unwrap().len(), 3);
            assert_eq!(query().snapshot().all(&all.session).await.unwrap().len(), 3);
            all.change(&url, sql).await;
            let apart = query().all(&all.pool).await.unwrap();
            let snapshot = query().snapshot().all(&all.session).await.unwrap();
            assert_eq!(apart, snapshot);
            let ids: Vec<_> = apart
                .iter()
                .map(|(thing, parts)| (thing.id, parts.iter().map(|part| part.thing_id).collect()))
                .collect();
            assert_eq!(ids, [(30, vec![30]), (20, vec![20]), (10, vec![10])]);
        }
    });
}

#[test]
fn a_replaced_attribute_is_neither_read_nor_written_as_the_old_one() {
    on_each_with(SCHEMA, async |url| {
        let all = Executors::of(&url).await;
        all.change(&url, REPLACED).await;
        for text in [
            Thing::by_id(10).one(&all.pool).await.unwrap_err().to_string(),
            Thing::by_id(10).one(&all.session).await.unwrap_err().to_string(),
            new_thing(50).exec(&all.pool).await.unwrap_err().to_string(),
            new_thing(50).exec(&all.session).await.unwrap_err().to_string(),
        ] {
            assert!(text.contains("Thing.pair") && text.contains("build the program"), "{text}");
        }
        assert_eq!(number(&all.pool, "select count(*) from thing where id = 50").await, 0);
    });
}

#[test]
fn the_applications_own_error_runs_nothing_again() {
    const MADE: &str = "create table log (x int); create sequence runs;
        create procedure pay() language plpgsql as $$
            begin insert into log values (1); commit; perform current_setting('app.nothing'); end $$;
        create function boom() returns int language plpgsql as $$
            begin perform nextval('runs'); return 1 + '{}'::jsonb; end $$;
        create function trip() returns trigger language plpgsql as $$
            begin perform nextval('runs'); perform 1 + '{}'::jsonb; return new; end $$;
        create trigger trip before update on thing for each row execute function trip();";
    on_each_with(SCHEMA, async |url| {
        let all = Executors::of(&url).await;
        all.change(&url, MADE).await;
        let pool = &all.pool;
        for error in [
            pool.execute("call pay()", &[]).await.unwrap_err(),
            pool.query("select boom()", &[]).await.unwrap_err(),
            pool.query("select nextval('runs'), current_setting('app.nothing')", &[]).await.unwrap_err(),
            Thing::by_id(10).update(thing::n.set(1)).exec(pool).await.unwrap_err(),
            Thing::by_id(10).update(thing::pair.set(pair(1))).exec(pool).await.unwrap_err(),
        ] {
            assert!(matches!(error.kind(), ErrorKind::Database(_)) && !error.is_retryable(), "{error}");
        }
        assert_eq!(number(pool, "select count(*) from log").await, 1);
        assert_eq!(number(pool, "select last_value from runs").await, 4);
        let error = all.held.execute("execute nothing", &[]).await.unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Database(_)) && !error.is_retryable(), "{error}");
        let runs = AtomicU32::new(0);
        let done = pool.transaction().retry(3).run(async |tx| {
            runs.fetch_add(1, Ordering::Relaxed);
            tx.query("select current_setting('app.nothing')", &[]).await.map(|_| ())
        });
        done.await.unwrap_err();
        assert_eq!(runs.into_inner(), 1);
    });
}

#[test]
fn a_write_whose_answer_met_a_change_is_done_once() {
    on_each_with(SCHEMA, async |url| {
        let all = Executors::of(&url).await;
        let update = |n| Thing::by_id(10).update(thing::n.set(n));
        update(1).returning(&all.pool).await.unwrap();
        update(1).returning(&all.session).await.unwrap();
        all.change(
            &url,
            "create table log (n int); create function note() returns trigger language plpgsql as $$
            begin insert into log values (new.n); return new; end $$;
            create trigger note before update on thing for each row execute function note();
            alter type pair add attribute z int; alter table thing disable trigger note;
            update thing set pair.z = 1; alter table thing enable trigger note",
        )
        .await;
        // One connection for both: the first learns of the change, and is taken back.
        let error = update(2).returning(&all.session).await.unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Changed { .. }) && error.is_retryable(), "{error}");
        assert_eq!(number(&all.pool, "select n::int8 from thing where id = 10").await, 1);
        assert_eq!(update(2).returning(&all.pool).await.unwrap().unwrap().n, 2);
        assert_eq!(update(3).returning(&all.session).await.unwrap().unwrap().n, 3);
        assert_eq!(
            texts(&all.pool, "select n::text from log order by n").await,
            [Some("2".into()), Some("3".into())]
        );

        // What can't be read for another reason was written, and that is said.
        all.change(&url, "alter type state add value 'gone'; drop trigger note on thing").await;
        all.change(&url, "update thing set state = 'gone' where id = 10").await;
        for (n, error) in [
            (4, update(4).returning(&all.pool).await.unwrap_err()),
            (5, update(5).returning(&all.session).await.unwrap_err()),
        ] {
            let text = error.to_string();
            assert!(text.contains("was done all the same") && !error.is_retryable(), "{n}: {text}");
        }
        assert_eq!(number(&all.pool, "select n::int8 from thing where id = 10").await, 5);
        let text = Thing::by_id(10).one(&all.pool).await.unwrap_err().to_string();
        assert!(!text.contains("was done"), "{text}");
    });
}

#[test]
fn raw_sql_with_a_composite_is_taken_back() {
    on_each_with(SCHEMA, async |url| {
        let all = Executors::of(&url).await;
        all.change(&url, "create table log (x twin); create function note(t twin) returns setof int language sql volatile as $$
            insert into log values (t) returning 1 $$").await;
        let note = "select * from note($1)";
        all.pool.query(note, &[&twin(1, 2)]).await.unwrap();
        all.held.query(note, &[&twin(1, 2)]).await.unwrap();
        all.held.batch("begin").await.unwrap();
        all.held.query(note, &[&twin(1, 2)]).await.unwrap();
        all.change(&url, &format!("set lock_timeout = '2s'; {SWAPPED}")).await;
        let in_open = all.held.query(note, &[&twin(1, 2)]).await.unwrap_err();
        all.held.batch("rollback").await.unwrap();
        let error = all.pool.query(note, &[&twin(1, 2)]).await.unwrap_err();
        for error in [in_open, error] {
            assert!(matches!(error.kind(), ErrorKind::Changed { .. }) && error.is_retryable(), "{error}");
            assert_eq!(error.sql(), Some(note));
        }
        assert_eq!(number(&all.pool, "select count(*) from log").await, 2);
        all.pool.query(note, &[&twin(3, 4)]).await.unwrap();
        all.held.query(note, &[&twin(5, 6)]).await.unwrap();
        let read = texts(&all.pool, "select (x).a::text from log where (x).a is not null order by 1").await;
        assert_eq!(read, [Some("3".into()), Some("5".into())]);
    });
}

/// A transaction with a snapshot sees the catalog as it was, and writes by the catalog as it is.
#[test]
fn a_snapshot_of_the_catalog_misleads_nobody() {
    on_each_with(SCHEMA, async |url| {
        let all = Executors::of(&url).await;
        for isolation in [Isolation::RepeatableRead, Isolation::Serializable] {
            // Known before the transaction, and learnt inside it.
            for pool in [all.pool.clone(), crate::support::pool(&url, 1).await] {
                let begun = pool.transaction().isolation(isolation).begin().await.unwrap();
                begun.query("select count(*) from pg_class", &[]).await.unwrap();
                all.change(&url, SWAPPED).await;
                let error = new_thing(50).exec(&begun).await.unwrap_err();
                assert!(matches!(error.kind(), ErrorKind::Changed { .. }) && error.is_retryable(), "{error}");
                assert!(
                    error
                        .to_string()
                        .starts_with("inserting Thing: the type `twin` in the database has changed"),
                    "{error}"
                );
                assert!(error.sql().is_some_and(|sql| sql.starts_with("insert into")), "{error}");
                drop(begun);
                let again = pool.transaction().isolation(isolation).begin().await.unwrap();
                new_thing(50).exec(&again).await.unwrap();
                let found = again.query("select (twin).a from thing where id = 50", &[]).await.unwrap();
                assert_eq!(found[0].get::<Option<i32>>(0).unwrap(), Some(50));
            }
        }
    });
}

/// Those that are asked to try again do, on a connection that knew the types as they were.
#[test]
fn a_transaction_with_retries_gets_over_a_change() {
    on_each_with(SCHEMA, async |url| {
        let all = Executors::of(&url).await;
        for (id, sql) in [(50, SWAPPED), (60, "alter type pair drop attribute x, add attribute x int")] {
            all.change(&url, sql).await;
            let runs = AtomicU32::new(0);
            let done = all.pool.transaction().retry(1).run(async |tx| {
                runs.fetch_add(1, Ordering::Relaxed);
                new_thing(id).exec(&tx).await
            });
            let made = done.await.unwrap();
            assert_eq!((made.twin, made.pair), (Some(twin(id, -id)), Some(pair(id))));
            assert_eq!(runs.into_inner(), 2);
        }
    });
}
