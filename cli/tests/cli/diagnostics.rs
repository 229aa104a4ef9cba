//! `pgorm check --json`, for editors, and `pgorm explain`, for people.

use std::{
    fs,
    io::Write as _,
    process::{Output, Stdio},
};

use serde_json::Value;

use crate::support::{PGORM, Sandbox, checkout};

/// The document of a run that ended with this code; nothing else may be printed.
#[track_caller]
fn document(sandbox: &Sandbox, arguments: &[&str], code: i32) -> Value {
    let run = sandbox.run(arguments).expect(code);
    assert_eq!(run.stderr, "");
    assert_eq!(run.stdout.lines().count(), 1, "{run}");
    serde_json::from_str(&run.stdout).unwrap()
}

fn with_stdin(sandbox: &Sandbox, arguments: &[&str], text: &str) -> Output {
    let mut command = sandbox.command(PGORM);
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let written = stdin.write_all(text.as_bytes());
    drop(stdin);
    // One that refuses its arguments does not wait for what it would read.
    if let Err(error) = written
        && error.kind() != std::io::ErrorKind::BrokenPipe
    {
        panic!("{error}");
    }
    child.wait_with_output().unwrap()
}

/// The example of the book's page is what is printed for its schema.
#[test]
fn the_document_is_the_books() {
    let page = fs::read_to_string(checkout().join("docs/src/diagnostics-json.md")).unwrap();
    let block = |fence: &str| {
        let (_, rest) = page.split_once(&format!("```{fence}\n")).unwrap();
        rest.split_once("```").unwrap().0.to_owned()
    };
    let sandbox = Sandbox::new();
    sandbox.write("schema.pgorm", &block("pgorm,error=P401"));
    let printed = document(&sandbox, &["check", "--json"], 1);
    assert_eq!(printed["schema"], "schema.pgorm");
    let shown: Value = serde_json::from_str(&block("json")).unwrap();
    assert_eq!(printed, shown, "{printed:#}");
}

#[test]
fn places_are_those_of_the_text_in_each_unit() {
    let sandbox = Sandbox::new();
    let text = "model User {\n  id bigint @id\n\tname text @default(`'ü🦀' || $1`)\n}\n";
    sandbox.write("schema.pgorm", text);
    let document = document(&sandbox, &["check", "--json"], 1);
    let label = &document["diagnostics"][0]["labels"][0];
    let number = |pointer: &str| usize::try_from(label.pointer(pointer).unwrap().as_u64().unwrap()).unwrap();
    assert_eq!(&text[number("/bytes/start")..number("/bytes/end")], "$1", "{label:#}");
    let line = text.lines().nth(number("/range/start/line")).unwrap();
    let units: Vec<u16> = line.encode_utf16().collect();
    let found = &units[number("/range/start/character")..number("/range/end/character")];
    assert_eq!(String::from_utf16(found).unwrap(), "$1");
    let characters: String = line.chars().skip(number("/column") - 1).take(2).collect();
    assert_eq!((number("/line"), characters.as_str()), (3, "$1"));
}

#[test]
fn a_good_schema_has_a_document_too() {
    let sandbox = Sandbox::new();
    sandbox.write("schema.pgorm", "model User { id bigint @id }");
    let printed = document(&sandbox, &["check", "--json"], 0);
    assert_eq!((&printed["errors"], &printed["diagnostics"]), (&Value::from(0), &Value::Array(vec![])));
    sandbox.write("schema.pgorm", "model User {\n  id bigint @id\n  @@rls\n}\n");
    let printed = document(&sandbox, &["check", "--json"], 0);
    assert_eq!((&printed["errors"], &printed["warnings"]), (&Value::from(0), &Value::from(2)));
    assert_eq!(printed["diagnostics"][0]["severity"], "warning");
    document(&sandbox, &["check", "--json", "--deny-warnings"], 1);
    // A mistake in the settings is none of the schema's.
    sandbox.write("pgorm.toml", "[generate]\nderive = [\"no path\"]\n");
    let run = sandbox.run(&["check", "--json"]).expect(2);
    assert_eq!(run.stdout, "");
    assert!(run.stderr.contains("`no path` is no path"), "{run}");
}

#[test]
fn all_of_many_errors_are_in_the_document_and_a_hundred_are_shown() {
    let sandbox = Sandbox::new();
    let fields = (0..1500).map(|number| format!("  f{number} bigin\n"));
    let text = format!("model User {{\n  id bigint @id\n{}  @@rls\n}}\n", fields.collect::<String>());
    sandbox.write("schema.pgorm", &text);
    let printed = document(&sandbox, &["check", "--json"], 1);
    assert_eq!(printed["diagnostics"].as_array().unwrap().len(), 1500);
    let run = sandbox.run(&["check"]).expect(1);
    assert_eq!(run.stderr.matches("error[P302]").count(), 100);
    assert!(run.stderr.contains("\nand 1400 more errors, not shown\n"), "{run}");
    assert!(run.stderr.contains("\nschema.pgorm: 1500 errors\n"), "{run}");
}

#[test]
fn unsaved_text_comes_from_stdin() {
    let sandbox = Sandbox::new();
    sandbox.write("db/a.pgorm", "model A { id bigint @id }");
    sandbox.write("db/b.pgorm", "model B { id bigint @id }");
    sandbox.write("pgorm.toml", "schema = \"db\"\n");
    let check = |file: &str, text: &str| {
        let output = with_stdin(&sandbox, &["check", "--json", "--stdin", file], text);
        let printed: Value = serde_json::from_slice(&output.stdout).unwrap();
        (output.status.code(), printed)
    };
    // The file is one of the folder's, whatever is saved in it.
    let (code, printed) = check("db/b.pgorm", "model A { id bigint @id }");
    assert_eq!((code, &printed["diagnostics"][0]["code"]), (Some(1), &Value::from("P205")), "{printed:#}");
    let files = printed["diagnostics"][0]["labels"].as_array().unwrap().iter().map(|label| &label["file"]);
    assert_eq!(files.collect::<Vec<_>>(), ["db/b.pgorm", "db/a.pgorm"]);
    let (code, printed) = check("db/new.pgorm", "model C { id bigin @id }");
    assert_eq!(
        (code, &printed["diagnostics"][0]["labels"][0]["file"]),
        (Some(1), &Value::from("db/new.pgorm"))
    );
    let (code, _) = check("db/a.pgorm", "model A { id uuid @id }");
    assert_eq!(code, Some(0));

    let other = with_stdin(&sandbox, &["check", "--json", "--stdin", "other.pgorm"], "");
    let told = String::from_utf8(other.stderr).unwrap();
    assert_eq!((other.status.code(), other.stdout.as_slice()), (Some(2), &b""[..]));
    assert!(told.contains("other.pgorm is no file of the schema db"), "{told}");
    // A single file need not be there.
    let alone = with_stdin(&sandbox, &["check", "--stdin", "one.pgorm", "one.pgorm"], "enum E { a }");
    assert_eq!(String::from_utf8(alone.stdout).unwrap(), "ok: 1 enum\n");
}

#[test]
fn a_schema_that_cannot_be_read_has_no_document() {
    let run = Sandbox::new().run(&["check", "--json"]).expect(2);
    assert_eq!(run.stdout, "");
    assert!(run.stderr.starts_with("error: no project here"), "{run}");
    let run = Sandbox::new().run(&["check", "--json", "gone.pgorm"]).expect(3);
    assert_eq!(run.stdout, "");
    assert!(run.stderr.starts_with("error: there is no schema"), "{run}");
}

#[test]
fn a_code_is_explained() {
    let sandbox = Sandbox::new();
    insta::assert_snapshot!("explain", sandbox.run(&["explain", "p302"]).expect(0));
    let bare = sandbox.run(&["explain", "P302"]).expect(0);
    assert_eq!(sandbox.run(&["explain", "error[P302]"]).expect(0).stdout, bare.stdout);
    insta::assert_snapshot!("explain_unknown", sandbox.run(&["explain", "P399"]).expect(2));
    let all = sandbox.run(&["explain"]).expect(0).stdout;
    assert!(all.lines().count() > 100 && all.contains("\nP302  a type that does not exist\n"), "{all}");
}

/// No page holds marks that are for the book alone, and none is too wide for a terminal.
#[test]
fn each_page_fits_a_terminal() {
    let sandbox = Sandbox::new();
    for line in sandbox.run(&["explain"]).expect(0).stdout.lines() {
        assert!(line.chars().count() <= 100, "{line}");
        let (code, meaning) = line.split_once("  ").unwrap();
        let page = sandbox.run(&["explain", code]).expect(0).stdout;
        assert!(page.starts_with(&format!("{code}: {meaning}\n\n")), "{page}");
        assert!(!page.contains("```") && !page.contains("]("), "{page}");
        let widest = page.lines().map(|line| line.chars().count()).max();
        assert!(widest <= Some(120), "{code}: a line of {widest:?} characters");
    }
}

#[test]
fn the_hint_is_told_once_and_names_an_error() {
    let sandbox = Sandbox::new();
    sandbox.write("schema.pgorm", "model User {\n  id bigint @id\n  @@rls\n  a bigin\n  b bigin\n}\n");
    let run = sandbox.run(&["check"]).expect(1);
    assert_eq!(run.stderr.matches("pgorm explain").count(), 1, "{run}");
    assert!(run.stderr.ends_with("\nfor more about P302, try `pgorm explain P302`\n"), "{run}");
    sandbox.write("schema.pgorm", "model User {\n  id bigint @id\n  @@rls\n}\n");
    let run = sandbox.run(&["check"]).expect(0);
    assert!(run.stderr.ends_with("\nfor more about P811, try `pgorm explain P811`\n"), "{run}");
}

#[test]
fn a_dash_is_stdin() {
    let sandbox = Sandbox::new();
    let output = with_stdin(&sandbox, &["check", "-"], "model A { id bigin @id }");
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(stderr.contains("--> schema.pgorm:1:14") && output.status.code() == Some(1), "{stderr}");
    assert_eq!(with_stdin(&sandbox, &["check", "-"], "model A { id bigint @id }").status.code(), Some(0));

    let named = with_stdin(&sandbox, &["check", "--stdin", "-"], "");
    let stderr = String::from_utf8_lossy(&named.stderr);
    assert!(stderr.contains("or write `pgorm check -`") && named.status.code() == Some(2), "{stderr}");

    sandbox.write("pgorm.toml", "schema = \"db\"");
    sandbox.write("db/one.pgorm", "enum E { a }");
    let folder = with_stdin(&sandbox, &["check", "-"], "enum E { a }");
    let stderr = String::from_utf8_lossy(&folder.stderr);
    assert!(stderr.contains("pgorm check --stdin FILE") && folder.status.code() == Some(2), "{stderr}");
}
