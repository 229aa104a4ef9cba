//! A view over tables under row-level security that reads them as its owner (manual, `CREATE VIEW`).

use std::collections::HashMap;

use pg_orm_ir::catalog::ViewKind;

use super::super::models::ModelDraft;
use super::sql_words::{Words, sql};
use super::{Checked, Findings, Spot};
use crate::diagnostics::{Diagnostic, codes};
use crate::syntax::ast::{Item, Member, Sql};

pub(super) fn check(schema: &Checked<'_, '_>, found: &mut Findings) {
    let mut secured: HashMap<&str, Vec<&ModelDraft<'_>>> = HashMap::new();
    for model in schema.models.iter().filter(|model| model.ir.row_security.is_some()) {
        secured.entry(&model.ir.table.name).or_default().push(model);
    }
    if secured.is_empty() {
        return;
    }
    for (view, declared) in schema.views.iter().zip(&schema.cx.names.views) {
        if view.kind != ViewKind::Plain || view.is_security_invoker {
            continue;
        }
        let Some(words) = query(declared.item).and_then(Words::of) else { continue };
        let read = tables(&words).into_iter().find_map(|table| {
            let models = secured.get(&*table.name)?;
            let schema = table.schema.as_ref();
            let is_it = |model: &&&ModelDraft<'_>| schema.is_none_or(|it| *it == model.ir.table.schema);
            Some((*models.iter().find(is_it)?, words.span(table.first, table.last)?))
        });
        let Some((model, span)) = read else { continue };
        let diagnostic = Diagnostic::warning(
            codes::VIEW_WITHOUT_INVOKER,
            format!("the view `{}` reads `{}` as its owner", view.model.ir.name, model.ir.name),
            span,
            "under row-level security, which looks at the view's owner here",
        )
        .label(view.model.name.span, "whoever may read this sees what its owner sees")
        .help("add `@@security_invoker`: policies then look at who is asking");
        found.add_of(view.model.name.span, diagnostic, Spot::Block);
    }
}

fn query<'a>(item: &'a Item<'a>) -> Option<&'a Sql> {
    item.members().iter().find_map(|member| match member {
        Member::Attribute(attribute) if attribute.name.text == "as" => {
            sql(&attribute.args.as_ref()?.list.first()?.value)
        }
        _ => None,
    })
}

/// A table that a query names, and its tokens.
struct Table {
    schema: Option<String>,
    name: String,
    first: usize,
    last: usize,
}

/// The tables behind `from` and `join`, but those that the query itself names with `with`.
fn tables(words: &Words<'_>) -> Vec<Table> {
    const CLAUSES: &[&str] = &[
        "where",
        "group",
        "order",
        "having",
        "window",
        "limit",
        "union",
        "intersect",
        "except",
        "on",
        "select",
    ];
    // Functions whose arguments are joined by `from`.
    const FUNCTIONS: &[&str] = &["extract", "overlay", "position", "substring", "trim"];
    let mut own = Vec::new();
    let mut tables = Vec::new();
    // For each bracket that is open, whether its list of tables goes on; `None` for a function's.
    let mut open = vec![Some(false)];
    for at in 0..words.len() {
        let inside = open.last().copied().unwrap_or(Some(false));
        let before = at.checked_sub(1);
        let is_keyword = words.is_any(at, &["from", "join"])
            && inside.is_some()
            && !before.is_some_and(|before| words.is(before, "distinct"));
        let is_start = is_keyword || inside == Some(true) && words.is(at, ",");
        if words.is(at, "(") {
            let is_function = before.is_some_and(|before| words.is_any(before, FUNCTIONS));
            open.push((!is_function).then_some(false));
        } else if words.is(at, ")") {
            open.pop();
        } else if let (true, Some(Some(last))) = (words.is_any(at, CLAUSES), open.last_mut()) {
            *last = false;
        }
        let is_as = words.is(at, "as")
            && (words.is(at + 1, "(") || words.is(at + 1, "materialized") || words.is(at + 1, "not"));
        if let (true, Some(name)) = (is_as, before.and_then(|before| words.name(before))) {
            own.push(name);
        }
        if !is_start {
            continue;
        }
        if let Some(last) = open.last_mut() {
            *last = Some(true);
        }
        let mut first = at + 1;
        while words.is_any(first, &["only", "lateral"]) {
            first += 1;
        }
        let Some(name) = words.name(first) else { continue };
        let table = match words.is(first + 1, ".").then(|| words.name(first + 2)).flatten() {
            Some(table) => Table { schema: Some(name), name: table, first, last: first + 2 },
            None => Table { schema: None, name, first, last: first },
        };
        let is_call = words.is(table.last + 1, "(");
        if !is_call {
            tables.push(table);
        }
    }
    tables.retain(|table| table.schema.is_some() || !own.contains(&table.name));
    tables
}
