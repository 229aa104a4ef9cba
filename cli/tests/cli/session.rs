//! What a newcomer types, from the first command on.

use std::{fs, path::Path, process::Stdio};

use crate::{
    servers::{MAJORS, database, query},
    support::{PGORM, Sandbox, checkout},
};

#[test]
fn a_first_session() {
    let sandbox = Sandbox::new();
    sandbox.run(&["init", "--no-migration"]).expect(0);
    assert_eq!(sandbox.run(&["check"]).expect(0).stdout, "ok: 2 models, 1 enum\n");
    let script = sandbox.run(&["sql"]).expect(0).stdout;
    assert!(script.contains("create table public.person ("), "{script}");

    let new = sandbox.run(&["migrate", "new", "first"]).expect(0);
    let name = new.stdout.trim().rsplit('/').next().unwrap().to_owned();
    assert!(name.ends_with("_first"), "{new}");
    assert_eq!(sandbox.read(&format!("migrations/{name}/up.sql")), script);

    let refused = sandbox.run(&["migrate", "status"]).expect(2);
    assert!(
        refused.stderr.contains("`export DATABASE_URL=$(pgorm dev)` starts a private server"),
        "{refused}"
    );
    let url = sandbox.run(&["dev"]).expect(0).stdout;
    let url = url.trim().replace("[SANDBOX]", sandbox.path("").to_str().unwrap().trim_end_matches('/'));

    // Neither --url nor DATABASE_URL: the project's own server, which is said.
    let pending = sandbox.run(&["migrate", "status", "--check"]).expect(1);
    assert!(pending.stderr.starts_with("neither --url nor DATABASE_URL is given"), "{pending}");
    assert!(pending.stdout.contains(&name), "{pending}");
    let deployed = sandbox.run(&["migrate", "deploy"]).expect(0);
    assert_eq!(deployed.stdout, format!("{name}\n"), "{deployed}");
    sandbox.run(&["migrate", "status", "--check"]).expect(0);
    query(&url, "insert into person (email, name) values ('a@b', 'A')");
    let back = sandbox.run(&["migrate", "rollback"]).expect(0);
    assert_eq!(back.stdout, format!("{name}\n"), "{back}");
    assert_eq!(query(&url, "select to_regclass('person') is null"), ["t"]);
    sandbox.run(&["migrate", "deploy"]).expect(0);
    sandbox.run(&["dev", "remove", "--yes"]).expect(0);
}

/// Builds the generated project: a minute where nothing of it has been built before. It shares the target folder of
/// the build that runs this test, and the lock file, so that it needs no network.
#[test]
fn a_new_project_builds_and_runs_at_once() {
    let sandbox = Sandbox::new();
    sandbox.run(&["init", "todo"]).expect(0);
    fs::copy(checkout().join("Cargo.lock"), sandbox.project("todo/Cargo.lock")).unwrap();
    // <target>/<profile>/pgorm
    let target = Path::new(PGORM).ancestors().nth(2).unwrap();
    for (round, major) in MAJORS.into_iter().enumerate() {
        let mut cargo = sandbox.command(env!("CARGO"));
        cargo.args(["run", "--quiet", "--offline"]).current_dir(sandbox.project("todo"));
        // As the workspace's profile, so that what was built for it is taken.
        cargo.env("CARGO_PROFILE_DEV_DEBUG", "line-tables-only");
        cargo.env("CARGO_TARGET_DIR", target).env("DATABASE_URL", database(major, "cli_todo"));
        let output = cargo.stdout(Stdio::piped()).stderr(Stdio::piped()).output().unwrap();
        let (said, printed) =
            (String::from_utf8_lossy(&output.stderr), String::from_utf8_lossy(&output.stdout));
        assert!(output.status.success(), "round {round}: {said}");
        // No warning either: it is the first code that a newcomer sees.
        assert_eq!(said, "", "round {round}");
        insta::assert_snapshot!("a_new_project_prints", printed);
    }
    // And says what is missing.
    let output = sandbox.command(target.join("debug/todo")).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.starts_with("error: ") && said.contains("DATABASE_URL"), "{said}");
}
