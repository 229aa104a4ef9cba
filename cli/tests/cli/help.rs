//! The help of each command, read by people; completions and manual pages made from the same grammar.

use std::fs;

use crate::support::Sandbox;

/// Every command, as one types it.
const COMMANDS: [&str; 30] = [
    "",
    "init",
    "check",
    "explain",
    "fmt",
    "sql",
    "generate",
    "dev",
    "dev stop",
    "dev status",
    "dev url",
    "dev psql",
    "dev logs",
    "dev remove",
    "dev reset",
    "db",
    "db pull",
    "db diff",
    "migrate",
    "migrate new",
    "migrate deploy",
    "migrate status",
    "migrate rollback",
    "migrate resolve",
    "completions",
    "man",
    "help",
    "db help",
    "dev help",
    "migrate help",
];

#[test]
fn each_command_has_help_worth_reading() {
    let sandbox = Sandbox::new();
    for command in COMMANDS.iter().filter(|command| !command.ends_with("help")) {
        let arguments: Vec<&str> = command.split_whitespace().chain(["--help"]).collect();
        let run = sandbox.run(&arguments).expect(0);
        assert_eq!(run.stderr, "");
        let widest = run.stdout.lines().map(|line| line.chars().count()).max();
        assert!(widest <= Some(110), "{command}: a line of {widest:?} characters\n{run}");
        let name = if command.is_empty() { "pgorm".to_owned() } else { command.replace(' ', "_") };
        insta::assert_snapshot!(name, run.stdout);
    }
}

#[test]
fn no_command_is_missing_in_the_list_above() {
    let sandbox = Sandbox::new();
    let mut found = Vec::new();
    let mut ahead = vec![String::new()];
    while let Some(command) = ahead.pop() {
        let arguments: Vec<&str> = command.split_whitespace().chain(["--help"]).collect();
        let help = sandbox.run(&arguments).stdout;
        let list = help.split_once("\nCommands:\n").map_or("", |(_, rest)| rest);
        for line in list.lines().take_while(|line| line.starts_with("  ")) {
            let Some(name) = line.split_whitespace().next() else { continue };
            let name = format!("{command} {name}").trim().to_owned();
            if name.ends_with("help") { found.push(name) } else { ahead.push(name) }
        }
        found.push(command);
    }
    found.sort();
    let mut listed = COMMANDS.map(str::to_owned);
    listed.sort();
    assert_eq!(found, listed);
}

#[test]
fn the_version_is_the_packages() {
    let run = Sandbox::new().run(&["--version"]).expect(0);
    assert_eq!(run.stdout, format!("pgorm {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn every_shell_gets_completions() {
    let sandbox = Sandbox::new();
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let run = sandbox.run(&["completions", shell]).expect(0);
        assert!(run.stdout.contains("rollback") && run.stdout.contains("psql"), "{shell}");
        assert_eq!(run.stderr, "");
    }
    let run = sandbox.run(&["completions", "tcsh"]).expect(2);
    assert!(run.stderr.contains("bash") && run.stdout.is_empty(), "{run}");
}

#[test]
fn bash_takes_its_completions() {
    let sandbox = Sandbox::new();
    let script = sandbox.run(&["completions", "bash"]).expect(0).stdout;
    sandbox.write("pgorm.bash", &script);
    let test = "source pgorm.bash; COMP_WORDS=(pgorm migrate ''); COMP_CWORD=2; _pgorm pgorm '' migrate; \
                echo \"${COMPREPLY[@]}\"";
    let output = sandbox.command("bash").args(["-c", test]).output().unwrap();
    let offered = String::from_utf8(output.stdout).unwrap();
    for word in ["new", "deploy", "status", "rollback"] {
        assert!(offered.split_whitespace().any(|offer| offer == word), "{offered}");
    }
}

#[test]
fn manual_pages_are_written_for_each_command() {
    let sandbox = Sandbox::new();
    let run = sandbox.run(&["man", "--out", "man/man1"]).expect(0);
    let mut names: Vec<_> = run.stdout.lines().map(|line| line.trim_start_matches("man/man1/")).collect();
    names.sort_unstable();
    insta::assert_snapshot!(names.join("\n"));
    for name in names {
        let page = fs::read_to_string(sandbox.project("man/man1").join(name)).unwrap();
        assert!(page.contains(&format!(".TH {} 1 ", name.trim_end_matches(".1"))), "{page}");
    }
    let one = sandbox.run(&["man"]).expect(0);
    assert_eq!(one.stdout, sandbox.read("man/man1/pgorm.1"));
}
