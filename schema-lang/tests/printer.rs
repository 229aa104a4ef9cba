//! What the printer writes of a catalog makes the same catalog.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::path::{Path, PathBuf};

use pg_orm_ir::catalog::{Catalog, DefaultPrivileges};
use pg_orm_ir::lower;
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
