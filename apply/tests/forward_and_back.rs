//! Deploying, rolling back, and what the status says between.
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test")]

mod support;

use std::fs;
use std::time::Duration;

use pg_orm_apply::{
    Error, Migrations, Options, Resolution, Resolved, State, Target, deploy, resolve, rollback, status,
};
use support::{Case, connect, count, is_empty, is_locked, migrations, on_each, write};

const FIRST: Case<'_> = Case("20260101000000_first", "create table a (x int);", "drop table a;", true);
const SECOND: Case<'_> =
    Case("20260102000000_second", "insert into a values (1);\nselect 1;", "delete from a;", true);
const THIRD: Case<'_> = Case("20260103000000_third", "create table b ();", "drop table b;", true);

async fn states(client: &tokio_postgres::Client, migrations: &Migrations) -> Vec<State> {
    status(client, migrations).await.unwrap().entries.into_iter().map(|entry| entry.state).collect()
}

#[test]
fn forward_back_and_forward_again() {
    on_each(async |url| {
        let mut client = connect(&url).await;
        let options = Options::default();
        let two = migrations(&[FIRST, SECOND]);
        assert_eq!(states(&client, &two).await, [State::Pending, State::Pending]);

        let report = deploy(&mut client, &two, &options).await.unwrap();
        assert_eq!(report.migrations.len(), 2);
        assert_eq!(count(&client, "select count(*) from a").await, 1);
        let now = status(&client, &two).await.unwrap();
        assert!(now.is_up_to_date() && now.entries[0].applied_at.is_some());
        assert_eq!(now.to_string(), "applied  20260101000000_first\napplied  20260102000000_second");
        assert!(deploy(&mut client, &two, &options).await.unwrap().migrations.is_empty());

        let three = migrations(&[FIRST, SECOND, THIRD]);
        assert_eq!(status(&client, &three).await.unwrap().pending().collect::<Vec<_>>(), [THIRD.0]);
        deploy(&mut client, &three, &options).await.unwrap();

        let undone = rollback(&mut client, &three, &Target::To(FIRST.0.into()), &options).await.unwrap();
        let names: Vec<_> = undone.migrations.iter().map(|done| done.name.as_str()).collect();
        assert_eq!(names, [THIRD.0, SECOND.0]);
        assert_eq!(count(&client, "select count(*) from a").await, 0);
        deploy(&mut client, &three, &options).await.unwrap();
        rollback(&mut client, &three, &Target::Steps(1), &options).await.unwrap();
        assert_eq!(states(&client, &three).await, [State::Applied, State::Applied, State::Pending]);
        rollback(&mut client, &three, &Target::All, &options).await.unwrap();
        assert!(is_empty(&client).await);
        let error = rollback(&mut client, &three, &Target::To("x".into()), &options).await.unwrap_err();
        assert!(matches!(error, Error::NotApplied { .. }), "{error}");
    });
}

#[test]
fn any_name_of_a_migration_will_do() {
    on_each(async |url| {
        let mut client = connect(&url).await;
        let long = "n".repeat(200);
        let names = ["1 it's; -- \"x\"", "2 \\ $1 %s {}", "3 🦀 ünï", "4\ttab", long.as_str()];
        let cases: Vec<Case<'_>> =
            names.iter().map(|name| Case(name, "select 1", "select 2", true)).collect();
        let all = migrations(&cases);
        deploy(&mut client, &all, &Options::default()).await.unwrap();
        let now = status(&client, &all).await.unwrap();
        assert!(now.is_up_to_date());
        assert_eq!(now.entries.iter().map(|entry| entry.name.as_str()).collect::<Vec<_>>(), names);
        rollback(&mut client, &all, &Target::All, &Options::default()).await.unwrap();
        assert!(is_empty(&client).await);
    });
}

#[test]
fn what_was_applied_can_t_be_changed() {
    on_each(async |url| {
        let mut client = connect(&url).await;
        let options = Options::default();
        deploy(&mut client, &migrations(&[FIRST]), &options).await.unwrap();

        let spaced = Case(FIRST.0, "-- why\ncreate   table a (x int);\n", FIRST.2, true);
        assert!(deploy(&mut client, &migrations(&[spaced]), &options).await.is_ok());

        let changed = migrations(&[Case(FIRST.0, "create table a (y int);", FIRST.2, true), SECOND]);
        assert_eq!(states(&client, &changed).await, [State::Changed, State::Pending]);
        let error = deploy(&mut client, &changed, &options).await.unwrap_err();
        assert!(matches!(&error, Error::Changed { migration } if migration == FIRST.0));
        assert!(error.to_string().contains("restore its files"), "{error}");
        let error = rollback(&mut client, &changed, &Target::All, &options).await.unwrap_err();
        assert!(matches!(error, Error::Changed { .. }), "{error}");
    });
}

#[test]
fn a_stale_checksum_is_told_before_anything_runs() {
    on_each(async |url| {
        let mut client = connect(&url).await;
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), &[FIRST]);
        fs::write(folder.path().join(FIRST.0).join("up.sql"), "create table other ()").unwrap();
        let edited = Migrations::from_folder(folder.path()).unwrap();
        let error = deploy(&mut client, &edited, &Options::default()).await.unwrap_err();
        let Error::StaleChecksum { actual, .. } = &error else { panic!("{error}") };
        let manifest = format!("checksum = \"{actual}\"");
        assert!(error.to_string().contains(&manifest), "{error}");
        // What the message says to do helps.
        fs::write(folder.path().join(FIRST.0).join("migration.toml"), manifest).unwrap();
        let edited = Migrations::from_folder(folder.path()).unwrap();
        deploy(&mut client, &edited, &Options::default()).await.unwrap();
    });
}

#[test]
fn history_and_folder_have_to_fit() {
    on_each(async |url| {
        let mut client = connect(&url).await;
        let options = Options::default();
        deploy(&mut client, &migrations(&[FIRST, THIRD]), &options).await.unwrap();

        // An older program: nothing to do, and no reason to fail.
        let report = deploy(&mut client, &migrations(&[FIRST]), &options).await.unwrap();
        assert_eq!((report.migrations.len(), report.ahead.as_slice()), (0, &[THIRD.0.to_owned()][..]));
        assert_eq!(states(&client, &migrations(&[FIRST])).await, [State::Applied, State::Missing]);

        let error = deploy(&mut client, &migrations(&[FIRST, SECOND]), &options).await.unwrap_err();
        assert!(matches!(&error, Error::Missing { migration, .. } if migration == THIRD.0), "{error}");
        let error = deploy(&mut client, &migrations(&[FIRST, SECOND, THIRD]), &options).await.unwrap_err();
        assert!(matches!(&error, Error::OutOfOrder { migration, .. } if migration == SECOND.0), "{error}");
        let error =
            rollback(&mut client, &migrations(&[FIRST]), &Target::Steps(1), &options).await.unwrap_err();
        assert!(matches!(&error, Error::NoFolder { migration } if migration == THIRD.0), "{error}");
    });
}

#[test]
fn a_migration_without_its_folder_can_be_forgotten() {
    on_each(async |url| {
        let mut client = connect(&url).await;
        let options = Options::default();
        let both = migrations(&[FIRST, THIRD]);
        deploy(&mut client, &both, &options).await.unwrap();
        for resolution in [Resolution::Applied, Resolution::NotApplied] {
            let error = resolve(&mut client, &both, THIRD.0, resolution, &options).await.unwrap_err();
            assert!(matches!(error, Error::NothingToResolve { is_missing: false, .. }), "{error}");
        }
        let without = migrations(&[FIRST]);
        let error = resolve(&mut client, &without, THIRD.0, Resolution::Applied, &options).await.unwrap_err();
        assert!(matches!(error, Error::NothingToResolve { is_missing: true, .. }), "{error}");
        let error = resolve(&mut client, &without, "x", Resolution::NotApplied, &options).await.unwrap_err();
        let Error::NotApplied { applied, .. } = error else { panic!("{error}") };
        assert_eq!(applied, [THIRD.0, FIRST.0]);
        assert_eq!(states(&client, &without).await, [State::Applied, State::Missing]);

        let resolved = resolve(&mut client, &without, THIRD.0, Resolution::NotApplied, &options).await;
        assert_eq!(resolved.unwrap(), Resolved::Missing);
        assert!(!is_locked(&client).await);
        assert_eq!(states(&client, &without).await, [State::Applied]);
        // What comes after the first can be deployed again.
        deploy(&mut client, &migrations(&[FIRST, SECOND]), &options).await.unwrap();
    });
}

#[test]
fn a_name_that_is_not_applied_is_told_from_those_that_are() {
    on_each(async |url| {
        let mut client = connect(&url).await;
        let options = Options::default();
        let names = ["1_first", "2_a", "3_b", "4_c", "5_d", "6_e"];
        let cases = names.map(|name| Case(name, "select 1", "select 1", true));
        let all = migrations(&cases);
        let said = async |client: &mut tokio_postgres::Client, to: &str| {
            let error = rollback(client, &all, &Target::To(to.into()), &options).await.unwrap_err();
            error.to_string()
        };
        assert_eq!(said(&mut client, "x").await, "there is no applied migration `x`; the database has none");
        deploy(&mut client, &migrations(&cases[..2]), &options).await.unwrap();
        let two = "there is no applied migration `x`; those applied, newest first: `2_a`, `1_first`";
        assert_eq!(said(&mut client, "x").await, two);
        let meant = "there is no applied migration `First`; did you mean `1_first`?";
        assert_eq!(said(&mut client, "First").await, meant);
        deploy(&mut client, &all, &options).await.unwrap();
        let many = said(&mut client, "x").await;
        assert!(many.contains("the newest of 6 applied ones, newest first: `6_e`, `5_d`,"), "{many}");
        assert!(!many.contains("1_first"), "{many}");
    });
}

#[test]
fn an_empty_way_back_is_no_way_back() {
    on_each(async |url| {
        let mut client = connect(&url).await;
        let all = migrations(&[Case("1", "create table a ()", "-- nothing\n", true)]);
        deploy(&mut client, &all, &Options::default()).await.unwrap();
        let error = rollback(&mut client, &all, &Target::All, &Options::default()).await.unwrap_err();
        assert!(matches!(error, Error::Irreversible { .. }), "{error}");
        assert_eq!(states(&client, &all).await, [State::Applied]);
    });
}

#[test]
fn the_session_is_as_it_was() {
    on_each(async |url| {
        let mut client = connect(&url).await;
        client
            .batch_execute(
                "create role migrant_of_settings; set search_path = pg_temp, public; set work_mem = '5MB'",
            )
            .await
            .unwrap();
        let up =
            "set role migrant_of_settings; set search_path = ''; set work_mem = '7MB'; set lock_timeout = 1;
                  select set_config('my.setting', 'x', false); set standard_conforming_strings = off;
                  set local statement_timeout = 999";
        let all = migrations(&[
            Case("1", up, "", true),
            Case("2", up, "", false),
            // Runs under none of that.
            Case("3", "create table public.made ()", "", true),
        ]);
        deploy(&mut client, &all, &Options::default().statement_timeout(Duration::from_secs(50)))
            .await
            .unwrap();
        let row = client
            .query_one(
                "select concat_ws('|', current_user, current_setting('search_path'), current_setting('work_mem'),
                   current_setting('lock_timeout'), current_setting('statement_timeout'),
                   current_setting('standard_conforming_strings'))",
                &[],
            )
            .await
            .unwrap();
        assert_eq!(row.get::<_, String>(0), "postgres|pg_temp, public|5MB|0|0|on");
        assert!(!is_locked(&client).await);
        client.batch_execute("drop role migrant_of_settings").await.unwrap();
    });
}

/// Each of these holds a semicolon, a quote or a comment where a careless cut would go wrong.
#[test]
fn statements_are_cut_as_postgresql_reads_them() {
    on_each(async |url| {
        let mut client = connect(&url).await;
        let up = r#"
            create table a (x text); -- it's; a comment
            /* one; /* nested; */ 'and on */
            insert into a values ('semi;colon'), ('a\'), (E'it\'s;'), ($$do;$$), ($q$ $$;$$ 'x $q$), (U&'\003b');
            create function one() returns bigint language sql begin atomic
              select case when true then 1 else 2 end;
              select count(*) from a where x <> ';';
            end;
            create function two() returns int language plpgsql as $body$
            begin
              perform 1; -- $$
              return case when true then 2 end;
            end $body$;
            create table ";--" ("a;""b" int default (length('x;')));
            create rule r as on delete to ";--" do also (insert into a values ('1;'); insert into a values ('2;'));
            do $$ begin execute 'insert into a values (''three;'')'; end $$
        "#;
        let all =
            migrations(&[Case("1", up, "drop table \";--\"; drop function one, two; drop table a", true)]);
        deploy(&mut client, &all, &Options::default()).await.unwrap();
        assert_eq!(count(&client, "select one() * 10 + two()").await, 62);
        rollback(&mut client, &all, &Target::All, &Options::default()).await.unwrap();
        assert!(is_empty(&client).await);
    });
}

#[test]
fn a_folder_that_lacks_something_says_what() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &[FIRST]);
    fs::write(folder.path().join("snapshot.json"), "{}").unwrap();
    fs::create_dir_all(folder.path().join(".hidden/x")).unwrap();
    fs::create_dir(folder.path().join("notes")).unwrap();
    assert_eq!(Migrations::from_folder(folder.path()).unwrap().as_slice().len(), 1);
    fs::remove_file(folder.path().join(FIRST.0).join("down.sql")).unwrap();
    let error = Migrations::from_folder(folder.path()).unwrap_err().to_string();
    assert_eq!(
        error,
        "migration `20260101000000_first` has no down.sql; each has up.sql, down.sql and migration.toml"
    );
    let error = Migrations::from_folder(folder.path().join("none")).unwrap_err().to_string();
    assert!(error.starts_with("can't read ") && error.contains("none"), "{error}");
}
