//! `#[pg_orm::test]`: a migrated database for each test, gone afterwards.
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test")]

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use pg_orm::migrations::{Migrations, State};
use pg_orm::testing::{Case, run};
use pg_orm::{Error, Pool};

const MIGRATIONS: Migrations = pg_orm::migrations!("tests/migrations");
const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/migrations");

async fn text(pool: &Pool, sql: &str) -> String {
    pool.query(sql, &[]).await.unwrap()[0].get(0).unwrap()
}

async fn notes(pool: &Pool) -> String {
    text(pool, "select string_agg(body, ',' order by id) from notes").await
}

async fn database(pool: &Pool) -> String {
    text(pool, "select current_database()::text").await
}

#[pg_orm::test(migrations = "tests/migrations")]
async fn a_test_starts_with_what_the_migrations_made(pool: Pool) {
    assert_eq!(notes(&pool).await, "seeded");
    assert!(MIGRATIONS.status(&pool).await.unwrap().is_up_to_date());
    assert!(MIGRATIONS.deploy(&pool).await.unwrap().migrations.is_empty());
}

// Each of these fails if another's row is there.
macro_rules! alone {
    ($($name:ident)*) => {$(
        #[pg_orm::test(migrations = "tests/migrations")]
        async fn $name(pool: Pool) -> Result<(), Error> {
            pool.query("insert into notes (body) values ($1) returning id", &[&stringify!($name)]).await?;
            assert_eq!(notes(&pool).await, concat!("seeded,", stringify!($name)));
            Ok(())
        }
    )*};
}

alone!(one_is_alone two_is_alone three_is_alone four_is_alone five_is_alone six_is_alone);

#[pg_orm::test(schema = false)]
async fn an_empty_database_is_migrated_by_the_program_itself(pool: Pool) -> Result<(), Error> {
    let status = MIGRATIONS.status(&pool).await?;
    assert!(status.entries.iter().all(|entry| entry.state == State::Pending));
    // Three instances of the program start at once.
    let starts = (0..3).map(|_| {
        let pool = pool.clone();
        tokio::spawn(async move { MIGRATIONS.deploy(&pool).await.map(|report| report.migrations.len()) })
    });
    let mut applied = 0;
    for start in starts.collect::<Vec<_>>() {
        applied += start.await.unwrap()?;
    }
    assert_eq!((applied, notes(&pool).await.as_str()), (2, "seeded"));
    Ok(())
}

#[pg_orm::test(schema = false)]
async fn a_migration_that_fails_is_pg_orm_s_error(pool: Pool) {
    const BROKEN: Migrations = Migrations::new(&[pg_orm::migrations::Embedded {
        name: "1_broken",
        up: "create table made ();\nselect nothing;",
        down: "",
        manifest: "",
    }]);
    let error = BROKEN.deploy(&pool).await.unwrap_err();
    assert_eq!(error.code().map(|code| code.code()), Some("42703"));
    assert!(error.to_string().contains("--> 1_broken/up.sql:2:8"), "{error}");
    assert_eq!(text(&pool, "select (to_regclass('made') is null)::text").await, "true");
}

#[pg_orm::test(schema = false, postgres = 15)]
async fn the_version_is_the_one_asked_for(pool: Pool) {
    assert!(text(&pool, "show server_version").await.starts_with("15."));
}

#[pg_orm::test(schema = false)]
async fn a_deploy_that_is_dropped_lets_go(pool: Pool) -> Result<(), Error> {
    const SLOW: Migrations = Migrations::new(&[pg_orm::migrations::Embedded {
        name: "1",
        up: "create table made (); select pg_sleep(60)",
        down: "",
        manifest: "",
    }]);
    let limit = Duration::from_millis(300);
    assert!(tokio::time::timeout(limit, SLOW.deploy(&pool)).await.is_err());
    let start = Instant::now();
    assert_eq!(MIGRATIONS.deploy(&pool).await?.migrations.len(), 2);
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
    assert_eq!(text(&pool, "select (to_regclass('made') is null)::text").await, "true");
    Ok(())
}

fn case(migrations: Option<&'static str>) -> Case {
    Case { name: "testing::inner", migrations, postgres: None }
}

/// Whether the database is there, asked from another one of the server.
fn is_there(name: &str) -> bool {
    let found = Mutex::new(false);
    run(case(None), async |pool: Pool| {
        let rows = pool.query("select from pg_database where datname = $1", &[&name]).await.unwrap();
        *found.lock().unwrap() = !rows.is_empty();
    });
    found.into_inner().unwrap()
}

#[test]
fn the_database_goes_whatever_the_test_does() {
    let seen = Mutex::new(String::new());
    let endings: [(&str, fn()); 2] = [("passes", || ()), ("panics", || panic!("on purpose"))];
    for (name, end) in endings {
        let result = catch_unwind(AssertUnwindSafe(|| {
            run(case(Some(FOLDER)), async |pool: Pool| {
                // Somebody still holds a connection, within a transaction, and goes on doing so.
                let other = pool.begin().await.unwrap();
                other.query("select 1", &[]).await.unwrap();
                tokio::spawn(async move {
                    let _open = other;
                    std::future::pending::<()>().await;
                });
                *seen.lock().unwrap() = database(&pool).await;
                end();
            });
        }));
        assert_eq!(result.is_err(), name == "panics");
        let database = seen.lock().unwrap().clone();
        assert!(database.starts_with("pgorm_test_") && database.ends_with("_inner"), "{database}");
        assert!(!is_there(&database), "{database} is still there after a test that {name}");
    }
}

#[test]
fn a_folder_that_is_not_there_is_told() {
    let missing = Case { name: "x::y", migrations: Some("/nowhere/migrations"), postgres: None };
    let panic = catch_unwind(|| run(missing, async |_| ())).unwrap_err();
    let message = panic.downcast_ref::<String>().unwrap();
    assert!(
        message.starts_with(
            "no database for the test x::y: there is no folder of migrations at /nowhere/migrations"
        ) && message.contains("schema = false"),
        "{message}"
    );
}
