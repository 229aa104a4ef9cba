//! `PGORM_TEST_KEEP`: what is left after tests that fail. The program runs itself again, as those tests.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stderr,
    reason = "a test"
)]

use std::env;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::process::Command;

use pg_orm::Pool;
use pg_orm::testing::{Case, run};

const CHILD: &str = "TESTING_KEEP_CHILD";

fn main() {
    let case = Case { name: "keep::of_a_child", migrations: None, postgres: None };
    if let Ok(kind) = env::var(CHILD) {
        let answer = run(case, async |pool: Pool| {
            pool.query("select set_config('a.b', 'c', false)", &[]).await.unwrap();
            match kind.as_str() {
                "passes" => Ok(()),
                "fails" => Err("an error"),
                _ => panic!("a panic"),
            }
        });
        std::process::exit(i32::from(answer.is_err()));
    }
    let server = pg_orm_local::Server::temporary().start().unwrap();
    let url = server.url("postgres");
    for (kind, keep, is_kept) in [
        ("passes", "1", false),
        ("fails", "1", true),
        ("panics", "1", true),
        ("fails", "0", false),
        ("panics", "", false),
    ] {
        let child = Command::new(env::current_exe().unwrap())
            .env(CHILD, kind)
            .env("PGORM_TEST_KEEP", keep)
            .env("PGORM_TEST_URL", &url)
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&child.stderr);
        assert_eq!(child.status.success(), kind == "passes", "{said}");
        let line =
            said.lines().find(|line| line.starts_with("The database of keep::of_a_child was kept: psql '"));
        assert_eq!(line.is_some(), is_kept, "{said}");
        let url = line.map(|line| line.split('\'').nth(1).unwrap().to_owned());
        let left = databases(&server.url("postgres"));
        assert_eq!(left.len(), usize::from(is_kept), "{left:?}");
        if let Some(url) = url {
            // The URL leads to it.
            assert_eq!(query(&url, "select current_database()::text"), left);
            query(&server.url("postgres"), &format!("drop database {} with (force)", left[0]));
        }
    }
    without_a_given_server_it_outlives_the_tests();
    eprintln!("testing_keep: ok");
}

/// A private server would end with the tests: the project's durable one is used instead.
fn without_a_given_server_it_outlives_the_tests() {
    let folder = tempfile::tempdir().unwrap();
    // The server may run as another user.
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
    let child = Command::new(env::current_exe().unwrap())
        .env(CHILD, "panics")
        .env("PGORM_TEST_KEEP", "1")
        .env_remove("PGORM_TEST_URL")
        .env("PGORM_STATE_DIR", folder.path())
        .env("CARGO_MANIFEST_DIR", folder.path())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&child.stderr);
    let kept =
        said.lines().find(|line| line.starts_with("The database of keep::of_a_child was kept: psql '"));
    let url = kept.unwrap_or_else(|| panic!("{said}")).split('\'').nth(1).unwrap().to_owned();
    assert!(said.contains("on the server of `pgorm dev`"), "{said}");
    assert!(query(&url, "select current_database()::text")[0].starts_with("pgorm_test_"));
    let home = fs::read_dir(folder.path()).unwrap().next().unwrap().unwrap().path();
    pg_orm_local::Durable::at(home).remove().unwrap();
}

fn databases(url: &str) -> Vec<String> {
    query(url, "select datname::text from pg_database where datname like 'pgorm%'")
}

fn query(url: &str, sql: &str) -> Vec<String> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let pool = Pool::connect(url).await.unwrap();
        pool.query(sql, &[]).await.unwrap().iter().map(|row| row.get(0).unwrap()).collect()
    })
}
