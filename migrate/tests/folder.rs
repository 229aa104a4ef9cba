//! Writing the first migration, and refusing to write a second.
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test")]

use std::fs;
use std::path::Path;
use std::time::{Duration, UNIX_EPOCH};

use pg_orm_apply::Migrations;
use pg_orm_ir::QualifiedName;
use pg_orm_ir::catalog::{Catalog, Column, Enum, Table};
use pg_orm_ir::types::{BuiltIn, DataType};
use pg_orm_migrate::{FolderError, NewMigration, Outcome, Snapshot, Written, new_migration};

fn catalog(columns: &[&str]) -> Catalog {
    let column = |name: &&str| Column {
        name: (*name).into(),
        type_: DataType::built_in(BuiltIn::Text),
        is_nullable: true,
        ..Column::default()
    };
    let table = Table {
        name: QualifiedName::new("public", "a"),
        columns: columns.iter().map(column).collect(),
        ..Table::default()
    };
    Catalog { tables: vec![table], ..Catalog::default() }
}

fn new(folder: &Path, title: &str, catalog: &Catalog) -> Result<Outcome, FolderError> {
    let at = UNIX_EPOCH + Duration::from_secs(1_767_225_600);
    new_migration(&NewMigration { folder, title, at, catalog })
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn the_first_migration_and_no_second() {
    let parent = tempfile::tempdir().unwrap();
    let folder = &parent.path().join("db/migrations");
    let first = catalog(&["x"]);
    let Outcome::Written(Written { name, files, .. }) = new(folder, "First tables!", &first).unwrap() else {
        panic!("nothing was written");
    };
    assert_eq!(name, "20260101000000_first_tables");
    assert_eq!(names(folder), [name.as_str(), "snapshot.json"]);
    let text: Vec<String> = files.iter().map(|file| fs::read_to_string(file).unwrap()).collect();
    assert_eq!(text[0], "create table public.a (\n  x text\n);\n");
    assert_eq!(text[1], "drop table public.a;\n");
    let migrations = Migrations::from_folder(folder).unwrap();
    let migration = migrations.get(&name).unwrap();
    assert_eq!(text[2], format!("checksum = \"{}\"\ntransaction = true\n", migration.checksum()));
    let snapshot = Snapshot::read(folder).unwrap().unwrap();
    assert_eq!((snapshot.newest, &snapshot.catalog), (name, &first));

    assert_eq!(new(folder, "again", &first).unwrap(), Outcome::NothingToDo);
    let error = new(folder, "more", &catalog(&["x", "y"])).unwrap_err().to_string();
    assert_eq!(
        error,
        "the schema differs from what the migrations lead to, and altering is not supported yet:\
         \n  column y of public.a: added"
    );
    let mut other = catalog(&["x"]);
    other.tables[0].name.name = "b".into();
    other.enums.push(Enum { name: QualifiedName::new("public", "e"), ..Enum::default() });
    let error = new(folder, "more", &other).unwrap_err().to_string();
    for line in ["type public.e: added", "table public.b: added", "table public.a: removed"] {
        assert!(error.contains(line), "{error}");
    }
    assert_eq!(names(folder).len(), 2);
}

#[test]
fn nothing_that_is_there_is_written_over() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let taken = folder.join("20260101000000_first");
    fs::create_dir(&taken).unwrap();
    let error = new(folder, "first", &catalog(&["x"])).unwrap_err();
    assert!(matches!(&error, FolderError::Exists { folder } if *folder == taken), "{error}");
    assert_eq!(names(&taken), Vec::<String>::new());
    fs::remove_dir(&taken).unwrap();
    // What a crash between the two writes leaves does not stop the next attempt.
    assert!(matches!(new(folder, "second", &catalog(&["y"])).unwrap(), Outcome::Written(_)));
    assert_eq!(names(folder), ["20260101000000_second", "snapshot.json"]);
}

#[test]
fn a_snapshot_that_does_not_fit_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    new(folder, "first", &catalog(&["x"])).unwrap();
    let path = folder.join("snapshot.json");
    let text = fs::read_to_string(&path).unwrap();
    let error = |text: &str| {
        fs::write(&path, text).unwrap();
        new(folder, "next", &catalog(&["x"])).unwrap_err()
    };
    assert!(matches!(error("{"), FolderError::BadSnapshot { .. }));
    for format in [2, 4] {
        let wrong = text.replace("\"format\": 3", &format!("\"format\": {format}"));
        let error = error(&wrong);
        let FolderError::SnapshotFormat { found, known: 3, .. } = error else { panic!("{error}") };
        assert_eq!(found, format);
    }
    let other = text.replace("_first", "_other");
    assert!(matches!(error(&other), FolderError::StaleSnapshot { .. }));
    fs::write(&path, &text).unwrap();
    assert_eq!(new(folder, "next", &catalog(&["x"])).unwrap(), Outcome::NothingToDo);
    fs::remove_file(&path).unwrap();
    assert!(matches!(new(folder, "next", &catalog(&["x"])), Err(FolderError::NoSnapshot { .. })));
}

#[test]
fn an_empty_schema_and_an_empty_title_make_nothing() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(new(folder.path(), "first", &Catalog::default()).unwrap(), Outcome::NothingToDo);
    assert!(matches!(new(folder.path(), "!?", &catalog(&[])), Err(FolderError::Title { .. })));
    assert_eq!(names(folder.path()), Vec::<String>::new());
}
