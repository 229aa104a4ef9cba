//! Wrong calls end with 2, closed pipes with what the command would have said.

use std::{
    io::{BufRead as _, BufReader},
    process::Stdio,
};

use crate::support::{PGORM, Sandbox};

#[test]
fn wrong_arguments_end_with_2_and_print_nothing_to_stdout() {
    let sandbox = Sandbox::new();
    for arguments in [
        &["frobnicate"][..],
        &["check", "--frobnicate"],
        &["--color", "purple", "check"],
        &["dev", "--major", "9"],
        &["dev", "--major", "18", "status"],
        &["db"],
        &["db", "pull", "--force"],
        &["db", "diff", "--json", "--sql"],
        &["migrate"],
        &["migrate", "new"],
        &["migrate", "rollback", "--steps", "0"],
        &["migrate", "rollback", "--steps", "1", "--to", "x"],
        &["init", "--name", "match"],
        &["init", "--path-to-pg-orm", "."],
    ] {
        let run = sandbox.run(arguments).expect(2);
        assert_eq!(run.stdout, "", "{run}");
        assert!(!run.stderr.is_empty(), "{run}");
    }
}

#[test]
fn no_arguments_show_the_help_and_end_with_2() {
    let run = Sandbox::new().run(&[]).expect(2);
    assert!(run.stderr.contains("Usage: pgorm"), "{run}");
}

#[test]
fn a_closed_pipe_is_no_error() {
    let sandbox = Sandbox::new();
    let mut command = sandbox.command(PGORM);
    let mut child =
        command.args(["completions", "zsh"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let mut said = String::new();
    BufReader::new(child.stderr.take().unwrap()).read_line(&mut said).unwrap();
    assert_eq!(said, "");
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_one() {
    let sandbox = Sandbox::new();
    let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
    let output = sandbox.command(PGORM).args(["completions", "zsh"]).stdout(full).output().unwrap();
    assert_eq!(output.status.code(), Some(3));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.starts_with("error: cannot write to standard output\n  because: No space left"), "{said}");
}

#[test]
fn colours_come_when_asked_for() {
    let sandbox = Sandbox::new();
    let plain = sandbox.run(&["init", "--name", "match"]).expect(2).stderr;
    assert!(plain.starts_with("error: "), "{plain}");
    let coloured = sandbox.run(&["--color=always", "init", "--name", "match"]).expect(2).stderr;
    assert!(coloured.starts_with("\x1b["), "{coloured}");
    assert_eq!(anstream::adapter::strip_str(&coloured).to_string(), plain);
}

#[test]
fn usage_errors_and_help_heed_the_colour_too() {
    let sandbox = Sandbox::new();
    for arguments in [&["--color", "always", "frobnicate"][..], &["frobnicate", "--color=always"]] {
        let run = sandbox.run(arguments).expect(2);
        assert!(run.stderr.contains("\x1b["), "{run}");
    }
    assert!(sandbox.run(&["--color", "always", "--help"]).expect(0).stdout.contains("\x1b["));
    assert!(!sandbox.run(&["--color", "never", "--help"]).expect(0).stdout.contains("\x1b["));
}
