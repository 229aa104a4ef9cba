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
    let mut members: Vec<Members<'_>> = catalog
        .tables
        .iter()
        .map(|table| members_of(&table.name, table.columns.iter().map(|column| column.name.as_str()), chosen))
        .collect();
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
fn items(cx: &Cx<'_>, relations: &[relations::Relations]) -> Vec<String> {
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
        items.extend(model::model(cx, table, relations));
        items.extend(partitions::items(cx, table));
        items.extend(policies::of(cx, table));
        items.extend(triggers::of(cx, &table.name, &table.triggers, &table.rules));
        let is_orphan = |parent: &QualifiedName| cx.types.get(parent).is_none();
        if table.partition_of.as_ref().is_some_and(|it| is_orphan(&it.parent)) {
            cx.unsaid(format_args!("the partition {}", table.name));
        }
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

fn members_of<'c>(
    name: &QualifiedName,
    columns: impl Iterator<Item = &'c str>,
    chosen: &ChosenNames,
) -> Members<'c> {
    let mut names = MemberNames::without(chosen.members.get(name).cloned().unwrap_or_default());
    // What is a word already keeps its name before anything else is made one.
    let (plain, other): (Vec<&str>, Vec<&str>) =
        columns.partition(|column| text::field_word(column) == *column);
    let fields: HashMap<&str, String> = plain
        .into_iter()
        .chain(other)
        .map(|column| {
            let kept = chosen.field(name, column).cloned();
            (column, kept.unwrap_or_else(|| names.choose(&text::field_word(column))))
        })
        .collect();
    Members { fields, names }
}
