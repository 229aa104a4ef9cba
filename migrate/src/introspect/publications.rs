//! What belongs to the whole database: publications and event triggers.

use std::collections::HashMap;

use pg_orm_ir::QualifiedName;
use pg_orm_ir::catalog::{Access, Catalog, EventTrigger, Publication, PublishedColumns, PublishedTable};

use super::context::Context;
use super::expression::bare;
use super::rows::Rows;
use super::triggers::firing;

pub(super) fn assemble(rows: &mut Rows, context: &Context, catalog: &mut Catalog) {
    let owned = |owner| Access { owner: context.owner(owner), ..Access::default() };
    let mut tables: HashMap<u32, Vec<PublishedTable>> = HashMap::new();
    for row in std::mem::take(&mut rows.published_tables) {
        tables.entry(row.publication).or_default().push(PublishedTable {
            table: QualifiedName::new(row.schema, row.name),
            columns: row.columns,
            predicate: row.predicate.map(|sql| bare(&sql)),
        });
    }
    for row in std::mem::take(&mut rows.publications) {
        let operations = [
            (row.inserts, "insert"),
            (row.updates, "update"),
            (row.deletes, "delete"),
            (row.truncates, "truncate"),
        ];
        let is_all = operations.iter().all(|(is_on, _)| *is_on);
        let said = operations.into_iter().filter(|(is_on, _)| *is_on && !is_all);
        catalog.publications.push(Publication {
            comment: context.comment(("pg_publication", row.oid, 0)),
            is_for_all_tables: row.is_for_all_tables,
            tables: tables.remove(&row.oid).unwrap_or_default(),
            schemas: row.schemas,
            operations: said.map(|(_, word)| word.to_owned()).collect(),
            is_via_root: row.is_via_root,
            generated_columns: if row.generated_columns == "s" {
                PublishedColumns::Stored
            } else {
                PublishedColumns::None
            },
            access: owned(row.owner),
            name: row.name,
        });
    }
    for row in std::mem::take(&mut rows.event_triggers) {
        catalog.event_triggers.push(EventTrigger {
            comment: context.comment(("pg_event_trigger", row.oid, 0)),
            event: row.event,
            tags: row.tags.unwrap_or_default(),
            function: QualifiedName::new(row.function_schema, row.function),
            firing: firing(&row.firing),
            access: owned(row.owner),
            name: row.name,
        });
    }
}
