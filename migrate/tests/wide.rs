//! A catalog of very many objects is written in time that grows with their number alone.
#![allow(missing_docs, clippy::unwrap_used, reason = "a test")]

use std::time::{Duration, Instant};

use pg_orm_ir::QualifiedName;
use pg_orm_ir::catalog::*;
use pg_orm_ir::types::{BuiltIn, DataType};
use pg_orm_migrate::{create_script, drop_script};

fn name(name: String) -> QualifiedName {
    QualifiedName::new("app", name)
}

/// Tables of which each references the next, so that all of them wait for the last, and pairs that reference each
/// other; with checks, defaults that call functions, views over views and triggers.
fn catalog(count: usize) -> Catalog {
    let function = |i: usize| Function {
        name: name(format!("f{i}")),
        language: "sql".into(),
        returns: Returns::Value { type_: DataType::built_in(BuiltIn::Integer), is_set: false },
        body: FunctionBody::Source("select 1".into()),
        ..Function::default()
    };
    let column = |name: &str, default: Option<String>| Column {
        name: name.into(),
        type_: DataType::built_in(BuiltIn::Integer),
        default,
        ..Column::default()
    };
    let key = |i: usize, label: &str, target: usize| ForeignKey {
        name: format!("{label}{i}"),
        columns: vec!["next".into()],
        target: name(format!("t{target}")),
        references: vec!["id".into()],
        ..ForeignKey::default()
    };
    let table = |i: usize| {
        let mut keys = vec![key(i, "next", (i + 1).min(count - 1))];
        if i.is_multiple_of(2) {
            keys.push(key(i + 1, "back", i.saturating_sub(1)));
        }
        Table {
            name: name(format!("t{i}")),
            columns: vec![column("id", None), column("next", Some(format!("app.f{}()", i / 10)))],
            primary_key: Some(Key {
                name: format!("t{i}_pkey"),
                columns: vec!["id".into()],
                ..Key::default()
            }),
            checks: vec![Check { name: "c".into(), expression: "id > next".into(), ..Check::default() }],
            foreign_keys: keys,
            ..Table::default()
        }
    };
    let view = |i: usize| View {
        name: name(format!("v{i}")),
        query: format!("select id from app.t{i} union select id from app.v{}", i + 1),
        columns: vec![ViewColumn { name: "id".into(), ..ViewColumn::default() }],
        ..View::default()
    };
    Catalog {
        functions: (0..count / 10).map(function).collect(),
        tables: (0..count).map(table).collect(),
        views: (0..count / 10).map(view).collect(),
        ..Catalog::default()
    }
}

#[test]
fn time_grows_with_the_number_of_objects_alone() {
    let time = |count: usize| {
        let catalog = catalog(count);
        let begun = Instant::now();
        assert!(create_script(&catalog).steps().len() > count);
        assert!(drop_script(&catalog).steps().len() > count);
        begun.elapsed()
    };
    let (few, many) = (time(1_000), time(10_000));
    eprintln!("1,000 tables: {few:?}; 10,000: {many:?}");
    // Ten times as many; with some room for a busy machine, but none for a square.
    assert!(many < few.max(Duration::from_millis(20)) * 40, "1,000 tables: {few:?}; 10,000: {many:?}");
}
