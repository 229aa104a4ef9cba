//! Text search: dictionaries and configurations.

use pg_orm_ir::QualifiedName;
use pg_orm_ir::catalog::{TextSearchConfiguration, TextSearchDictionary, TextSearchMapping};

use super::entries::{EntryItem, PUBLIC, list, map, object};
use super::text;

const CATALOG: &str = "pg_catalog";

/// A dictionary's item.
pub(super) fn dictionary(dictionary: &TextSearchDictionary) -> String {
    let mut item = EntryItem::named("text_search_dictionary", &dictionary.name);
    item.comment(dictionary.comment.as_deref());
    item.entry("template", &object(&dictionary.template, CATALOG));
    item.options("options", &dictionary.options);
    item.owner(&dictionary.access);
    item.print()
}

/// A configuration's item; `own` are the dictionaries of the catalog.
pub(super) fn configuration(configuration: &TextSearchConfiguration, own: &[TextSearchDictionary]) -> String {
    let mut item = EntryItem::named("text_search_configuration", &configuration.name);
    item.comment(configuration.comment.as_deref());
    if configuration.parser != QualifiedName::new(CATALOG, "default") {
        item.entry("parser", &object(&configuration.parser, CATALOG));
    }
    if !configuration.mappings.is_empty() {
        let mappings = configuration.mappings.iter().map(|mapping| self::mapping(mapping, own));
        item.entry("mappings", &map(mappings.collect()));
    }
    item.owner(&configuration.access);
    item.print()
}

fn mapping(mapping: &TextSearchMapping, own: &[TextSearchDictionary]) -> String {
    // A name alone is one of the schema's in `public`, else one of PostgreSQL's.
    let is_own =
        |name: &QualifiedName| own.iter().any(|it| it.name.schema == PUBLIC && it.name.name == name.name);
    let name = |name: &QualifiedName| object(name, if is_own(name) { PUBLIC } else { CATALOG });
    let names: Vec<String> = mapping.dictionaries.iter().map(name).collect();
    let names = match names.as_slice() {
        [name] if !name.starts_with('[') => name.clone(),
        names => list(names),
    };
    format!("{}: {names}", text::name(&mapping.token))
}
