//! Each folder of `tests/fixtures/merge` is a case: a schema, what the database has, and what merging makes of it.

#![allow(clippy::panic, clippy::unwrap_used)] // Helpers of tests are tests.

use std::fmt::Write as _;

use pg_orm_ir::catalog::{Catalog, Table};
use pg_orm_schema::{Merged, Sources, Style, compile, format, merge};

fn sources(text: &str) -> Sources {
    Sources::from_text("schema.pgorm", text)
}

/// What a schema makes.
fn made(text: &str) -> Catalog {
    let sources = sources(text);
    let compiled = compile(&sources);
    let told = compiled.diagnostics.render(&sources, Style::Plain);
    pg_orm_ir::lower(&compiled.schema.unwrap_or_else(|| panic!("{told}\n{text}"))).unwrap()
}

/// A catalog whose lists stand in one order, wherever the order means nothing.
fn sorted(mut catalog: Catalog) -> Catalog {
    let sort = |table: &mut Table| {
        table.columns.sort_by(|a, b| a.name.cmp(&b.name));
        table.indexes.sort_by(|a, b| a.name.cmp(&b.name));
        table.unique.sort_by(|a, b| a.name.cmp(&b.name));
        table.foreign_keys.sort_by(|a, b| a.name.cmp(&b.name));
        table.checks.sort_by(|a, b| a.name.cmp(&b.name));
        table.policies.sort_by(|a, b| a.name.cmp(&b.name));
        table.triggers.sort_by(|a, b| a.name.cmp(&b.name));
        table.access.grants.sort_by(|a, b| a.role.cmp(&b.role));
    };
    catalog.tables.iter_mut().for_each(sort);
    catalog.tables.sort_by(|a, b| a.name.cmp(&b.name));
    catalog.views.sort_by(|a, b| a.name.cmp(&b.name));
    catalog.enums.sort_by(|a, b| a.name.cmp(&b.name));
    catalog.domains.sort_by(|a, b| a.name.cmp(&b.name));
    catalog.composites.sort_by(|a, b| a.name.cmp(&b.name));
    catalog.sequences.sort_by(|a, b| a.name.cmp(&b.name));
    catalog.functions.sort_by(|a, b| a.name.cmp(&b.name));
    catalog.extensions.sort_by(|a, b| a.name.cmp(&b.name));
    catalog.namespaces.sort_by(|a, b| a.name.cmp(&b.name));
    catalog.roles.sort_by(|a, b| a.name.cmp(&b.name));
    catalog
}

fn text(merged: &Merged) -> String {
    merged.sources.files().map(|file| file.text()).collect()
}

#[test]
fn what_the_database_changed_is_taken_over() {
    insta::glob!("fixtures/merge/*/ours.pgorm", |path| {
        let folder = path.parent().unwrap();
        let read = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap();
        let (ours, database) = (read("ours.pgorm"), read("database.pgorm"));
        for text in [&ours, &database] {
            let is_untidy = folder.ends_with("untidy");
            assert!(
                is_untidy || format(text).as_ref() == Ok(text),
                "{} is laid out otherwise",
                folder.display()
            );
        }
        let next = made(&database);
        let merged = merge(&sources(&ours), &next).unwrap();
        let after = text(&merged);
        if merged.unmerged.is_empty() {
            assert_eq!(sorted(made(&after)), sorted(next.clone()), "{}:\n{after}", folder.display());
            // Merged again, there is nothing to do.
            assert_eq!(text(&merge(&sources(&after), &next).unwrap()), after);
        }
        let mut told = String::new();
        for line in &merged.notes {
            writeln!(told, "note: {line}").unwrap();
        }
        for line in &merged.unmerged {
            writeln!(told, "not merged: {line}").unwrap();
        }
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(folder);
        settings.set_prepend_module_to_snapshot(false);
        settings.remove_snapshot_suffix();
        settings.set_omit_expression(true);
        settings.bind(|| insta::assert_snapshot!("merged", format!("{told}{after}")));
    });
}

#[test]
fn nothing_is_touched_where_nothing_changed() {
    insta::glob!("fixtures/ok/*/schema.pgorm", |path| {
        let ours = std::fs::read_to_string(path).unwrap();
        let merged = merge(&sources(&ours), &made(&ours)).unwrap();
        assert_eq!(merged.unmerged, Vec::<String>::new(), "{}", path.display());
        assert_eq!(text(&merged), ours, "{}", path.display());
    });
}

#[test]
fn files_stay_files() {
    let ours = Sources::from_text("a.pgorm", "model Author {\n  id bigint @id\n}\n")
        .and_text("b.pgorm", "// books\nmodel Book {\n  id bigint @id\n}\n");
    let next = made(
        "model Author {\n  id bigint @id\n}\nmodel Book {\n  id bigint @id\n  title text\n}\nmodel Cover {\n  id int @id\n}\n",
    );
    let merged = merge(&ours, &next).unwrap();
    let files: Vec<(&str, &str)> = merged.sources.files().map(|file| (file.name(), file.text())).collect();
    let books =
        "// books\nmodel Book {\n  id    bigint @id\n  title text\n}\n\nmodel Cover {\n  id int @id\n}\n";
    assert_eq!(files, [("a.pgorm", "model Author {\n  id bigint @id\n}\n"), ("b.pgorm", books)]);
}

#[test]
fn a_schema_with_errors_is_told() {
    let error = merge(&sources("model A {\n  b nowhere\n}\n"), &Catalog::default()).unwrap_err();
    assert_eq!(error.to_string(), "the schema has 1 errors");
}
