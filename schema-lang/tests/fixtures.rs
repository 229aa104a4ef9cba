//! Each folder of `tests/fixtures` is a case: a schema, and a snapshot of what comes of it.

#![allow(clippy::unwrap_used)] // Helpers of tests are tests.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use pg_orm_schema::{CODES, Diagnostic, Level, LintLevels, Sources, Style, compile, compile_with};

/// The schema of a case, whose diagnostics call it `schema.pgorm` wherever the checkout is.
fn load(path: &Path) -> Sources {
    Sources::from_text("schema.pgorm", std::fs::read_to_string(path).unwrap())
}

fn check(glob: &str, run: impl Fn(&Path) -> String) {
    insta::glob!(glob, |path| {
        let folder = path.parent().unwrap();
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(folder);
        settings.set_prepend_module_to_snapshot(false);
        settings.remove_snapshot_suffix();
        settings.set_omit_expression(true);
        settings.bind(|| insta::assert_snapshot!("schema", run(path)));
    });
}

#[test]
fn what_is_right_becomes_a_schema() {
    check("fixtures/ok/*/schema.pgorm", |path| {
        let sources = load(path);
        // What is right may be unwise: `fixtures/lints` looks at that.
        let compiled = compile_with(&sources, &LintLevels::all(Level::Allow));
        let text = compiled.diagnostics.render(&sources, Style::Plain);
        assert!(!compiled.diagnostics.has_errors(), "{}:\n{text}", path.display());
        format!("{text}{:#?}", compiled.schema.unwrap())
    });
}

#[test]
fn what_is_wrong_is_told() {
    check("fixtures/errors/*/schema.pgorm", |path| {
        let sources = load(path);
        let compiled = compile(&sources);
        assert!(!compiled.diagnostics.is_empty(), "{} has no mistake", path.display());
        assert_eq!(compiled.schema.is_none(), compiled.diagnostics.has_errors());
        let text = compiled.diagnostics.render(&sources, Style::Plain);
        // Each hash map has an order of its own.
        assert_eq!(compile(&sources).diagnostics.render(&sources, Style::Plain), text);
        text
    });
}

/// Each lint has a case that shows it, and near misses that do not, in models, policies and functions of other names.
#[test]
fn what_is_unwise_is_told() {
    check("fixtures/lints/*/schema.pgorm", |path| {
        let sources = load(path);
        let compiled = compile(&sources);
        assert!(compiled.schema.is_some(), "{}", compiled.diagnostics.render(&sources, Style::Plain));
        compiled.diagnostics.render(&sources, Style::Plain)
    });
}

#[test]
fn line_ends_do_not_matter() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/ok");
    for case in std::fs::read_dir(folder).unwrap() {
        let text =
            std::fs::read_to_string(case.unwrap().path().join("schema.pgorm")).unwrap().replace("\r\n", "\n");
        let schema = |text: &str| compile(&Sources::from_text("schema.pgorm", text)).schema;
        assert_eq!(schema(&text.replace('\n', "\r\n")), schema(&text), "{text}");
        assert_eq!(schema(text.trim_end()), schema(&text), "{text}");
    }
}

/// The schemas of `errors` and `lints`.
fn cases_with_diagnostics() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let folders = ["errors", "lints"].map(|name| std::fs::read_dir(folder.join(name)).unwrap());
    folders.into_iter().flatten().map(|case| case.unwrap().path().join("schema.pgorm")).collect()
}

/// A diagnostic that no case shows is one that nobody has read.
#[test]
fn every_code_has_a_case() {
    let mut seen = BTreeSet::new();
    for case in cases_with_diagnostics() {
        let sources = load(&case);
        seen.extend(compile(&sources).diagnostics.iter().map(|diagnostic| diagnostic.code));
    }
    let missing: Vec<_> = CODES.iter().filter(|(code, _)| !seen.contains(code)).collect();
    assert!(missing.is_empty(), "{missing:#?}");
}

/// A suggestion does what it promises: its diagnostic is gone, and where it is certain, no mistake of syntax came in its
/// place.
#[test]
fn suggestions_mend() {
    let mut tried = 0;
    let mut failed = Vec::new();
    for case in cases_with_diagnostics() {
        let sources = load(&case);
        let text = sources.files().next().unwrap().text();
        let before = compile(&sources).diagnostics;
        for diagnostic in &before {
            for suggestion in &diagnostic.suggestions {
                let mut mended = text.to_owned();
                let mut edits: Vec<_> = suggestion.edits.iter().collect();
                edits.sort_by_key(|edit| std::cmp::Reverse(edit.span));
                for edit in edits {
                    mended.replace_range(edit.span.range(), &edit.replacement);
                }
                let sources = Sources::from_text("schema.pgorm", mended);
                let after = compile(&sources).diagnostics;
                let count = |diagnostics: &pg_orm_schema::Diagnostics, is: &dyn Fn(&Diagnostic) -> bool| {
                    diagnostics.iter().filter(|found| is(found)).count()
                };
                let same =
                    |found: &Diagnostic| found.code == diagnostic.code && found.message == diagnostic.message;
                let syntax = |found: &Diagnostic| found.code.as_str().starts_with("P1");
                tried += 1;
                let is_worse = count(&after, &syntax) > count(&before, &syntax);
                if count(&after, &same) >= count(&before, &same) || suggestion.is_certain && is_worse {
                    failed.push(format!(
                        "{}\n{suggestion:?}\n{}",
                        diagnostic.message,
                        after.render(&sources, Style::Plain)
                    ));
                }
            }
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n\n"));
    assert!(tried > 60, "{tried} suggestions");
}

/// What of these is only the database's is not seen but in the catalog.
#[test]
fn what_only_the_database_sees_is_lowered() {
    insta::glob!("fixtures/ok/objects_*/schema.pgorm", |path| {
        let schema = compile(&load(path)).schema.unwrap();
        let catalog = pg_orm_ir::lower(&schema).unwrap();
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(path.parent().unwrap());
        settings.set_prepend_module_to_snapshot(false);
        settings.remove_snapshot_suffix();
        settings.set_omit_expression(true);
        let text = serde_json::to_string_pretty(&catalog).unwrap();
        settings.bind(|| insta::assert_snapshot!("catalog", text));
    });
}
