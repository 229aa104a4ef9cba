//! Broken SQL, statements that can't run, migrations that stop midway.
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test")]

mod support;

use pg_orm_apply::{Error, Options, Refusal, Resolution, State, Target, deploy, resolve, rollback, status};
use support::{Case, connect, count, is_empty, migrations, on_each};

#[test]
fn broken_sql_leaves_nothing_and_says_where() {
    on_each(async |url| {
        let mut client = connect(&url).await;
        let up = "create table a (x int);\n-- ünïcode\ninsert into a\n\tvalues ('é', nope);\n";
        let all = migrations(&[Case("1_a", up, "drop table a", true)]);
        let error = deploy(&mut client, &all, &Options::default()).await.unwrap_err();
        assert_eq!(error.code().map(|code| code.code()), Some("42703"));
        assert_eq!(
            error.to_string(),
            "migration `1_a` failed in up.sql: column \"nope\" does not exist (SQLSTATE 42703)
 --> 1_a/up.sql:4:15
  |
4 | \tvalues ('é', nope);
  | \t             ^
nothing of it was kept: mend the file and run it again"
        );
        assert!(is_empty(&client).await);

        // What PostgreSQL gives no position for is shown at its first word, with all that it says.
        let up = "create table a (x int primary key);\n  insert into a values (1), (1);";
        let all = migrations(&[Case("1_a", up, "drop table a", true)]);
        let error = deploy(&mut client, &all, &Options::default()).await.unwrap_err().to_string();
        assert!(
            error.contains("1_a/up.sql:2:3\n") && error.contains("detail: Key (x)=(1) already exists."),
            "{error}"
        );

        // In a function's body.
        let up = "do $$ begin\n  perform 1 / 0;\nend $$";
        let error = deploy(&mut client, &migrations(&[Case("1", up, "", true)]), &Options::default()).await;
        let error = error.unwrap_err().to_string();
        assert!(error.contains("PL/pgSQL function inline_code_block line 2"), "{error}");

        // Deferred until the commit.
        let up = "create table a (x int primary key, y int references a deferrable initially deferred);
                  insert into a values (1, 2)";
        let all = migrations(&[Case("1", up, "", true)]);
        let error = deploy(&mut client, &all, &Options::default()).await.unwrap_err();
        assert!(matches!(error, Error::Commit { .. }), "{error}");
        assert!(is_empty(&client).await);
    });
}

#[test]
fn those_before_the_broken_one_stay() {
    on_each(async |url| {
        let mut client = connect(&url).await;
        let good = || Case("1", "create table a ()", "drop table a", true);
        let bad = migrations(&[good(), Case("2", "create table b (); select 1 / 0", "", true)]);
        deploy(&mut client, &bad, &Options::default()).await.unwrap_err();
        let now = status(&client, &bad).await.unwrap();
        assert_eq!(now.to_string(), "applied  1\npending  2");
        let mended = migrations(&[good(), Case("2", "create table b ()", "drop table b", true)]);
        deploy(&mut client, &mended, &Options::default()).await.unwrap();
        let error = rollback(&mut client, &mended, &Target::Steps(9), &Options::default()).await;
        assert_eq!(error.unwrap().migrations.len(), 2);
        assert!(is_empty(&client).await);
    });
}

#[test]
fn statements_that_can_t_run_are_refused_before_any_runs() {
    on_each(async |url| {
        let mut client = connect(&url).await;
        for (sql, transaction, expected) in [
            ("create table a ();\ncommit", true, Refusal::TransactionControl),
            (
                "create table a (); create index concurrently i on a (x)",
                true,
                Refusal::OutsideTransactionOnly,
            ),
            ("begin; create table a ()", false, Refusal::LeftOpen),
            ("create table a (); copy a from stdin", false, Refusal::ClientCopy),
        ] {
            let all =
                migrations(&[Case("0", "create table z ()", "", true), Case("1", sql, "", transaction)]);
            let error = deploy(&mut client, &all, &Options::default()).await.unwrap_err();
            let Error::Refused { refusal, place, .. } = &error else { panic!("{error}") };
            assert_eq!((*refusal, place.migration.as_str()), (expected, "1"));
            assert!(is_empty(&client).await, "{sql}");
        }
        let open = migrations(&[Case("1", "select 1;\nselect 'a", "", true)]);
        let error = deploy(&mut client, &open, &Options::default()).await.unwrap_err().to_string();
        assert!(error.contains("does not end\n --> 1/up.sql:2:8"), "{error}");
    });
}

#[test]
fn outside_a_transaction_what_is_done_stays_and_is_told() {
    on_each(async |url| {
        let mut client = connect(&url).await;
        let options = Options::default();
        let up = "create table a (x int);\ninsert into a values (1), (1);\n\
                  create unique index concurrently a_x on a (x);\ncreate table b ();";
        let down = "drop index concurrently if exists a_x;\ndrop table a;\ndrop table b;";
        let all = migrations(&[
            Case("1_it's", up, down, false),
            Case("2", "create table c ()", "drop table c", true),
        ]);
        let error = deploy(&mut client, &all, &options).await.unwrap_err().to_string();
        assert!(error.contains("1_it's/up.sql:3:1") && error.contains("was kept"), "{error}");

        let now = status(&client, &all).await.unwrap();
        assert!(
            matches!(&now.entries[0].state, State::Unfinished { statements_done: 2, error: Some(error), .. }
                if error.contains("could not create unique index")),
            "{now}"
        );
        // Nothing goes on before somebody has looked, and the message tells how to go on.
        for error in [
            deploy(&mut client, &all, &options).await.unwrap_err().to_string(),
            rollback(&mut client, &all, &Target::All, &options).await.unwrap_err().to_string(),
        ] {
            assert!(error.contains("2 statements of its up.sql were done"), "{error}");
            assert!(error.contains("delete from _pgorm.migrations where name = '1_it''s';"), "{error}");
        }
        assert_eq!(count(&client, "select count(*) from pg_class where relname = 'c'").await, 0);

        client.batch_execute("drop index a_x; delete from a where ctid = '(0,1)'").await.unwrap();
        client.batch_execute("create unique index a_x on a (x); create table b ()").await.unwrap();
        resolve(&mut client, &all, "1_it's", Resolution::Applied, &options).await.unwrap();
        let error = resolve(&mut client, &all, "1_it's", Resolution::Applied, &options).await.unwrap_err();
        assert!(matches!(error, Error::NothingToResolve { is_missing: false, .. }), "{error}");
        assert_eq!(deploy(&mut client, &all, &options).await.unwrap().migrations.len(), 1);
        rollback(&mut client, &all, &Target::All, &options).await.unwrap();
        assert!(is_empty(&client).await);

        // Undone by hand, it runs from its beginning.
        deploy(&mut client, &all, &options).await.unwrap_err();
        client.batch_execute("drop table a").await.unwrap();
        resolve(&mut client, &all, "1_it's", Resolution::NotApplied, &options).await.unwrap();
        assert!(is_empty(&client).await);
    });
}

#[test]
fn outside_a_transaction_the_file_may_have_its_own() {
    on_each(async |url| {
        let mut client = connect(&url).await;
        let up = "create table a (x int);\nbegin;\ninsert into a values (1);\ninsert into a values ('b');\ncommit;";
        let all = migrations(&[Case("1", up, "drop table a", false)]);
        deploy(&mut client, &all, &Options::default()).await.unwrap_err();
        let now = status(&client, &all).await.unwrap();
        assert!(matches!(now.entries[0].state, State::Unfinished { statements_done: 1, .. }), "{now}");
        assert_eq!(count(&client, "select count(*) from a").await, 0);
    });
}

#[test]
fn a_connection_that_is_lost_leaves_nothing() {
    on_each(async |url| {
        let up = "create table a ();\nselect pg_terminate_backend(pg_backend_pid());";
        for transaction in [true, false] {
            let mut client = connect(&url).await;
            let all = migrations(&[Case("1", up, "drop table a", transaction)]);
            let error = deploy(&mut client, &all, &Options::default()).await.unwrap_err();
            assert_eq!(error.code().map(|code| code.code()), Some("57P01"), "{error}");

            let mut client = connect(&url).await;
            if transaction {
                assert!(is_empty(&client).await);
                continue;
            }
            let error = deploy(&mut client, &all, &Options::default()).await.unwrap_err();
            assert!(matches!(error, Error::Unfinished { statements_done: 1, .. }), "{error}");
        }
    });
}
