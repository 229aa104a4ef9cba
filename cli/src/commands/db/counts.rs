//! How much of each kind a database holds, in words.

use pg_orm_ir::catalog::{Catalog, Table};

use super::facts::on_one_line;
use crate::{output, words::count};

/// Says what was read, and which of it has no words of its own.
pub(super) fn tell(catalog: &Catalog) {
    output::message(format_args!("read {}", counts(catalog)));
    tell_raws(catalog);
}

/// What has no words of its own, by name.
fn tell_raws(catalog: &Catalog) {
    let Some(number) = count(catalog.raws.len(), "object") else { return };
    let names: Vec<&str> = catalog.raws.iter().map(|raw| raw.name.as_str()).collect();
    output::message(format_args!(
        "as SQL, for want of words (`raw`): {number}: {}",
        on_one_line(&names.join("; "))
    ));
}

/// `3 tables, 12 columns, 1 view`.
fn counts(catalog: &Catalog) -> String {
    let of_tables = |length: fn(&Table) -> usize| catalog.tables.iter().map(length).sum();
    let counts = [
        count(catalog.namespaces.len(), "schema"),
        count(catalog.extensions.len(), "extension"),
        count(catalog.roles.len(), "role"),
        count(catalog.collations.len(), "collation"),
        count(catalog.enums.len(), "enum"),
        count(catalog.domains.len(), "domain"),
        count(catalog.composites.len(), "composite"),
        count(catalog.ranges.len(), "range"),
        count(catalog.sequences.len(), "sequence"),
        count(catalog.tables.len(), "table"),
        count(of_tables(|table| table.columns.len()), "column"),
        count(of_tables(|table| table.foreign_keys.len()), "foreign key"),
        count(of_tables(|table| table.indexes.len()), "index"),
        count(of_tables(|table| table.policies.len()), "policy"),
        count(of_tables(|table| table.triggers.len()), "trigger"),
        count(catalog.views.len(), "view"),
        count(catalog.functions.len(), "function"),
        count(catalog.aggregates.len(), "aggregate"),
        count(catalog.foreign_data_wrappers.len(), "foreign-data wrapper"),
        count(catalog.servers.len(), "foreign server"),
        count(catalog.text_search_dictionaries.len(), "text search dictionary"),
        count(catalog.text_search_configurations.len(), "text search configuration"),
        count(catalog.publications.len(), "publication"),
        count(catalog.event_triggers.len(), "event trigger"),
        count(catalog.default_privileges.len(), "default privilege"),
    ];
    let counts: Vec<String> = counts.into_iter().flatten().collect();
    if counts.is_empty() { "nothing: the database is empty".to_owned() } else { counts.join(", ") }
}
