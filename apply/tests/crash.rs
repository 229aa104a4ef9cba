//! `kill -9` in the middle of a deploy. The program starts itself again as the one to be killed.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stderr,
    reason = "a test"
)]

mod support;

use std::env;
use std::process::{Child, Command};
use std::time::Duration;

use pg_orm_apply::{Error, Migrations, Options, Resolution, State, deploy, resolve, status};
use support::{Case, connect, count, migrations, on_each};

const URL: &str = "CRASH_CHILD_URL";
const KIND: &str = "CRASH_CHILD_KIND";

/// `pause` is what the child is killed in; the same SQL without it goes on afterwards.
fn chain(is_transaction: bool, pause: &str) -> Migrations {
    let up = format!(
        "create table b (x int);\ninsert into b values (1);\nselect pg_sleep({pause});\ncreate table c ();"
    );
    migrations(&[
        Case("1", "create table a ()", "drop table a", true),
        Case("2", &up, "drop table b; drop table c", is_transaction),
    ])
}

fn main() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    if let (Ok(url), Ok(kind)) = (env::var(URL), env::var(KIND)) {
        let done = runtime.block_on(async {
            deploy(&mut connect(&url).await, &chain(kind == "transaction", "60"), &Options::default()).await
        });
        panic!("the child was not killed: {done:?}");
    }
    drop(runtime);
    within_a_transaction_nothing_is_left();
    outside_one_it_is_told_how_far_it_came();
    eprintln!("crash: ok");
}

/// Starts a deploy, waits until it sleeps in its second migration, and kills it.
async fn kill_in_the_middle(url: &str, kind: &str) {
    let mut child: Child =
        Command::new(env::current_exe().unwrap()).env(URL, url).env(KIND, kind).spawn().unwrap();
    let client = connect(url).await;
    let sleeping = "select count(*) from pg_stat_activity
                    where query like 'select pg_sleep(%' and state = 'active' and datname = current_database()";
    while count(&client, sleeping).await == 0 {
        assert!(child.try_wait().unwrap().is_none(), "the child ended too early");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    child.kill().unwrap();
    child.wait().unwrap();
}

fn within_a_transaction_nothing_is_left() {
    on_each(async |url| {
        kill_in_the_middle(&url, "transaction").await;
        let mut client = connect(&url).await;
        let all = chain(true, "0");
        // The next one waits until the server has noticed that its client is gone, and finds nothing of it.
        let report = deploy(&mut client, &all, &Options::default()).await.unwrap();
        assert_eq!(report.migrations.len(), 1);
        assert!(report.migrations[0].elapsed < Duration::from_secs(30));
        assert_eq!(count(&client, "select count(*) from b").await, 1);
    });
}

fn outside_one_it_is_told_how_far_it_came() {
    on_each(async |url| {
        kill_in_the_middle(&url, "none").await;
        let mut client = connect(&url).await;
        let all = chain(false, "60");
        // With the lock held it looks like somebody at work; without, like what it is.
        let now = status(&client, &all).await.unwrap();
        assert!(
            matches!(now.entries[1].state, State::Unfinished { statements_done: 2, error: None, .. }),
            "{now}"
        );
        let error = deploy(&mut client, &all, &Options::default()).await.unwrap_err();
        assert!(matches!(error, Error::Unfinished { .. }), "{error}");
        assert!(error.to_string().contains("the process that ran it ended"), "{error}");
        assert_eq!(count(&client, "select count(*) from pg_class where relname = 'c'").await, 0);
        client.batch_execute("drop table b").await.unwrap();
        resolve(&mut client, &all, "2", Resolution::NotApplied, &Options::default()).await.unwrap();
        assert_eq!(
            deploy(&mut client, &chain(false, "0"), &Options::default()).await.unwrap().migrations.len(),
            1
        );
    });
}
