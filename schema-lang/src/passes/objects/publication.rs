//! Publications.

use pg_orm_ir::Place;
use pg_orm_ir::catalog::{Persistence, Publication, PublishedColumns, PublishedTable};

use super::super::constraints::column_names;
use super::super::models::ModelDraft;
use super::super::targets::{self, Target};
use super::super::{Context, grants, items, read, sql};
use super::entries::pairs;
use super::{Entries, unique};
use crate::diagnostics::{objects as diagnostics, values};
use crate::syntax::ast::{Value, ValueKind, Word};

const ENTRIES: &[&str] =
    &["tables", "schemas", "operations", "via_root", "generated_columns", "comment", "owner"];

const OPERATIONS: &[(&str, &str)] =
    &[("insert", "insert"), ("update", "update"), ("delete", "delete"), ("truncate", "truncate")];

const GENERATED: &[(&str, PublishedColumns)] =
    &[("none", PublishedColumns::None), ("stored", PublishedColumns::Stored)];

/// The publications, in order.
pub(super) fn resolve<'a>(cx: &mut Context<'a>, models: &[ModelDraft<'a>]) -> Vec<Publication> {
    let mut publications = Vec::new();
    for declared in unique(cx, &["publication"], "the publication") {
        let entries = Entries::read(cx, declared, "a publication", ENTRIES);
        let Some(name) = entries.unqualified(cx) else { continue };
        let tables = entries.value("tables");
        let is_for_all_tables = tables.is_some_and(|value| matches!(value.kind, ValueKind::Path("all")));
        if let (true, Some(value), Some(first)) = (is_for_all_tables, entries.value("schemas"), tables) {
            let message = "schemas beside all tables";
            cx.report(diagnostics::entries_conflict(value.span, first.span, message));
        }
        let tables = match tables {
            Some(value) if !is_for_all_tables => published(cx, value, models),
            _ => Vec::new(),
        };
        let has_columns = tables.iter().any(|table| !table.columns.is_empty());
        if let (true, Some(value)) = (has_columns, entries.value("schemas")) {
            let message = "schemas beside columns of a table";
            cx.report(diagnostics::not_here(value.span, message, "PostgreSQL publishes whole tables then"));
        }
        let mut operations: Vec<String> = Vec::new();
        for value in entries.value("operations").map(read::elements).unwrap_or_default() {
            operations.extend(read::choice(cx, value, "an operation", OPERATIONS).map(str::to_owned));
        }
        operations.sort_by_key(|it| OPERATIONS.iter().position(|(operation, _)| operation == it));
        operations.dedup();
        if operations.len() == OPERATIONS.len() {
            operations.clear();
        }
        publications.push(Publication {
            name,
            comment: entries.comment(cx),
            is_for_all_tables,
            tables,
            schemas: schemas(cx, &entries),
            operations,
            is_via_root: entries.flag(cx, "via_root").unwrap_or(false),
            generated_columns: entries
                .choice(cx, "generated_columns", "a kind of columns", GENERATED)
                .unwrap_or_default(),
            access: grants::owned(cx, &entries),
        });
    }
    publications
}

fn schemas<'a>(cx: &mut Context<'a>, entries: &Entries<'a>) -> Vec<String> {
    let elements = entries.value("schemas").map(read::elements).unwrap_or_default();
    elements.iter().filter_map(|value| items::schema_name(cx, value)).collect()
}

/// `[User, Post(id, title)]`, or `{ User: all, Post: { columns: [id], where: `..` } }`.
fn published<'a>(
    cx: &mut Context<'a>,
    value: &'a Value<'a>,
    models: &[ModelDraft<'a>],
) -> Vec<PublishedTable> {
    let mut tables: Vec<PublishedTable> = Vec::new();
    if let ValueKind::Map(_) = value.kind {
        for pair in pairs(cx, value, "models") {
            let word = Word { text: &pair.key.text, span: pair.key.span };
            let Some(model) = model(cx, word, models) else { continue };
            let mut table = PublishedTable { table: model.ir.table.clone(), ..PublishedTable::default() };
            if !matches!(pair.value.kind, ValueKind::Path("all")) {
                details(cx, &pair.value, model, &mut table);
            }
            tables.push(table);
        }
        return tables;
    }
    for element in read::elements(value) {
        let (word, args) = match &element.kind {
            ValueKind::Call(word, args) => (*word, args.list.as_slice()),
            ValueKind::Path(text) if !text.contains(['.', ':']) => {
                (Word { text, span: element.span }, &[][..])
            }
            _ => {
                cx.report(values::expected("a model, or a model with fields: Post(id, title)", element));
                continue;
            }
        };
        let Some(model) = model(cx, word, models) else { continue };
        if tables.iter().any(|table| table.table == model.ir.table) {
            cx.report(diagnostics::not_here(word.span, "a model twice in a publication", "the second time"));
            continue;
        }
        let columns = column_names(cx, model, args.iter().map(|arg| &arg.value)).unwrap_or_default();
        tables.push(PublishedTable { table: model.ir.table.clone(), columns, predicate: None });
    }
    tables
}

/// `{ columns: [id, title], where: `state = 'live'` }`.
fn details<'a>(
    cx: &mut Context<'a>,
    value: &'a Value<'a>,
    model: &ModelDraft<'a>,
    table: &mut PublishedTable,
) {
    for pair in pairs(cx, value, "all, or what of it, such as { columns: [id], where: `..` }") {
        match &*pair.key.text {
            "columns" => {
                let fields = read::elements(&pair.value).iter();
                table.columns = column_names(cx, model, fields).unwrap_or_default();
            }
            "where" => {
                let written = read::sql(cx, &pair.value, "a condition in SQL, between backticks");
                let text = written.and_then(|written| sql::fragment(cx, written));
                table.predicate = text.and_then(|text| sql::lowered(cx, &text, Place::Table));
            }
            _ => cx.report(diagnostics::unknown_pair(&pair.key, "a published model", &["columns", "where"])),
        }
    }
}

fn model<'m, 'a>(
    cx: &mut Context<'a>,
    word: Word<'_>,
    models: &'m [ModelDraft<'a>],
) -> Option<&'m ModelDraft<'a>> {
    match targets::named(cx, word)? {
        Target::Model(index) => {
            let model = models.get(index)?;
            if model.ir.persistence == Persistence::Unlogged {
                let message = "an unlogged model in a publication";
                cx.report(diagnostics::not_here(word.span, message, "what is not logged is not published"));
            }
            Some(model)
        }
        Target::View(_) => {
            cx.report(diagnostics::not_here(
                word.span,
                "a view in a publication",
                "only models are published",
            ));
            None
        }
    }
}
