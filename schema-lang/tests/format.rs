//! The layout of schemas, read by people: each folder of `tests/fixtures/format` is a case.

#![allow(clippy::unwrap_used)] // Helpers of tests are tests.

mod reference_file;

use pg_orm_schema::{NotReadable, format};

#[test]
fn layouts() {
    insta::glob!("fixtures/format/*/schema.pgorm", |path| {
        let folder = path.parent().unwrap();
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(folder);
        settings.set_prepend_module_to_snapshot(false);
        settings.remove_snapshot_suffix();
        settings.set_omit_expression(true);
        let formatted = format(&std::fs::read_to_string(path).unwrap()).unwrap();
        assert_eq!(format(&formatted).as_deref(), Ok(formatted.as_str()));
        settings.bind(|| insta::assert_snapshot!("schema", formatted));
    });
}

#[test]
fn line_ends_marks_and_empty_files() {
    for nothing in ["", " \t\n\r\n", "\u{feff}"] {
        assert_eq!(format(nothing).as_deref(), Ok(""));
    }
    assert_eq!(format("\u{feff}enum A { b }").as_deref(), Ok("enum A { b }\n"));
    assert_eq!(
        format("role a\r\rrole b\r\n\r\n\r\nrole c\r\n").as_deref(),
        Ok("role a\n\nrole b\n\nrole c\n")
    );
    assert_eq!(format("// a \t\r\n/// b \nenum A { b }").as_deref(), Ok("// a\n/// b\nenum A { b }\n"));
}

#[test]
fn what_cannot_be_read_is_refused_with_its_place() {
    let NotReadable { diagnostics } = format("model User {\n  id bigint @id(\n}\n").unwrap_err();
    let codes: Vec<&str> = diagnostics.iter().map(|found| found.code.as_str()).collect();
    assert_eq!(codes, ["P111"]);
    // The word alone is told, and what follows it is not read.
    let NotReadable { diagnostics } = format("modle User 5 { id }").unwrap_err();
    assert_eq!(diagnostics.iter().next().unwrap().code.as_str(), "P201");
    // Other mistakes do not matter.
    assert_eq!(format("model  User{x  wrong @y}").as_deref(), Ok("model User { x wrong @y }\n"));
}

/// The file that fixes the language's width, where it is there, hardly changes.
#[test]
fn the_reference_stays_as_it_is_written() {
    let Some(path) = reference_file::path() else { return };
    let text = std::fs::read_to_string(path).unwrap();
    let formatted = format(&text).unwrap();
    assert_eq!(format(&formatted).as_deref(), Ok(formatted.as_str()));
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(words(&formatted), words(&text), "white space alone changes");
    assert_eq!(
        formatted.lines().count(),
        text.lines().count(),
        "nothing in it is too wide, and nothing is joined"
    );
}
