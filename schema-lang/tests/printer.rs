//! What the printer writes of a catalog makes the same catalog.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::path::{Path, PathBuf};

use pg_orm_ir::catalog::{
    Argument, Catalog, Column, DefaultPrivileges, Function, FunctionBody, Namespace, Policy, Raw,
    ReplicaIdentity, Returns, Role, RowSecurity, Rule, Sequence, Table, Trigger, TriggerEvent, View,
    ViewColumn,
};
use pg_orm_ir::types::{BuiltIn, DataType};
use pg_orm_ir::{QualifiedName, lower};
use pg_orm_schema::{Printed, Sources, Style, compile, format, print};

fn catalog_of(name: &str, text: &str) -> Catalog {
    let sources = Sources::from_text(name, text);
    let compiled = compile(&sources);
    let diagnostics = compiled.diagnostics.render(&sources, Style::Plain);
    let schema = compiled.schema.unwrap_or_else(|| panic!("{name}:\n{diagnostics}\n{text}"));
    sorted(lower(&schema).unwrap())
}

/// The order of what has names does not count, except that of columns, labels and attributes.
fn sorted(mut catalog: Catalog) -> Catalog {
    catalog.namespaces.sort_by(|a, b| a.name.cmp(&b.name));
    for namespace in &mut catalog.namespaces {
        namespace.access.grants.sort_by(|a, b| a.role.cmp(&b.role));
    }
    let place = |it: &DefaultPrivileges| (it.creator.clone(), it.schema.clone(), it.objects);
    catalog.default_privileges.sort_by_key(place);
    for table in &mut catalog.tables {
        table.unique.sort_by(|a, b| a.name.cmp(&b.name));
        table.foreign_keys.sort_by(|a, b| a.name.cmp(&b.name));
        table.checks.sort_by(|a, b| a.name.cmp(&b.name));
        table.indexes.sort_by(|a, b| a.name.cmp(&b.name));
        table.policies.sort_by(|a, b| a.name.cmp(&b.name));
    }
    catalog
}

fn schemas() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut found = Vec::new();
    for folder in [
        "examples",
        "tests/schemas",
        "runtime/tests/db",
        "codegen/tests/fixtures",
        "benches/queries",
        "schema-lang/tests/fixtures/ok",
    ] {
        collect(&root.join(folder), &mut found);
    }
    found.sort();
    found
}

fn collect(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "pgorm") {
            found.push(path);
        }
    }
}

#[test]
fn every_schema_of_the_repository_comes_back() {
    let schemas = schemas();
    assert!(schemas.len() >= 5, "{schemas:?}");
    for path in schemas {
        let name = path.display().to_string();
        let before = catalog_of(&name, &std::fs::read_to_string(&path).unwrap());
        let Printed { text, unsaid } = print(&before);
        assert!(unsaid.is_empty(), "{name}: {unsaid:?}");
        let after = catalog_of(&name, &text);
        for (before, after) in before.tables.iter().zip(&after.tables) {
            assert_eq!(before, after, "{name}\n{text}");
        }
        assert_eq!(before, after, "{name}\n{text}");
        assert_eq!(format(&text).unwrap(), text, "{name}");
        assert_eq!(print(&after).text, text, "{name}: a second time is another text");
    }
}

/// Comments, bodies and names that people find in databases.
const HOSTILE: &[&str] = &[
    "it's \"quoted\"",
    "two\nlines",
    "\n  begin\r\n    return 1; -- it ends\r\n  end\n",
    "ends in a return\r",
    "`ticks` and ```more``` and `",
    "``",
    "$$ body $$ $a$",
    "/* comment */ -- and more",
    "// not a comment\n/// nor this",
    "  white space at both ends\t",
    "\u{1}\u{7f}\u{e9}\u{1f600}",
    "model User {\n}\n",
    "on",
    "true",
    "a.b",
];

fn hostile(text: &str) -> Catalog {
    let odd: String = text.chars().take(12).collect();
    let name = |name: &str| QualifiedName::new(&odd, format!("{name} {odd}"));
    let comment = Some(text.to_owned());
    let trigger_function = Function {
        name: name("t"),
        comment: comment.clone(),
        returns: Returns::Value {
            type_: DataType::declared(QualifiedName::new("pg_catalog", "trigger")),
            is_set: false,
        },
        language: "plv8".into(),
        body: FunctionBody::Source(text.to_owned()),
        settings: vec![("search_path".into(), "\"$user\", public".into())],
        ..Function::default()
    };
    let function = Function {
        name: name("f"),
        arguments: vec![Argument {
            name: Some(odd.clone()),
            type_: DataType::built_in(BuiltIn::Text),
            default: Some(pg_orm_sql::literal(text).to_string()),
            ..Argument::default()
        }],
        returns: Returns::Value { type_: DataType::built_in(BuiltIn::Integer), is_set: false },
        ..trigger_function.clone()
    };
    let table = Table {
        name: name("table"),
        comment: comment.clone(),
        columns: vec![
            Column { name: odd.clone(), comment: comment.clone(), ..Column::default() },
            Column { name: "id".into(), ..Column::default() },
        ],
        row_security: Some(RowSecurity::default()),
        policies: vec![Policy {
            name: odd.clone(),
            comment: comment.clone(),
            using: Some("true".into()),
            ..Policy::default()
        }],
        triggers: vec![Trigger {
            name: odd.clone(),
            comment: comment.clone(),
            events: vec![TriggerEvent::Update(vec![odd.clone(), "id".into()])],
            function: trigger_function.name.clone(),
            ..Trigger::default()
        }],
        rules: vec![Rule {
            name: odd.clone(),
            comment: comment.clone(),
            is_instead: true,
            ..Rule::default()
        }],
        ..Table::default()
    };
    let view = View {
        name: name("view"),
        comment: comment.clone(),
        columns: vec![ViewColumn { name: odd.clone(), comment: comment.clone(), ..ViewColumn::default() }],
        query: format!(" select {} as {}\n", pg_orm_sql::literal(text), pg_orm_sql::Identifier(&odd)),
        ..View::default()
    };
    Catalog {
        namespaces: vec![Namespace { name: odd.clone(), comment: comment.clone(), ..Namespace::default() }],
        roles: vec![Role {
            name: odd.clone(),
            comment: comment.clone(),
            is_managed: true,
            ..Role::default()
        }],
        sequences: vec![Sequence { name: name("s"), comment: comment.clone(), ..Sequence::default() }],
        functions: vec![function, trigger_function],
        tables: vec![table],
        views: vec![view],
        raws: vec![Raw {
            name: odd,
            create: format!("select {};", pg_orm_sql::literal(text)),
            drop: Some(text.to_owned()).filter(|text| pg_orm_sql::tokens(text).is_ok()),
            ..Raw::default()
        }],
        ..Catalog::default()
    }
}

#[test]
fn hostile_texts_come_back() {
    for text in HOSTILE {
        let before = sorted(hostile(text));
        let printed = print(&before);
        assert!(printed.unsaid.is_empty(), "{text:?}: {:?}", printed.unsaid);
        let after = catalog_of(text, &printed.text);
        assert_eq!(before, after, "{text:?}\n{}", printed.text);
        assert_eq!(format(&printed.text).unwrap(), printed.text, "{text:?}");
    }
}

/// A far side is one row where a unique index, or a key of some of the fields, lets no second one be.
#[test]
fn far_sides_are_one_where_nothing_allows_more() {
    let before = catalog_of(
        "schema.pgorm",
        "model Account {
           id bigint @id
         }
         model Profile {
           id bigint @id
           account_id bigint
           account Account @relation(account_id)
           @@index([account_id], unique: true)
         }
         model Visit {
           id bigint @id
           account_id bigint
           is_open boolean
           account Account @relation(account_id)
           @@index([account_id], unique: true, where: `is_open`)
         }",
    );
    let text = print(&before).text;
    assert_eq!(catalog_of("printed", &text), before, "{text}");
    for line in ["profile Profile?", "visits  Visit[]"] {
        assert!(text.contains(line), "{text}");
    }
}

#[test]
fn what_has_no_words_is_named() {
    let table = Table {
        name: QualifiedName::new("app", "posts"),
        columns: vec![Column { name: "id".into(), ..Column::default() }],
        access_method: Some("columnar".into()),
        replica_identity: ReplicaIdentity::Full,
        inherits: vec![QualifiedName::new("app", "parents")],
        ..Table::default()
    };
    let printed = print(&Catalog { tables: vec![table], ..Catalog::default() });
    assert_eq!(printed.unsaid, ["the parents of app.posts"]);
    assert!(printed.text.contains("@@access_method(columnar)"), "{}", printed.text);
    assert!(printed.text.contains("@@replica_identity(full)"), "{}", printed.text);
}
