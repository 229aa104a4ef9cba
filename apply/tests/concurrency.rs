//! Several deploys at once, and locks that somebody else holds.
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test")]

mod support;

use std::time::Duration;

use pg_orm_apply::{Error, Migrations, Options, deploy};
use support::{Case, connect, count, is_locked, migrations, on_each};

fn slow() -> Migrations {
    migrations(&[
        Case("1", "create table runs (n int); select pg_sleep(1)", "drop table runs", true),
        Case("2", "insert into runs values (1)", "delete from runs", true),
        // `create index concurrently` waits for every older snapshot: nobody may wait within a transaction.
        Case("3", "create index concurrently runs_n on runs (n)", "drop index runs_n", false),
    ])
}

async fn deploy_at(url: &str, migrations: &Migrations, options: &Options) -> Result<usize, Error> {
    let mut client = connect(url).await;
    deploy(&mut client, migrations, options).await.map(|report| report.migrations.len())
}

#[test]
fn of_twenty_deploys_one_applies() {
    on_each(async |url| {
        let all = slow();
        let tasks: Vec<_> = (0..20)
            .map(|_| {
                let (url, all) = (url.clone(), all.clone());
                tokio::spawn(async move { deploy_at(&url, &all, &Options::default()).await })
            })
            .collect();
        let mut applied = 0;
        for task in tasks {
            applied += task.await.unwrap().unwrap();
        }
        assert_eq!(applied, 3);
        let client = connect(&url).await;
        assert_eq!(count(&client, "select count(*) from runs").await, 1);
    });
}

#[test]
fn who_does_not_wait_is_told_whom_it_would_wait_for() {
    on_each(async |url| {
        let all = slow();
        let named = format!("{url}&application_name=the%20first");
        let first = tokio::spawn({
            let all = all.clone();
            async move { deploy_at(&named, &all, &Options::default()).await }
        });
        let client = connect(&url).await;
        while !is_locked(&client).await {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        let options = Options::default().patience(Duration::ZERO);
        let error = deploy_at(&url, &all, &options).await.unwrap_err();
        let Error::Locked { holder: Some(holder), .. } = &error else { panic!("{error}") };
        assert_eq!(holder.application_name.as_deref(), Some("the first"));
        assert!(
            error.to_string().contains(&format!("process {} of the server (\"the first\"", holder.pid)),
            "{error}"
        );
        assert_eq!(first.await.unwrap().unwrap(), 3);
    });
}

#[test]
fn a_lock_that_is_not_to_be_had_is_tried_again() {
    on_each(async |url| {
        let other = connect(&url).await;
        other.batch_execute("create table busy ()").await.unwrap();
        other.batch_execute("begin; lock table busy").await.unwrap();
        let all = migrations(&[Case("1", "alter table busy add x int", "", true)]);
        let options = Options::default().lock_timeout(Duration::from_millis(50));

        let error = deploy_at(&url, &all, &options.clone().lock_attempts(1)).await.unwrap_err();
        assert_eq!(error.code().map(|code| code.code()), Some("55P03"), "{error}");
        assert!(error.to_string().contains("somebody else's transaction held a lock"), "{error}");

        let deploying = tokio::spawn({
            let (url, all) = (url.clone(), all.clone());
            async move { deploy_at(&url, &all, &options).await }
        });
        tokio::time::sleep(Duration::from_millis(300)).await;
        other.batch_execute("commit").await.unwrap();
        assert_eq!(deploying.await.unwrap().unwrap(), 1);
    });
}
