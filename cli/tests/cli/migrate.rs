//! `pgorm migrate`: written, deployed, asked about and rolled back on real databases.

use std::{fs, sync::mpsc, thread};

use crate::{
    servers::{MAJORS, TABLES, database, query, while_connected},
    support::{Sandbox, checkout},
};

const SCHEMA: &str = "model Person {\n  id bigint @id @identity\n  email text @unique\n}\n";

/// A project with one migration; its name.
fn project() -> (Sandbox, String) {
    let sandbox = Sandbox::new();
    sandbox.write("schema.pgorm", SCHEMA);
    let run = sandbox.run(&["migrate", "new", "first tables"]).expect(0);
    let name = run.stdout.trim().rsplit('/').next().unwrap().to_owned();
    (sandbox, name)
}

/// The text without what differs from run to run.
fn stable(text: &str, name: &str) -> String {
    text.replace(name, "[TIME]_first_tables")
}

#[test]
fn a_migration_is_written_from_the_schema() {
    let (sandbox, name) = project();
    let time = name.strip_suffix("_first_tables").unwrap();
    assert!(time.len() == 14 && time.bytes().all(|digit| digit.is_ascii_digit()), "{name}");
    for file in ["up.sql", "down.sql", "migration.toml"] {
        assert!(sandbox.project("migrations").join(&name).join(file).is_file(), "{file}");
    }
    // The schema has nothing new.
    let again = sandbox.run(&["migrate", "new", "second"]).expect(0);
    insta::assert_snapshot!("migrate_new_nothing_new", again);
    // Altering comes later; it is said, not done by halves.
    sandbox.write("schema.pgorm", &SCHEMA.replace("email text @unique", "email text"));
    let refused = sandbox.run(&["migrate", "new", "second"]).expect(3);
    insta::assert_snapshot!("migrate_new_altering", stable(&refused.to_string(), &name));
    // Nor after one that was written by hand.
    add(&sandbox, "3_extra", &name, "create table extra ();\n", true);
    let refused = sandbox.run(&["migrate", "new", "third"]).expect(3);
    insta::assert_snapshot!("migrate_new_after_by_hand", stable(&refused.to_string(), &name));
    let bad_name = sandbox.run(&["migrate", "new", "../x", "--dir", "other"]);
    assert!(!sandbox.path("x").exists(), "{bad_name}");
}

#[test]
fn migrations_go_forward_and_back() {
    for major in MAJORS {
        let (mut sandbox, name) = project();
        let url = database(major, "cli_migrate");
        sandbox.set("DATABASE_URL", &url);
        let shown =
            |arguments: &[&str], code| stable(&sandbox.run(arguments).expect(code).to_string(), &name);
        // Named without the version: both print the same.
        insta::assert_snapshot!("status_pending", shown(&["migrate", "status"], 0));
        shown(&["migrate", "status", "--check"], 1);
        assert_eq!(sandbox.run(&["migrate", "deploy"]).expect(0).stdout, format!("{name}\n"));
        assert_eq!(query(&url, TABLES), ["public.person"]);
        insta::assert_snapshot!("deploy_again", shown(&["migrate", "deploy"], 0));
        shown(&["migrate", "status", "--check"], 0);

        insta::assert_snapshot!("rollback_to_unknown", shown(&["migrate", "rollback", "--to", "nothing"], 3));
        let near = shown(&["migrate", "rollback", "--to", "first"], 3);
        assert!(near.contains("did you mean `[TIME]_first_tables`?"), "{near}");
        assert_eq!(sandbox.run(&["migrate", "rollback"]).expect(0).stdout, format!("{name}\n"));
        assert!(query(&url, TABLES).is_empty());
        insta::assert_snapshot!("rollback_nothing", shown(&["migrate", "rollback"], 0));

        // --url wins over DATABASE_URL.
        let other = database(major, "cli_migrate_other");
        sandbox.run(&["migrate", "deploy", "--url", &other]).expect(0);
        assert_eq!(query(&other, TABLES), ["public.person"]);
        assert!(query(&url, TABLES).is_empty());
    }
}

#[test]
fn a_migration_that_fails_leaves_nothing_and_says_where() {
    for major in MAJORS {
        let (mut sandbox, name) = project();
        let url = database(major, "cli_fails");
        sandbox.set("DATABASE_URL", &url);
        let up = format!("migrations/{name}/up.sql");
        sandbox.write(&up, "create table extra ();\nselect nonsense();\n");
        // Its checksum does not fit any more: nothing is tried.
        let stale = sandbox.run(&["migrate", "deploy"]).expect(3);
        assert!(stale.stderr.contains("is not what its migration.toml was written for"), "{stale}");
        sandbox.write(&format!("migrations/{name}/migration.toml"), "");
        let failed = sandbox.run(&["migrate", "deploy"]).expect(3);
        insta::assert_snapshot!("deploy_failed", stable(&failed.to_string(), &name));
        assert!(query(&url, TABLES).is_empty());
    }
}

#[test]
fn a_rollback_that_fails_midway_names_what_it_did() {
    let (mut sandbox, first) = project();
    sandbox.set("DATABASE_URL", &database(18, "cli_rollback_fails"));
    sandbox.write(&format!("migrations/{first}/down.sql"), "select nonsense();\n");
    sandbox.write(&format!("migrations/{first}/migration.toml"), "");
    let second = "29990101000000_extra";
    for (file, text) in [
        ("up.sql", "create table extra ();\n"),
        ("down.sql", "drop table extra;\n"),
        ("migration.toml", &*format!("parent = \"{first}\"\n")),
    ] {
        sandbox.write(&format!("migrations/{second}/{file}"), text);
    }
    sandbox.run(&["migrate", "deploy"]).expect(0);
    let failed = sandbox.run(&["migrate", "rollback", "--steps", "2"]).expect(3);
    assert_eq!(failed.stdout, format!("{second}\n"), "{failed}");
    assert!(failed.stderr.contains("nonsense"), "{failed}");
}

#[test]
fn an_edited_migration_is_found() {
    let (sandbox, name) = project();
    let url = database(18, "cli_edited");
    sandbox.run(&["migrate", "deploy", "--url", &url]).expect(0);
    let up = format!("migrations/{name}/up.sql");
    let text = sandbox.read(&up);
    sandbox.write(&up, &format!("-- a remark changes nothing\n{text}"));
    sandbox.run(&["migrate", "status", "--check", "--url", &url]).expect(0);
    sandbox.write(&up, &format!("{text}\nselect 1;\n"));
    let changed = sandbox.run(&["migrate", "status", "--check", "--url", &url]).expect(1);
    assert!(changed.stdout.contains(&name), "{changed}");
    insta::assert_snapshot!("status_changed", stable(&changed.stderr, &name));
    sandbox.run(&["migrate", "deploy", "--url", &url]).expect(3);
}

#[test]
fn a_database_that_cannot_be_reached_is_a_failure_and_a_url_that_cannot_be_read_is_misuse() {
    let (sandbox, _) = project();
    let url = "postgresql://me:s3cret@127.0.0.1:1/app";
    let refused = sandbox.run(&["migrate", "status", "--url", url]).expect(3);
    assert!(
        refused.stderr.starts_with("error: can't connect to postgresql://me:***@127.0.0.1:1/app"),
        "{refused}"
    );
    for url in ["", "nonsense", "postgresql://h/d?frobnicate=1"] {
        let misuse = sandbox.run(&["migrate", "status", "--url", url]).expect(2);
        assert!(misuse.stderr.starts_with("error: "), "{misuse}");
    }
    let mut without = sandbox;
    without.set("DATABASE_URL", "");
    let misuse = without.run(&["migrate", "deploy"]).expect(2);
    insta::assert_snapshot!("no_database", misuse);
}

#[test]
fn the_folder_is_the_options_else_the_settings() {
    let (sandbox, _) = project();
    let url = database(18, "cli_folder");
    let missing = sandbox.run(&["migrate", "deploy", "--dir", "nowhere", "--url", &url]).expect(3);
    assert!(missing.stderr.contains("nowhere"), "{missing}");
    sandbox.write("pgorm.toml", "migrations = \"db/steps\"\n");
    sandbox.run(&["migrate", "new", "first"]).expect(0);
    assert!(sandbox.project("db/steps").is_dir());
}

/// A migration that follows `parent`, written by hand.
fn add(sandbox: &Sandbox, name: &str, parent: &str, up: &str, transaction: bool) {
    sandbox.write(&format!("migrations/{name}/up.sql"), up);
    sandbox.write(&format!("migrations/{name}/down.sql"), "drop table if exists extra;\n");
    let manifest = format!("parent = \"{parent}\"\ntransaction = {transaction}\n");
    sandbox.write(&format!("migrations/{name}/migration.toml"), &manifest);
}

#[test]
fn those_before_the_one_that_fails_are_told() {
    for major in MAJORS {
        let (sandbox, name) = project();
        let url = database(major, "cli_partial");
        add(&sandbox, "3_extra", &name, "create table extra ();\nselect nonsense();\n", true);
        let failed = sandbox.run(&["migrate", "deploy", "--url", &url]).expect(3);
        assert_eq!(failed.stdout, format!("{name}\n"), "{failed}");
        assert!(failed.stderr.contains("nonsense"), "{failed}");
        let status = sandbox.run(&["migrate", "status", "--url", &url]).expect(0);
        assert_eq!(status.stdout, format!("applied  {name}\npending  3_extra\n"), "{status}");
        let again = sandbox.run(&["migrate", "deploy", "--url", &url]).expect(3);
        assert_eq!(again.stdout, "", "{again}");

        add(&sandbox, "3_extra", &name, "create table extra ();\n", true);
        let done = sandbox.run(&["migrate", "deploy", "--url", &url]).expect(0);
        assert_eq!(done.stdout, "3_extra\n", "{done}");
        let back = sandbox.run(&["migrate", "rollback", "--steps", "5", "--url", &url]).expect(0);
        assert_eq!(back.stdout, format!("3_extra\n{name}\n"), "{back}");
        sandbox.run(&["migrate", "deploy", "--url", &url]).expect(0);
        let back = sandbox.run(&["migrate", "rollback", "--to", &name, "--url", &url]).expect(0);
        assert_eq!(back.stdout, "3_extra\n", "{back}");
    }
}

#[test]
fn a_migration_that_stopped_midway_is_settled_by_hand() {
    let (sandbox, name) = project();
    let url = database(18, "cli_midway");
    add(&sandbox, "3_extra", &name, "create table extra ();\nselect nonsense();\n", false);
    sandbox.run(&["migrate", "deploy", "--url", &url]).expect(3);
    let status = sandbox.run(&["migrate", "status", "--check", "--url", &url]).expect(1);
    assert!(status.stdout.contains("(after 1 statement of up.sql: "), "{status}");
    insta::assert_snapshot!("status_unfinished", stable(&status.stderr, &name));
    let refused = sandbox.run(&["migrate", "deploy", "--url", &url]).expect(3);
    assert!(refused.stderr.contains("help: `pgorm migrate resolve 3_extra --applied`"), "{refused}");

    sandbox.run(&["migrate", "resolve", "3_extra", "--url", &url]).expect(2);
    sandbox.run(&["migrate", "resolve", "3_extra", "--applied", "--not-applied", "--url", &url]).expect(2);
    let unknown = sandbox.run(&["migrate", "resolve", &name, "--applied", "--url", &url]).expect(3);
    assert!(unknown.stderr.starts_with("error: "), "{unknown}");
    sandbox.run(&["migrate", "resolve", "3_extra", "--applied", "--url", &url]).expect(0);
    sandbox.run(&["migrate", "status", "--check", "--url", &url]).expect(0);
}

/// What a newcomer does who changes the schema while nobody else has the database.
#[test]
fn a_first_migration_is_written_anew_in_development() {
    let (mut sandbox, name) = project();
    sandbox.set("DATABASE_URL", &database(18, "cli_anew"));
    sandbox.run(&["migrate", "deploy"]).expect(0);
    sandbox.write("schema.pgorm", &SCHEMA.replace("email", "mail"));
    sandbox.run(&["migrate", "new", "second"]).expect(3);
    // As the message says.
    sandbox.run(&["migrate", "rollback"]).expect(0);
    fs::remove_dir_all(sandbox.project("migrations").join(&name)).unwrap();
    sandbox.run(&["migrate", "new", "anew"]).expect(0);
    sandbox.run(&["migrate", "deploy"]).expect(0);
    sandbox.run(&["migrate", "status", "--check"]).expect(0);
}

/// What a newcomer does who removes the folder first.
#[test]
fn a_migration_without_its_folder_has_a_way_out() {
    for major in MAJORS {
        let (mut sandbox, name) = project();
        let url = database(major, "cli_missing");
        sandbox.set("DATABASE_URL", &url);
        sandbox.run(&["migrate", "deploy"]).expect(0);
        fs::remove_dir_all(sandbox.project("migrations").join(&name)).unwrap();
        let shown =
            |arguments: &[&str], code| stable(&sandbox.run(arguments).expect(code).to_string(), &name);
        insta::assert_snapshot!("missing_status", shown(&["migrate", "status", "--check"], 1));
        insta::assert_snapshot!("missing_deploy", shown(&["migrate", "deploy"], 0));
        insta::assert_snapshot!("missing_rollback", shown(&["migrate", "rollback"], 3));
        let anew = sandbox.run(&["migrate", "new", "anew"]).expect(0).stdout;
        let anew = anew.trim().trim_start_matches("migrations/").to_owned();
        let refused = shown(&["migrate", "deploy"], 3).replace(&anew, "[TIME]_anew");
        insta::assert_snapshot!("missing_deploy_pending", refused);
        insta::assert_snapshot!("missing_applied", shown(&["migrate", "resolve", &name, "--applied"], 3));
        query(&url, "drop table person");
        insta::assert_snapshot!(
            "missing_forgotten",
            shown(&["migrate", "resolve", &name, "--not-applied"], 0)
        );
        sandbox.run(&["migrate", "deploy"]).expect(0);
        sandbox.run(&["migrate", "status", "--check"]).expect(0);
    }
}

/// The files of a migration written by hand, as the book has them.
#[test]
fn the_books_migration_by_hand_runs() {
    let book = fs::read_to_string(checkout().join("docs/src/migrations.md")).unwrap();
    let files = book.split_once("### Where the data has to stay").unwrap().1;
    let blocks: Vec<&str> = files.split("```").skip(1).step_by(2).take(3).collect();
    let [up, down, manifest] = ["sql\n", "sql\n", "toml\n"]
        .iter()
        .zip(blocks)
        .map(|(word, block)| block.strip_prefix(word).unwrap())
        .collect::<Vec<_>>()[..]
    else {
        panic!("{files}")
    };
    for major in MAJORS {
        let (mut sandbox, name) = project();
        let url = database(major, "cli_by_hand");
        sandbox.set("DATABASE_URL", &url);
        let by_hand = "99991231000000_add_age";
        for (file, text) in [("up.sql", up), ("down.sql", down), ("migration.toml", manifest)] {
            sandbox
                .write(&format!("migrations/{by_hand}/{file}"), &text.replace("20261120161050_first", &name));
        }
        assert_eq!(sandbox.run(&["migrate", "deploy"]).expect(0).stdout, format!("{name}\n{by_hand}\n"));
        query(&url, "select age from person");
        assert_eq!(sandbox.run(&["migrate", "rollback"]).expect(0).stdout, format!("{by_hand}\n"));
        sandbox.run(&["migrate", "deploy"]).expect(0);
        sandbox.run(&["migrate", "status", "--check"]).expect(0);
    }
}

#[test]
fn outside_a_project_there_is_nothing_to_migrate() {
    let sandbox = Sandbox::new();
    for action in
        [&["new", "first"][..], &["deploy"], &["status"], &["rollback"], &["resolve", "x", "--applied"]]
    {
        let arguments: Vec<&str> = ["migrate"].iter().chain(action).copied().collect();
        let refused = sandbox.run(&arguments).expect(2);
        assert!(refused.stderr.starts_with("error: no project here: "), "{refused}");
    }
}

#[test]
fn another_deploy_is_waited_for_then_named() {
    for major in MAJORS {
        let (sandbox, name) = project();
        let url = database(major, "cli_locked");
        // The lock of pg-orm-apply, held as another deploy would hold it.
        let key = i64::from_be_bytes(*b"pgormmig");
        let lock = format!("set application_name = 'the other deploy'; select pg_advisory_lock({key})");
        let (held, is_held) = mpsc::channel();
        let (release, is_released) = mpsc::channel::<()>();
        let holder = thread::spawn({
            let url = url.clone();
            move || {
                while_connected(&url, &lock, || {
                    held.send(()).unwrap();
                    is_released.recv().unwrap();
                });
            }
        });
        is_held.recv().unwrap();
        let refused = sandbox.run(&["migrate", "deploy", "--wait", "1", "--url", &url]).expect(3);
        assert_eq!(refused.stdout, "", "{refused}");
        assert!(refused.stderr.contains("\"the other deploy\""), "{refused}");
        assert!(query(&url, TABLES).is_empty());
        release.send(()).unwrap();
        holder.join().unwrap();
        assert_eq!(sandbox.run(&["migrate", "deploy", "--url", &url]).expect(0).stdout, format!("{name}\n"));
    }
}
