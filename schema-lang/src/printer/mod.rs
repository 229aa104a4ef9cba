//! The printer: a catalog as text of the language, which makes the same catalog again.
//!
//! A table becomes a model with relations on both sides, a table that only joins two others a many-to-many relation.
//! Names in Rust are the database's in Rust's cases, tables' in the singular; where the way back does not lead to the
//! database's name, it is written (`@@map`, `@map`, `name:`).

mod chosen;
mod columns;
mod constraints;
mod context;
mod declared;
mod default_privileges;
mod defaults;
mod entries;
mod extensions;
mod foreign;
mod foreign_keys;
mod functions;
mod given;
mod indexes;
mod model;
mod names;
mod partitions;
mod plural;
mod policies;
mod publications;
mod raws;
mod relations;
mod roles;
mod sequences;
mod text;
mod text_search;
mod triggers;
mod types;
mod views;

use std::collections::HashMap;

use pg_orm_ir::QualifiedName;
use pg_orm_ir::catalog::{Catalog, Table};

pub(crate) use chosen::ChosenNames;
use context::Cx;
use names::MemberNames;
use relations::Members;
pub(crate) use text::string;

/// A catalog as a schema.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[must_use]
pub struct Printed {
    /// The schema's text, formatted.
    pub text: String,
    /// What the language has no words for and the text lacks, in words: `the replica identity of app.posts`. Where it is
    /// empty, the text makes the catalog again.
    pub unsaid: Vec<String>,
}

/// Writes a catalog as a schema.
///
/// ```
/// use pg_orm_ir::{QualifiedName, catalog::{Catalog, Column, Table}};
/// let email = Column { name: "email".into(), ..Column::default() };
/// let table = Table { name: QualifiedName::new("public", "users"), columns: vec![email], ..Table::default() };
/// let catalog = Catalog { tables: vec![table], ..Catalog::default() };
/// let printed = pg_orm_schema::print(&catalog);
/// assert_eq!(printed.text, "\
/// model User {
///   @@map(\"users\")
///
///   email text
/// }
/// ");
/// assert!(printed.unsaid.is_empty());
/// ```
pub fn print(catalog: &Catalog) -> Printed {
    print_beside(catalog, &ChosenNames::default())
}

/// Writes a catalog as a schema that has the chosen names where it has them.
pub(crate) fn print_beside(catalog: &Catalog, chosen: &ChosenNames) -> Printed {
    let mut cx = Cx::new(catalog, chosen);
    let mut members: Vec<Members<'_>> =
        catalog.tables.iter().map(|table| members_of_table(&cx.tables, table, chosen)).collect();
    let is_named = |table: &Table, key: &_| cx.given.is_foreign_key_given(table, key);
    let (relations, lost) = relations::of(catalog, &cx.types, chosen, &mut members, &is_named);
    cx.members = catalog.tables.iter().map(|table| &table.name).zip(members).collect();
    cx.members.extend(catalog.views.iter().map(|view| {
        let columns = view.columns.iter().map(|column| column.name.as_str());
        (&view.name, members_of(&view.name, columns, chosen))
    }));
    let items = items(&cx, &relations);
    for key in lost {
        cx.unsaid(key);
    }
    let text = items.join("\n");
    // Only what the formatter can't read stays as it is, and the compiler then tells.
    let text = crate::format(&text).unwrap_or(text);
    Printed { text, unsaid: cx.into_unsaid() }
}

/// Every item, in the order that a reader expects.
fn items(cx: &Cx<'_>, relations: &[relations::Relations<'_>]) -> Vec<String> {
    let catalog = cx.catalog;
    let mut items: Vec<String> = Vec::new();
    items.extend(catalog.extensions.iter().map(extensions::extension));
    items.extend(catalog.namespaces.iter().map(roles::namespace));
    items.extend(catalog.roles.iter().map(|it| roles::role(cx, it)));
    items.extend(default_privileges::of(catalog));
    items.extend(catalog.collations.iter().map(extensions::collation));
    items.extend(catalog.enums.iter().filter_map(|it| declared::enum_(cx, it)));
    items.extend(catalog.domains.iter().filter_map(|it| declared::domain(cx, it)));
    items.extend(catalog.composites.iter().filter_map(|it| declared::composite(cx, it)));
    items.extend(catalog.ranges.iter().filter_map(|it| declared::range(cx, it)));
    items.extend(catalog.sequences.iter().map(|it| sequences::sequence(cx, it)));
    for (table, relations) in catalog.tables.iter().zip(relations) {
        match &table.partition_of {
            None => items.extend(model::model(cx, table, relations)),
            Some(partition) => match cx.tables.get(&partition.parent) {
                Some(whole) => items.extend(partitions::item(cx, whole, table, relations)),
                None => cx.unsaid(format_args!("the partition {}", table.name)),
            },
        }
        items.extend(policies::of(cx, table));
        items.extend(triggers::of(cx, &table.name, &table.triggers, &table.rules));
    }
    for view in &catalog.views {
        items.extend(views::view(cx, view));
        items.extend(triggers::of(cx, &view.name, &view.triggers, &view.rules));
    }
    items.extend(catalog.functions.iter().filter_map(|it| functions::function(cx, it)));
    items.extend(catalog.aggregates.iter().map(|it| functions::aggregate(cx, it)));
    items.extend(catalog.event_triggers.iter().map(triggers::event_trigger));
    items.extend(catalog.foreign_data_wrappers.iter().map(foreign::wrapper));
    items.extend(catalog.servers.iter().map(foreign::server));
    items.extend(catalog.text_search_dictionaries.iter().map(text_search::dictionary));
    let own = &catalog.text_search_dictionaries;
    items.extend(catalog.text_search_configurations.iter().map(|it| text_search::configuration(it, own)));
    items.extend(catalog.publications.iter().map(|it| publications::publication(cx, it)));
    items.extend(catalog.raws.iter().map(raws::raw));
    items
}

/// The fields of a table by its columns; those that it has from others are called as there.
fn members_of_table<'c>(
    tables: &HashMap<&'c QualifiedName, &'c Table>,
    table: &'c Table,
    chosen: &ChosenNames,
) -> Members<'c> {
    if let Some(whole) = table.partition_of.as_ref().and_then(|it| tables.get(&it.parent)) {
        return members_of_table(tables, whole, chosen);
    }
    let mut members = empty_members(&table.name, chosen);
    for parent in table.inherits.iter().filter_map(|parent| tables.get(parent)) {
        let above = members_of_table(tables, parent, chosen);
        for column in &parent.columns {
            let name = column.name.as_str();
            if let Some(field) = above.fields.get(name).filter(|_| !members.fields.contains_key(name)) {
                let kept = chosen.field(&table.name, name).cloned();
                members.fields.insert(name, kept.unwrap_or_else(|| members.names.choose(field)));
            }
        }
    }
    add_members(&mut members, &table.name, table.columns.iter().map(|column| column.name.as_str()), chosen);
    members
}

fn members_of<'c>(
    name: &QualifiedName,
    columns: impl Iterator<Item = &'c str>,
    chosen: &ChosenNames,
) -> Members<'c> {
    let mut members = empty_members(name, chosen);
    add_members(&mut members, name, columns, chosen);
    members
}

fn empty_members<'c>(name: &QualifiedName, chosen: &ChosenNames) -> Members<'c> {
    let names = MemberNames::without(chosen.members.get(name).cloned().unwrap_or_default());
    Members { fields: HashMap::new(), names }
}

fn add_members<'c>(
    members: &mut Members<'c>,
    name: &QualifiedName,
    columns: impl Iterator<Item = &'c str>,
    chosen: &ChosenNames,
) {
    let columns = columns.filter(|column| !members.fields.contains_key(column));
    // What is a word already keeps its name before anything else is made one.
    let (plain, other): (Vec<&str>, Vec<&str>) =
        columns.partition(|column| text::field_word(column) == *column);
    for column in plain.into_iter().chain(other) {
        let kept = chosen.field(name, column).cloned();
        let field = kept.unwrap_or_else(|| members.names.choose(&text::field_word(column)));
        members.fields.insert(column, field);
    }
}
