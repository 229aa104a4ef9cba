//! The generated files of each fixture, as snapshots beside it.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::path::Path;

use pg_orm_build::{Config, Options, generate, read};

/// What the fixture's pgorm.toml says, where it has one.
fn options(schema: &Path) -> Options {
    Config::find(schema.parent().unwrap()).unwrap().options("schema.pgorm".to_owned())
}

#[test]
fn generated_files() {
    insta::glob!("fixtures/*/schema.pgorm", |schema| {
        let read = read(schema).unwrap_or_else(|error| panic!("{error}"));
        let files = generate(&read.schema, &options(schema)).unwrap_or_else(|error| panic!("{error}"));
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(schema.with_file_name("db"));
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.remove_snapshot_suffix();
        settings.remove_input_file();
        settings.bind(|| {
            for file in &files {
                insta::assert_snapshot!(file.path.display().to_string(), file.text);
            }
        });
    });
}

#[test]
fn the_same_schema_gives_the_same_text() {
    insta::glob!("fixtures/*/schema.pgorm", |schema| {
        let once = || generate(&read(schema).unwrap().schema, &options(schema)).unwrap();
        assert_eq!(once(), once());
    });
}
