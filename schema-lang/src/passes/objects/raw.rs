//! Raw objects: SQL that makes and that takes away what the language has no words for.

use pg_orm_ir::catalog::{Raw, RawKind};

use super::super::{Context, read, sql};
use super::Entries;
use super::unique;
use crate::diagnostics::objects as diagnostics;

const ENTRIES: &[&str] = &["kind", "after", "create", "drop"];

const KINDS: &[(&str, RawKind)] = &[
    ("any", RawKind::Any),
    ("language", RawKind::Language),
    ("base_type", RawKind::BaseType),
    ("operator", RawKind::Operator),
    ("operator_family", RawKind::OperatorFamily),
    ("operator_class", RawKind::OperatorClass),
    ("cast", RawKind::Cast),
    ("transform", RawKind::Transform),
    ("conversion", RawKind::Conversion),
    ("access_method", RawKind::AccessMethod),
    ("text_search_parser", RawKind::TextSearchParser),
    ("text_search_template", RawKind::TextSearchTemplate),
    ("subscription", RawKind::Subscription),
    ("privileges", RawKind::Privileges),
];

/// The raw objects, in order.
pub(super) fn resolve(cx: &mut Context<'_>) -> Vec<Raw> {
    let declared = unique(cx, &["raw"], "the raw object");
    let names: Vec<&str> = declared.iter().map(|declared| &*declared.name.text).collect();
    let mut raws = Vec::new();
    for declared in declared {
        let entries = Entries::read(cx, declared, "a raw object", ENTRIES);
        let kind = entries.choice(cx, "kind", "a kind of raw object", KINDS).unwrap_or_default();
        let mut after = Vec::new();
        for value in entries.value("after").map(read::elements).unwrap_or_default() {
            let Some(name) = read::name(cx, value, "a raw object or a schema") else { continue };
            if name.text == *entries.name.text {
                cx.report(diagnostics::not_here(name.span, "a raw object after itself", "name another one"));
            } else if names.contains(&&*name.text) {
                after.push(name.text.into_owned());
            } else if !cx.names.schema_spans.contains_key(&*name.text) {
                // Schemas are there before everything that is raw.
                let known = names.iter().copied().chain(cx.names.schema_spans.keys().copied());
                let mut known: Vec<&str> = known.collect();
                known.sort_unstable();
                let what = "raw object or schema";
                cx.report(diagnostics::unknown_object(what, (&name.text, name.span), known, None));
            }
        }
        let create =
            entries.required(cx, "create", "the SQL that makes it", "create = `create cast (..) ..`");
        let create = create.and_then(|value| statements(cx, value));
        let drop = entries.value("drop").map(|value| statements(cx, value));
        let name = entries.name.text.to_string();
        if let (Some(create), None | Some(Some(_))) = (create, &drop) {
            raws.push(Raw { kind, name, after, create, drop: drop.flatten() });
        }
    }
    raws
}

fn statements<'a>(cx: &mut Context<'a>, value: &'a crate::syntax::ast::Value<'a>) -> Option<String> {
    let written = read::sql(cx, value, "statements of SQL, between backticks")?;
    sql::statements(cx, written)
}
