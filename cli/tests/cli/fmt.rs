//! `pgorm fmt`: what it writes, what it leaves alone, and what `--check` tells.

use std::{fs, io::Write as _, os::unix::fs::PermissionsExt as _, process::Stdio, time::SystemTime};

use crate::support::{PGORM, Run, Sandbox, checkout};

const WRITTEN: &str = "model User {\n  id bigint @id\n  email   text   // whole\n}\n";
const FORMATTED: &str = "model User {\n  id    bigint @id\n  email text // whole\n}\n";

fn modified(sandbox: &Sandbox, path: &str) -> SystemTime {
    fs::metadata(sandbox.project(path)).unwrap().modified().unwrap()
}

/// Runs `pgorm` with this text on its standard input.
fn piped(sandbox: &Sandbox, arguments: &[&str], text: &[u8]) -> (Option<i32>, String, String) {
    let mut command = sandbox.command(PGORM);
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(text).unwrap();
    let output = child.wait_with_output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

#[test]
fn the_schema_is_formatted_once() {
    let sandbox = Sandbox::new();
    sandbox.write("schema.pgorm", WRITTEN);
    let run = sandbox.run(&["fmt"]).expect(0);
    insta::assert_snapshot!(run);
    assert_eq!(sandbox.read("schema.pgorm"), FORMATTED);
    let before = modified(&sandbox, "schema.pgorm");
    let again = sandbox.run(&["fmt"]).expect(0);
    assert_eq!((again.stdout.as_str(), again.stderr.as_str()), ("", "1 file unchanged\n"));
    assert_eq!(modified(&sandbox, "schema.pgorm"), before);
    assert_eq!(fs::read_dir(sandbox.path("project")).unwrap().count(), 1, "nothing else is left behind");
}

#[test]
fn check_shows_the_difference_and_writes_nothing() {
    let sandbox = Sandbox::new();
    sandbox.write("db/good.pgorm", FORMATTED);
    sandbox.write("db/other.pgorm", WRITTEN);
    sandbox.write("db/broken.pgorm", "model {{\n");
    sandbox.write("pgorm.toml", "schema = \"db\"\n");
    let run = sandbox.run(&["fmt", "--check"]).expect(1);
    insta::assert_snapshot!(run);
    assert_eq!(sandbox.read("db/other.pgorm"), WRITTEN);
    let good = sandbox.run(&["fmt", "--check", "db/good.pgorm"]).expect(0);
    assert_eq!((good.stdout.as_str(), good.stderr.as_str()), ("", ""));
    sandbox.run(&["fmt", "--check", "db/broken.pgorm"]).expect(1);
}

#[test]
fn a_file_that_cannot_be_read_is_left_and_the_others_are_not() {
    let sandbox = Sandbox::new();
    sandbox.write("broken.pgorm", "model User {\n  id bigint @id(\n}\n");
    sandbox.write("schema.pgorm", WRITTEN);
    let run: Run = sandbox.run(&["fmt", "broken.pgorm", "schema.pgorm", "schema.pgorm"]).expect(1);
    insta::assert_snapshot!(run);
    assert_eq!(sandbox.read("broken.pgorm"), "model User {\n  id bigint @id(\n}\n");
    assert_eq!(sandbox.read("schema.pgorm"), FORMATTED);
    // A path that is not there stops the command before it writes.
    sandbox.write("schema.pgorm", WRITTEN);
    sandbox.run(&["fmt", "schema.pgorm", "nowhere.pgorm"]).expect(3);
    assert_eq!(sandbox.read("schema.pgorm"), WRITTEN);
}

/// What the repository shows to people is formatted; tests that are about layout are not.
#[test]
fn our_own_schemas_are_formatted() {
    let sandbox = Sandbox::new();
    sandbox.run(&["init", "new"]).expect(0);
    sandbox.run(&["fmt", "--check", "new"]).expect(0);
    let folders = ["benches/queries", "codegen/tests/fixtures", "docs", "examples", "tests/schemas"];
    let folders = folders.map(|folder| checkout().join(folder).display().to_string());
    let arguments: Vec<&str> =
        ["fmt", "--check"].into_iter().chain(folders.iter().map(String::as_str)).collect();
    sandbox.run(&arguments).expect(0);
}

#[test]
fn links_and_permissions_stay() {
    let sandbox = Sandbox::new();
    sandbox.write("real/it.pgorm", WRITTEN);
    fs::set_permissions(sandbox.project("real/it.pgorm"), fs::Permissions::from_mode(0o640)).unwrap();
    std::os::unix::fs::symlink("real/it.pgorm", sandbox.project("schema.pgorm")).unwrap();
    sandbox.run(&["fmt"]).expect(0);
    assert!(fs::symlink_metadata(sandbox.project("schema.pgorm")).unwrap().is_symlink());
    assert_eq!(sandbox.read("real/it.pgorm"), FORMATTED);
    let mode = fs::metadata(sandbox.project("real/it.pgorm")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o640);
    // What may not be written is told, and stays.
    sandbox.write("real/it.pgorm", WRITTEN);
    fs::set_permissions(sandbox.project("real/it.pgorm"), fs::Permissions::from_mode(0o440)).unwrap();
    let refused = sandbox.run(&["fmt"]).expect(3);
    assert!(refused.stderr.contains("cannot write schema.pgorm"), "{refused}");
    assert_eq!(sandbox.read("real/it.pgorm"), WRITTEN);
}

#[test]
fn standard_input_goes_to_standard_output() {
    let sandbox = Sandbox::new();
    let done = piped(&sandbox, &["fmt", "-"], WRITTEN.as_bytes());
    assert_eq!(done, (Some(0), FORMATTED.to_owned(), String::new()));
    let (code, stdout, stderr) = piped(&sandbox, &["fmt", "-"], b"model {{");
    assert_eq!((code, stdout.as_str()), (Some(1), ""));
    assert!(stderr.contains("--> <stdin>:1:8"), "{stderr}");
    let (code, stdout, _) = piped(&sandbox, &["fmt", "--check", "-"], WRITTEN.as_bytes());
    assert!(code == Some(1) && stdout.starts_with("--- <stdin>\n"), "{stdout}");
    assert_eq!(piped(&sandbox, &["fmt", "-", "--check"], FORMATTED.as_bytes()).0, Some(0));
    let (code, _, stderr) = piped(&sandbox, &["fmt", "-"], b"// caf\xe9");
    assert!(code == Some(3) && stderr.contains("`<stdin>` is not UTF-8"), "{stderr}");
    sandbox.run(&["fmt", "-", "schema.pgorm"]).expect(2);
}
