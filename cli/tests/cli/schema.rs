//! `pgorm check`, `sql` and `generate`: the commands that need no database.

use std::process::Stdio;

use crate::{
    servers::{MAJORS, TABLES, database, query},
    support::{PGORM, Sandbox},
};

const SCHEMA: &str = "\
enum Mood { fine, tired }

/// Somebody.
model Person {
  id    bigint @id @identity
  email text @unique
  mood  Mood @default(fine)
  pets  Pet[]
}

model Pet {
  id       bigint @id @identity
  owner_id bigint
  owner    Person @relation(owner_id, on_delete: cascade)
  @@index([owner_id])
}
";

fn sandbox() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write("schema.pgorm", SCHEMA);
    sandbox
}

#[test]
fn a_good_schema_is_ok() {
    let run = sandbox().run(&["check"]).expect(0);
    insta::assert_snapshot!(run);
}

#[test]
fn all_errors_are_shown_at_once() {
    let sandbox = Sandbox::new();
    sandbox.write("schema.pgorm", "model User {\n  id bigin @id\n  name text @uniqe\n}\n");
    let run = sandbox.run(&["check"]).expect(1);
    insta::assert_snapshot!(run);
    for arguments in [&["sql"][..], &["generate", "--out", "db"], &["migrate", "new", "first"]] {
        let other = sandbox.run(arguments).expect(1);
        assert_eq!((other.stdout.as_str(), other.stderr), ("", run.stderr.clone()));
    }
    assert!(!sandbox.project("db").exists() && !sandbox.project("migrations").exists());
    let coloured = sandbox.run(&["check", "--color", "always"]).expect(1);
    assert_eq!(anstream::adapter::strip_str(&coloured.stderr).to_string(), run.stderr);
    assert!(coloured.stderr.contains("\x1b["));
}

#[test]
fn the_schema_is_the_arguments_else_the_settings_else_the_default() {
    let sandbox = Sandbox::new();
    let run = sandbox.run(&["check"]).expect(2);
    insta::assert_snapshot!("no_schema", run);
    for arguments in [&["sql"][..], &["fmt"], &["generate", "--out", "out"], &["migrate", "new", "first"]] {
        let other = sandbox.run(arguments).expect(2);
        assert_eq!((other.stdout.as_str(), other.stderr), ("", run.stderr.clone()));
    }
    assert!(
        sandbox.run(&["check", "nofile.pgorm"]).expect(3).stderr.contains("no schema at `nofile.pgorm`\n")
    );
    sandbox.write("schema.pgorm", "model Default { id bigint @id }");
    sandbox.write("db/one.pgorm", "model One { id bigint @id }");
    sandbox.write("db/two.pgorm", "model Two { id bigint @id }");
    assert_eq!(sandbox.run(&["check"]).expect(0).stdout, "ok: 1 model\n");
    assert_eq!(sandbox.run(&["check", "db"]).expect(0).stdout, "ok: 2 models\n");
    sandbox.write("pgorm.toml", "schema = \"db\"\n");
    assert_eq!(sandbox.run(&["check"]).expect(0).stdout, "ok: 2 models\n");
    assert_eq!(sandbox.run(&["check", "schema.pgorm"]).expect(0).stdout, "ok: 1 model\n");
    // From a folder below, too.
    let below = sandbox.command(PGORM).current_dir(sandbox.project("db")).arg("check").output().unwrap();
    assert_eq!(String::from_utf8(below.stdout).unwrap(), "ok: 2 models\n");
    sandbox.write("pgorm.toml", "shema = \"db\"\n");
    let run = sandbox.run(&["check"]).expect(2);
    insta::assert_snapshot!("wrong_settings", run);
    let below = sandbox.command(PGORM).current_dir(sandbox.project("db")).arg("check").output().unwrap();
    let path = sandbox.project("pgorm.toml");
    let place = format!(" --> {}:1:1", path.display());
    assert!(String::from_utf8(below.stderr).unwrap().contains(&place));
    sandbox.write("pgorm.toml", "schema = \"nofile.pgorm\"\n");
    let run = sandbox.run(&["check"]).expect(3);
    insta::assert_snapshot!("settings_name_no_schema", run);
}

#[test]
fn the_script_makes_the_schema_and_its_inverse_drops_it() {
    let sandbox = sandbox();
    let up = sandbox.run(&["sql"]).expect(0);
    let down = sandbox.run(&["sql", "--down"]).expect(0);
    assert_eq!((up.stderr.as_str(), down.stderr.as_str()), ("", ""));
    assert_eq!(sandbox.run(&["sql", "schema.pgorm"]).expect(0).stdout, up.stdout);
    for major in MAJORS {
        let url = database(major, "cli_sql");
        query(&url, &up.stdout);
        assert_eq!(query(&url, TABLES), ["public.person", "public.pet"]);
        query(&url, &down.stdout);
        assert!(query(&url, TABLES).is_empty());
        query(&url, &up.stdout);
    }
}

#[test]
fn a_reader_who_leaves_early_is_no_error() {
    let sandbox = Sandbox::new();
    // More than a pipe holds.
    let models = (0..2000).map(|number| format!("model Model{number} {{ id bigint @id }}\n"));
    sandbox.write("schema.pgorm", &models.collect::<String>());
    let mut command = sandbox.command(PGORM);
    let mut child = command.arg("sql").stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]));
}

#[test]
fn generated_source_is_written_kept_and_checked() {
    let sandbox = sandbox();
    sandbox.run(&["generate"]).expect(2);
    let missing = sandbox.run(&["generate", "--out", "src/db", "--check"]).expect(1);
    insta::assert_snapshot!("generate_check_missing", missing);
    assert!(!sandbox.project("src/db").exists());
    let written = sandbox.run(&["generate", "--out", "src/db"]).expect(0);
    insta::assert_snapshot!("generate", written);
    assert!(sandbox.read("src/db/person.rs").contains("pub struct Person"));
    let same = sandbox.run(&["generate", "--out", "src/db", "--check"]).expect(0);
    assert_eq!((same.stdout.as_str(), same.stderr.as_str()), ("", ""));
    let again = sandbox.run(&["generate", "--out", "src/db"]).expect(0);
    assert_eq!(again.stderr, "5 files unchanged\n".replace('5', &sandbox_files(&sandbox).to_string()));

    // One model less, one field more.
    sandbox.write("schema.pgorm", "model Person { id bigint @id\n name text }\n");
    let differs = sandbox.run(&["generate", "--out", "src/db", "--check"]).expect(1);
    insta::assert_snapshot!("generate_check_differs", differs);
    let written = sandbox.run(&["generate", "--out", "src/db"]).expect(0);
    insta::assert_snapshot!("generate_again", written);

    // A file of one's own is never overwritten.
    sandbox.write("src/db/person.rs", "// mine\n");
    let refused = sandbox.run(&["generate", "--out", "src/db"]).expect(3);
    insta::assert_snapshot!("generate_refused", refused);
    assert_eq!(sandbox.read("src/db/person.rs"), "// mine\n");

    sandbox.write("pgorm.toml", "[generate]\nout = \"src/other\"\n");
    sandbox.run(&["generate"]).expect(0);
    assert!(sandbox.project("src/other/mod.rs").is_file());
}

fn sandbox_files(sandbox: &Sandbox) -> usize {
    std::fs::read_dir(sandbox.project("src/db")).unwrap().count()
}

#[test]
fn warnings_are_shown_and_may_be_denied() {
    let sandbox = Sandbox::new();
    sandbox.write("schema.pgorm", "model User {\n  id bigint @id\n  @@rls\n}\n");
    let run = sandbox.run(&["check"]).expect(0);
    assert!(run.stderr.starts_with("warning["), "{run}");
    assert!(run.stdout.starts_with("ok: 1 model, ") && run.stdout.ends_with("warnings\n"), "{run}");
    sandbox.run(&["check", "--deny-warnings"]).expect(1);
    let sql = sandbox.run(&["sql"]).expect(0);
    assert_eq!(sql.stderr, "schema.pgorm: 2 warnings; `pgorm check` shows them\n");
}
