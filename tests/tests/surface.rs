//! The book's page of PostgreSQL's clauses leaves none out: `psql` itself says which there are.

use std::collections::BTreeSet;
use std::process::Command;

use pg_orm_local::Server;
use pg_orm_tests::tool;

/// Words of the synopses that say nothing about what is made, or that the page's head speaks of.
const EVERYWHERE: &[&str] = &[
    "add",
    "as",
    "cascade",
    "column",
    "current_role",
    "current_user",
    "drop",
    "exists",
    "if",
    "not",
    "null",
    "on",
    "or",
    "owner",
    "rename",
    "replace",
    "reset",
    "restrict",
    "schema",
    "session_user",
    "set",
    "to",
    "with",
];

/// The words of a text, in lower case.
fn words(text: &str) -> BTreeSet<String> {
    let parts = text.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty());
    parts.map(str::to_lowercase).collect()
}

/// The keywords of a synopsis: what stands there in capitals.
fn keywords(synopsis: &str) -> BTreeSet<String> {
    let parts = synopsis.split(|c: char| !c.is_alphanumeric() && c != '_');
    let is_keyword = |word: &&str| word.len() > 1 && word.chars().all(|c| c.is_ascii_uppercase() || c == '_');
    parts.filter(is_keyword).map(str::to_lowercase).collect()
}

#[test]
fn every_clause_of_create_and_alter_is_told() {
    let page = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/src/surface.md");
    let page = std::fs::read_to_string(page).unwrap();
    let sections: Vec<(&str, BTreeSet<String>)> = page
        .split("\n## ")
        .skip(1)
        .map(|section| (section.lines().next().unwrap_or_default(), words(section)))
        .collect();

    let server = Server::temporary().start().expect("a server starts");
    let Some(psql) = tool(&server, "psql") else { return };
    let output = Command::new(psql)
        .args(["--no-psqlrc", "--dbname", &server.url("postgres"), "--command", r"\h *"])
        .env("PSQL_PAGER", "")
        .output()
        .expect("psql can be run");
    let help = String::from_utf8(output.stdout).unwrap();

    let mut missing = Vec::new();
    let mut commands = 0;
    for command in help.split("Command:").skip(1) {
        let name = command.lines().next().unwrap_or_default().trim().to_lowercase();
        if !name.starts_with("create ") && !name.starts_with("alter ") {
            continue;
        }
        commands += 1;
        let synopsis = command.split_once("Syntax:").map_or(command, |(_, synopsis)| synopsis);
        let synopsis = synopsis.split_once("URL:").map_or(synopsis, |(synopsis, _)| synopsis);
        let heading = format!("`{name}`");
        let Some((_, told)) = sections.iter().find(|(title, _)| title.contains(&heading)) else {
            missing.push(format!("{name}: no section"));
            continue;
        };
        let own = words(&name);
        let untold = keywords(synopsis).into_iter().filter(|word| {
            !told.contains(word) && !own.contains(word) && !EVERYWHERE.contains(&word.as_str())
        });
        let untold: Vec<String> = untold.collect();
        if !untold.is_empty() {
            missing.push(format!("{name}: {}", untold.join(", ")));
        }
    }
    assert!(commands > 80, "psql tells of {commands} commands");
    assert!(missing.is_empty(), "the page does not tell of\n{}", missing.join("\n"));
}
