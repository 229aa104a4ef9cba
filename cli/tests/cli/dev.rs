//! `pgorm dev`: a real server, started, asked about, stopped and removed.

use std::{fs, os::unix::fs::symlink, path::Path};

use pg_orm_local::Binaries;

use crate::{
    servers::{TABLES, query},
    support::{PGORM, Run, Sandbox},
};

/// A folder with a schema: the least of a project.
fn project() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write("schema.pgorm", "");
    sandbox
}

#[test]
fn a_server_lives_as_long_as_the_project_wants() {
    let sandbox = project();
    sandbox.write("src/main.rs", "");

    let run = sandbox.run(&["dev", "url"]).expect(1);
    assert_eq!(
        (run.stdout.as_str(), run.stderr.as_str()),
        ("", "it is not running; `pgorm dev` starts it\n")
    );
    let run = sandbox.run(&["dev", "status", "--check"]).expect(1);
    assert!(run.stdout.starts_with("state      absent"), "{run}");
    sandbox.run(&["dev", "status"]).expect(0);
    sandbox.run(&["dev", "logs"]).expect(3);
    let run = sandbox.run(&["dev", "stop"]).expect(0);
    assert_eq!(run.stderr, "it was not running\n");

    // The URL alone is on stdout, one line.
    let started = sandbox.run(&["dev"]).expect(0);
    assert!(started.stdout.starts_with("postgresql:///postgres?host=[SANDBOX]/state/"), "{started}");
    assert_eq!(started.stdout.lines().count(), 1);
    assert!(started.stderr.contains("started PostgreSQL "), "{started}");
    let again = sandbox.run(&["dev"]).expect(0);
    assert_eq!(again.stdout, started.stdout);
    assert!(again.stderr.ends_with(" is running already\n"), "{again}");

    // The same server from a folder below.
    let below = sandbox.command(PGORM).current_dir(sandbox.project("src")).args(["dev", "url"]).output();
    let below = String::from_utf8(below.unwrap().stdout).unwrap();
    let folder = sandbox.path("").display().to_string();
    assert_eq!(below.replace(&folder, "[SANDBOX]/"), started.stdout);

    let status = sandbox.run(&["dev", "status", "--check"]).expect(0);
    assert!(status.stdout.starts_with("state      running for "), "{status}");
    assert!(status.stdout.contains(started.stdout.trim()), "{status}");
    let logs = sandbox.run(&["dev", "logs", "-n", "2"]).expect(0);
    assert_eq!(logs.stdout.lines().count(), 2);

    // It listens on TCP only when it is started so.
    let refused = sandbox.run(&["dev", "--tcp"]).expect(3);
    assert_eq!(refused.stdout, "");
    assert!(refused.stderr.contains("help: stop it with `pgorm dev stop`"), "{refused}");
    assert_eq!(sandbox.run(&["dev", "stop"]).expect(0).stderr, "stopped; its data stays\n");
    let over_tcp = sandbox.run(&["dev", "--tcp"]).expect(0);
    assert!(over_tcp.stdout.starts_with("postgresql://postgres@127.0.0.1:"), "{over_tcp}");
    assert_eq!(sandbox.run(&["dev", "url"]).expect(0).stdout, over_tcp.stdout);

    let refused = sandbox.run(&["dev", "remove"]).expect(2);
    assert!(refused.stderr.contains("this would remove all data in [SANDBOX]/state/"), "{refused}");
    sandbox.run(&["dev", "status", "--check"]).expect(0);
    sandbox.run(&["dev", "remove", "--yes"]).expect(0);
    sandbox.run(&["dev", "status", "--check"]).expect(1);
    assert_eq!(sandbox.run(&["dev", "remove"]).expect(0).stderr, "there is nothing to remove\n");
}

#[test]
fn outside_a_project_no_server_is_made() {
    let sandbox = Sandbox::new();
    for action in
        [None, Some("psql"), Some("status"), Some("url"), Some("logs"), Some("stop"), Some("remove")]
    {
        let arguments: Vec<&str> = ["dev"].into_iter().chain(action).collect();
        let refused = sandbox.run(&arguments).expect(2);
        assert_eq!(refused.stdout, "", "{refused}");
        assert!(
            refused
                .stderr
                .starts_with("error: no project here: neither [SANDBOX]/project nor a folder above has "),
            "{refused}"
        );
        assert!(refused.stderr.contains("help: `pgorm init` makes one"), "{refused}");
    }
    assert_eq!(fs::read_dir(sandbox.path("state")).unwrap().count(), 0);
}

#[test]
fn a_reset_makes_the_same_server_without_its_data() {
    let mut sandbox = project();
    let folder = sandbox.path("").display().to_string();
    let url_of = |run: Run| run.expect(0).stdout.trim().replace("[SANDBOX]/", &folder);
    let url = url_of(sandbox.run(&["dev", "--major", "15", "--tcp"]));
    query(&url, "create table precious ()");
    let refused = sandbox.run(&["dev", "reset"]).expect(2);
    assert!(refused.stderr.contains("this would remove all data in [SANDBOX]/state/"), "{refused}");
    assert_eq!(query(&url, TABLES), ["public.precious"]);

    // Another version of PostgreSQL being found first changes nothing.
    assert_eq!(url_of(sandbox.run(&["dev", "reset", "--yes"])), url);
    assert!(query(&url, TABLES).is_empty());
    assert!(query(&url, "show server_version")[0].starts_with("15."));

    // Its data is not given up where nothing can start a new one.
    query(&url, "create table precious ()");
    sandbox.set("PGORM_PG_FETCH", "never");
    sandbox.set("PGORM_PG_BIN", "/nowhere");
    sandbox.run(&["dev", "reset", "--yes"]).expect(3);
    assert_eq!(query(&url, TABLES), ["public.precious"]);
}

#[test]
fn psql_gets_the_arguments_behind_the_dashes() {
    let sandbox = project();
    let run = sandbox.run(&["dev", "psql", "--", "-Atc", "select 6 * 7", "-v", "ON_ERROR_STOP=1"]);
    if run.stderr.contains("there is no psql") {
        assert_eq!(run.code, Some(3));
        assert!(run.stderr.contains("help: install it"), "{run}");
        return;
    }
    assert_eq!(run.expect(0).stdout, "42\n");
    // The exit code is psql's own.
    sandbox.run(&["dev", "psql", "--", "-c", "select 1/0"]).expect(1);
}

#[test]
fn without_psql_it_is_told_how_to_get_it() {
    let mut sandbox = project();
    // The programs of some server, and nothing else.
    let programs = Binaries::find(None).unwrap();
    let folder = sandbox.project("bin");
    fs::create_dir(&folder).unwrap();
    for program in ["postgres", "initdb", "pg_ctl"] {
        symlink(programs.folder().join(program), folder.join(program)).unwrap();
    }
    // Those that every system has.
    for program in ["cat", "mv", "rm"] {
        symlink(Path::new("/bin").join(program), folder.join(program)).unwrap();
    }
    sandbox.set("PGORM_PG_BIN", folder.to_str().unwrap());
    sandbox.set("PATH", folder.to_str().unwrap());
    let run = sandbox.run(&["dev", "psql"]).expect(3);
    assert_eq!(run.stdout, "");
    assert!(run.stderr.contains("error: there is no psql: "), "{run}");
    assert!(run.stderr.contains("\nhelp: install it (the package `postgresql-client`"), "{run}");
}

#[test]
fn without_postgresql_all_that_was_tried_is_told() {
    let mut sandbox = project();
    sandbox.set("PGORM_PG_FETCH", "never");
    sandbox.set("PGORM_CACHE_DIR", &sandbox.path("cache").display().to_string());
    sandbox.set("PGORM_PG_BIN", "");
    // No distribution has this one.
    let run = sandbox.run(&["dev", "--major", "999"]).expect(3);
    assert_eq!(run.stdout, "");
    assert!(run.stderr.contains("error: no PostgreSQL 999 "), "{run}");
    assert!(run.stderr.contains("\nhelp: install PostgreSQL 999"), "{run}");
}
