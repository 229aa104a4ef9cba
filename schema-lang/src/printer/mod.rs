//! The printer: a catalog as text of the language, which makes the same catalog again.
//!
//! A table becomes a model with relations on both sides, a table that only joins two others a many-to-many relation.
//! Names in Rust are the database's in Rust's cases, tables' in the singular; where the way back does not lead to the
//! database's name, it is written (`@@map`, `@map`, `name:`).

mod declared;
mod defaults;
mod given;
mod model;
mod names;
mod plural;
mod policies;
mod relations;
mod roles;
mod text;
mod types;

use std::collections::HashMap;

use pg_orm_ir::catalog::{Catalog, Table};

use given::GivenNames;
use model::ModelPrinter;
use names::{MemberNames, TypeNames};
use relations::Members;

/// Writes a catalog as a schema.
///
/// What the language has no words for yet is left out; compare what the text makes with the catalog.
///
/// ```
/// use pg_orm_ir::{QualifiedName, catalog::{Catalog, Column, Table}};
/// let email = Column { name: "email".into(), ..Column::default() };
/// let table = Table { name: QualifiedName::new("public", "users"), columns: vec![email], ..Table::default() };
/// let catalog = Catalog { tables: vec![table], ..Catalog::default() };
/// assert_eq!(pg_orm_schema::print(&catalog), "\
/// model User {
///   @@map(\"users\")
///
///   email text
/// }
/// ");
/// ```
#[must_use]
pub fn print(catalog: &Catalog) -> String {
    let types = TypeNames::of(catalog);
    let given = GivenNames::of(catalog);
    let mut members: Vec<Members<'_>> = catalog.tables.iter().map(members_of).collect();
    let is_named = |table: &Table, key: &_| given.is_foreign_key_given(table, key);
    let relations = relations::of(catalog, &types, &mut members, &is_named);
    let mut items: Vec<String> = Vec::new();
    items.extend(roles::namespaces(catalog));
    items.extend(roles::roles(catalog));
    items.extend(catalog.enums.iter().filter_map(|enum_| declared::enum_(enum_, &types)));
    items.extend(catalog.domains.iter().filter_map(|it| declared::domain(it, &types, &given, catalog)));
    items.extend(catalog.composites.iter().filter_map(|it| declared::composite(it, &types, catalog)));
    for ((table, members), relations) in catalog.tables.iter().zip(&members).zip(&relations) {
        let printer = ModelPrinter { catalog, types: &types, given: &given, table, members, relations };
        items.extend(printer.print());
        items.extend(policies::of(table, &types));
    }
    let text = items.join("\n");
    // Only what the formatter can't read stays as it is, and the compiler then tells.
    crate::format(&text).unwrap_or(text)
}

fn members_of(table: &Table) -> Members<'_> {
    let mut names = MemberNames::default();
    // What is a word already keeps its name before anything else is made one.
    let (plain, other): (Vec<_>, Vec<_>) =
        table.columns.iter().partition(|column| text::field_word(&column.name) == column.name);
    let fields: HashMap<&str, String> = plain
        .into_iter()
        .chain(other)
        .map(|column| (column.name.as_str(), names.choose(&text::field_word(&column.name))))
        .collect();
    Members { fields, names }
}
