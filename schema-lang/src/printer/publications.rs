//! Publications.

use pg_orm_ir::catalog::{Publication, PublishedColumns, PublishedTable};

use super::context::Cx;
use super::entries::{EntryItem, list, map};
use super::text;

/// A publication's item.
pub(super) fn publication(cx: &Cx<'_>, publication: &Publication) -> String {
    let mut item = EntryItem::new("publication", &publication.name);
    item.comment(publication.comment.as_deref());
    if publication.is_for_all_tables {
        item.entry("tables", "all");
    } else if publication.tables.iter().any(|table| table.predicate.is_some() || is_partition(cx, table)) {
        let tables = publication.tables.iter().filter_map(|table| of_map(cx, publication, table));
        item.entry("tables", &map(tables.collect()));
    } else {
        let tables: Vec<String> =
            publication.tables.iter().filter_map(|table| of_list(cx, publication, table)).collect();
        item.list("tables", &tables);
    }
    let schemas: Vec<String> = publication.schemas.iter().map(|schema| text::name(schema)).collect();
    item.list("schemas", &schemas);
    item.list("operations", &publication.operations);
    item.flag("via_root", publication.is_via_root);
    if publication.generated_columns == PublishedColumns::Stored {
        item.entry("generated_columns", "stored");
    }
    item.owner(&publication.access);
    item.print()
}

/// Whether it is a partition, which a list can't name.
fn is_partition(cx: &Cx<'_>, table: &PublishedTable) -> bool {
    cx.types.get(&table.table).is_none() && cx.types.called(&table.table).is_some()
}

/// The model and the fields of a table that is published.
fn table<'x>(
    cx: &'x Cx<'_>,
    publication: &Publication,
    table: &PublishedTable,
) -> Option<(&'x str, Vec<String>)> {
    let found = cx.types.called(&table.table).zip(cx.fields(&table.table, &table.columns));
    if found.is_none() {
        cx.unsaid(format_args!("that the publication {} has {}", publication.name, table.table));
    }
    found
}

/// `Post(id, title)`.
fn of_list(cx: &Cx<'_>, publication: &Publication, it: &PublishedTable) -> Option<String> {
    let (model, fields) = table(cx, publication, it)?;
    Some(if fields.is_empty() { model.to_owned() } else { format!("{model}({})", fields.join(", ")) })
}

/// `Post: { columns: [id], where: `..` }`.
fn of_map(cx: &Cx<'_>, publication: &Publication, it: &PublishedTable) -> Option<String> {
    let (model, fields) = table(cx, publication, it)?;
    let mut details = Vec::new();
    if !fields.is_empty() {
        details.push(format!("columns: {}", list(&fields)));
    }
    details.extend(it.predicate.as_deref().map(|sql| format!("where: {}", text::sql(sql, 2))));
    let details = if details.is_empty() { "all".to_owned() } else { map(details) };
    let model =
        if text::is_word(model) || model.starts_with('"') { model.to_owned() } else { text::string(model) };
    Some(format!("{model}: {details}"))
}
