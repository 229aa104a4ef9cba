//! The arrows between packages that ARCHITECTURE.md draws are the only ones, and a user's build stays small.

use std::collections::BTreeSet;
use std::process::Command;

use serde_json::Value;

/// `from -> to` between the published packages; tests' own dependencies aside.
const ARROWS: &[(&str, &[&str])] = &[
    ("pg-orm", &["pg-orm-apply", "pg-orm-connect", "pg-orm-local", "pg-orm-macros", "pg-orm-sql"]),
    ("pg-orm-apply", &["pg-orm-sql"]),
    ("pg-orm-build", &["pg-orm-ir", "pg-orm-schema", "pg-orm-sql"]),
    (
        "pg-orm-cli",
        &[
            "pg-orm-apply",
            "pg-orm-build",
            "pg-orm-connect",
            "pg-orm-ir",
            "pg-orm-local",
            "pg-orm-migrate",
            "pg-orm-schema",
        ],
    ),
    ("pg-orm-connect", &[]),
    ("pg-orm-ir", &["pg-orm-sql"]),
    ("pg-orm-local", &[]),
    ("pg-orm-macros", &["pg-orm-build"]),
    ("pg-orm-migrate", &["pg-orm-apply", "pg-orm-ir", "pg-orm-sql"]),
    ("pg-orm-schema", &["pg-orm-ir", "pg-orm-sql"]),
    ("pg-orm-sql", &[]),
];

fn cargo(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO"))
        .args(arguments)
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
        .output()
        .expect("cargo runs");
    assert!(output.status.success(), "cargo {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("cargo prints UTF-8")
}

#[test]
fn packages_depend_as_drawn() {
    let metadata: Value =
        serde_json::from_str(&cargo(&["metadata", "--format-version=1", "--no-deps"])).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    let is_published = |package: &Value| package["publish"].is_null();
    let found: Vec<(String, BTreeSet<String>)> = packages
        .iter()
        .filter(|package| is_published(package))
        .map(|package| {
            let name = package["name"].as_str().unwrap().to_owned();
            let arrows = package["dependencies"]
                .as_array()
                .unwrap()
                .iter()
                .filter(|dependency| dependency["kind"] != "dev" && !dependency["path"].is_null())
                .map(|dependency| dependency["name"].as_str().unwrap().to_owned())
                .collect();
            (name, arrows)
        })
        .collect();
    for (name, arrows) in &found {
        let drawn = ARROWS.iter().find(|(from, _)| from == name).map(|(_, to)| *to);
        let drawn: BTreeSet<String> =
            drawn.unwrap_or_else(|| panic!("{name} is not drawn")).iter().map(ToString::to_string).collect();
        assert_eq!(*arrows, drawn, "the arrows of {name}");
    }
    assert_eq!(found.len(), ARROWS.len(), "every package drawn is there");
}

/// What a user's application links: neither the language nor the macros' parser.
#[test]
fn the_client_builds_neither_pest_nor_syn() {
    let tree =
        cargo(&["tree", "-p", "pg-orm", "--edges=normal,no-proc-macro", "--prefix=none", "--all-features"]);
    let names: BTreeSet<&str> = tree.lines().filter_map(|line| line.split(' ').next()).collect();
    assert!(names.contains("tokio-postgres"), "the tree was read: {names:?}");
    for unwanted in
        ["pest", "syn", "quote", "prettyplease", "pg-orm-ir", "pg-orm-schema", "pg-orm-build", "clap"]
    {
        assert!(!names.contains(unwanted), "{unwanted} is in the client's tree");
    }
}

/// Without `schema-macro`, the macros know nothing of the language either.
#[test]
fn the_macros_build_the_language_only_when_asked() {
    let tree = cargo(&["tree", "-p", "pg-orm", "--edges=normal", "--prefix=none"]);
    let names: BTreeSet<&str> = tree.lines().filter_map(|line| line.split(' ').next()).collect();
    for unwanted in ["pest", "pg-orm-build", "pg-orm-schema", "prettyplease", "annotate-snippets"] {
        assert!(!names.contains(unwanted), "{unwanted} is in the default tree");
    }
}
