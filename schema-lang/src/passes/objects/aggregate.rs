//! Aggregates.

use std::collections::HashMap;

use pg_orm_ir::QualifiedName;
use pg_orm_ir::catalog::Aggregate;
use pg_orm_ir::types::{BuiltIn, DataType};

use super::super::models::ModelDraft;
use super::super::views::ViewDraft;
use super::super::{Context, grants, read};
use super::Entries;
use super::arguments::Rows;
use super::entries::pairs;
use super::function::FunctionDraft;
use crate::diagnostics::{objects as diagnostics, values};
use crate::source::Span;
use crate::syntax::ast::{Value, ValueKind};

const ENTRIES: &[&str] = &[
    "options",
    "hypothetical",
    "direct_arguments",
    "schema",
    "comment",
    "owner",
    "grant",
    "grant_with_option",
    "revoke",
];

/// What may stand in an aggregate's parentheses (manual, `CREATE AGGREGATE`).
const OPTIONS: &[&str] = &[
    "sfunc",
    "stype",
    "sspace",
    "finalfunc",
    "finalfunc_extra",
    "finalfunc_modify",
    "combinefunc",
    "serialfunc",
    "deserialfunc",
    "initcond",
    "msfunc",
    "minvfunc",
    "mstype",
    "msspace",
    "mfinalfunc",
    "mfinalfunc_extra",
    "mfinalfunc_modify",
    "minitcond",
    "sortop",
    "parallel",
];

/// Options that are said by their name alone.
const FLAGS: &[&str] = &["finalfunc_extra", "mfinalfunc_extra"];

/// The aggregates, in order.
pub(super) fn resolve<'a>(
    cx: &mut Context<'a>,
    models: &[ModelDraft<'a>],
    views: &[ViewDraft<'a>],
    functions: &[FunctionDraft],
) -> Vec<Aggregate> {
    let rows = Rows { models, views, takes_null: false };
    let mut aggregates: Vec<Aggregate> = Vec::new();
    // Functions and aggregates share their names (manual, section 52.39).
    let key = |name: &QualifiedName, signature: Vec<DataType>| (name.clone(), signature);
    let mut seen: HashMap<(QualifiedName, Vec<DataType>), Span> =
        functions.iter().map(|it| (key(&it.ir.name, it.ir.signature()), it.span)).collect();
    for declared in cx.names.objects.clone() {
        if declared.item.keyword.text != "aggregate" {
            continue;
        }
        let entries = Entries::read(cx, declared, "an aggregate", ENTRIES);
        let name = entries.qualified(cx);
        let arguments = rows.arguments(cx, entries.item.params.as_ref());
        let mut options = options(cx, &entries);
        if entries.flag(cx, "hypothetical").unwrap_or(false) {
            options.push(("hypothetical".to_owned(), String::new()));
        }
        let (Some(name), Some(arguments)) = (name, arguments) else { continue };
        let aggregate = Aggregate {
            name,
            comment: entries.comment(cx),
            arguments,
            direct_arguments: entries.integer(cx, "direct_arguments"),
            options,
            access: grants::access(cx, &entries, grants::FUNCTION),
        };
        let span = declared.name.span;
        let key = key(&aggregate.name, aggregate.signature());
        if let Some(&first) = seen.get(&key) {
            let what = "the function or aggregate of these arguments";
            cx.report(diagnostics::duplicate_object(what, &aggregate.name.to_string(), span, first));
            continue;
        }
        seen.insert(key, span);
        aggregates.push(aggregate);
    }
    aggregates
}

/// `options = { sfunc: app.add, stype: bigint, initcond: "0" }`; SQL between backticks is taken as it stands.
fn options<'a>(cx: &mut Context<'a>, entries: &Entries<'a>) -> Vec<(String, String)> {
    let example = "options = { sfunc: app.add, stype: bigint }";
    let Some(value) = entries.required(cx, "options", "what it does", example) else { return Vec::new() };
    let mut options = Vec::new();
    for pair in pairs(cx, value, "a map, such as { sfunc: app.add, stype: bigint }") {
        let key = &*pair.key.text;
        if !OPTIONS.contains(&key) {
            cx.report(diagnostics::unknown_pair(&pair.key, "an aggregate", OPTIONS));
            continue;
        }
        if FLAGS.contains(&key) {
            if read::boolean(cx, &pair.value, "true or false") == Some(true) {
                options.push((key.to_owned(), String::new()));
            }
            continue;
        }
        options.extend(option(cx, key, &pair.value).map(|sql| (key.to_owned(), sql)));
    }
    for key in ["sfunc", "stype"] {
        if !options.iter().any(|(name, _)| name == key) && matches!(value.kind, ValueKind::Map(_)) {
            let lacks = format!("`{key}`");
            cx.report(diagnostics::missing_entry(entries.item, "an aggregate", &lacks, example));
        }
    }
    options
}

fn option<'a>(cx: &mut Context<'a>, key: &str, value: &'a Value<'a>) -> Option<String> {
    match &value.kind {
        ValueKind::Path(word) if matches!(key, "parallel" | "finalfunc_modify" | "mfinalfunc_modify") => {
            Some((*word).to_owned())
        }
        ValueKind::Path(word) if key.ends_with("stype") && BuiltIn::from_name(word).is_some() => {
            BuiltIn::from_name(word).map(|type_| type_.sql_name().to_owned())
        }
        ValueKind::Path(path) if !path.contains("::") => {
            let parts: Vec<String> =
                path.split('.').map(|part| pg_orm_sql::Identifier(part).to_string()).collect();
            Some(parts.join("."))
        }
        ValueKind::String(text) => Some(pg_orm_sql::literal(text).to_string()),
        ValueKind::Number(number) => Some((*number).to_owned()),
        ValueKind::Sql(sql) => Some(sql.text.clone()),
        _ => {
            cx.report(values::expected("a name, a string, or SQL between backticks", value));
            None
        }
    }
}
