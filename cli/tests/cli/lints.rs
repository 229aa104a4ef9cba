//! Lints: warnings that are told, allowed, denied and counted.

use serde_json::Value;

use crate::support::Sandbox;

const NOTE: &str = "model Note {\n  id   bigint    @id\n  at   timestamp\n  data json\n}\n";

#[test]
fn warnings_are_shown_with_how_to_allow_them_and_stop_nothing() {
    let sandbox = Sandbox::new();
    sandbox.write("schema.pgorm", NOTE);
    let run = sandbox.run(&["check"]).expect(0);
    assert!(run.stderr.contains("warning[P008]: ") && run.stderr.contains("warning[P010]: "), "{run}");
    assert!(run.stderr.contains("if it is meant: `@allow(\"json-for-jsonb\")` on the field"), "{run}");
    assert!(run.stdout.contains("ok: 1 model, 2 warnings"), "{run}");
    sandbox.run(&["check", "--deny-warnings"]).expect(1);
    let document: Value = serde_json::from_str(&sandbox.run(&["check", "--json"]).expect(0).stdout).unwrap();
    let told: Vec<_> = document["diagnostics"].as_array().unwrap().iter().map(|it| &it["lint"]).collect();
    assert_eq!(told, ["timestamp-without-time-zone", "json-for-jsonb"]);

    let allowed = NOTE
        .replace("json\n", "json @allow(\"json-for-jsonb\")\n  @@allow(\"timestamp-without-time-zone\")\n");
    sandbox.write("schema.pgorm", &allowed);
    let run = sandbox.run(&["check", "--deny-warnings"]).expect(0);
    assert_eq!((run.stdout.as_str(), run.stderr.as_str()), ("ok: 1 model\n", ""), "{run}");
}

#[test]
fn a_project_says_how_loud_a_lint_is() {
    let sandbox = Sandbox::new();
    sandbox.write("schema.pgorm", NOTE);
    sandbox
        .write("pgorm.toml", "[lints]\ntimestamp-without-time-zone = \"allow\"\njson-for-jsonb = \"deny\"\n");
    let run = sandbox.run(&["check"]).expect(1);
    assert!(run.stderr.contains("error[P010]: ") && !run.stderr.contains("P008"), "{run}");
    // Every other command reads the same schema, and only counts what is no error.
    sandbox.run(&["sql"]).expect(1);
    sandbox.write("pgorm.toml", "");
    let run = sandbox.run(&["sql"]).expect(0);
    assert_eq!(run.stderr, "schema.pgorm: 2 warnings; `pgorm check` shows them\n", "{run}");
    sandbox.write("pgorm.toml", "[lints]\ntimestamp-without-timezone = \"allow\"\n");
    let run = sandbox.run(&["check"]).expect(2);
    assert!(run.stderr.contains("did you mean `timestamp-without-time-zone`?"), "{run}");
    assert!(run.stderr.contains("pgorm.toml:2:1"), "{run}");
}

#[test]
fn many_warnings_are_counted_by_their_lint() {
    let sandbox = Sandbox::new();
    let fields: String = (0..200).map(|number| format!("  f{number} json\n  g{number} money\n")).collect();
    sandbox.write("schema.pgorm", &format!("model Note {{\n  id bigint @id\n{fields}  at timestamp\n}}\n"));
    let run = sandbox.run(&["check"]).expect(0);
    let shown = |code: &str| run.stderr.matches(&format!("warning[{code}]")).count();
    assert_eq!([shown("P010"), shown("P012"), shown("P008")], [3, 3, 1], "{run}");
    assert!(run.stderr.contains("\nand 394 more warnings, not shown; "), "{run}");
    assert!(run.stderr.contains("\n  197 of P010 json-for-jsonb\n  197 of P012 money-type\n"), "{run}");
    assert!(run.stdout.contains("401 warnings"), "{run}");
}
