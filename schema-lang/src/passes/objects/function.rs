//! Functions and procedures.

use std::collections::HashMap;

use pg_orm_ir::QualifiedName;
use pg_orm_ir::catalog::{
    Argument, ArgumentMode, Function, FunctionBody, FunctionKind, Parallel, Returns, Volatility,
};
use pg_orm_ir::types::{BuiltIn, DataType};

use super::super::calls::{self, Secured};
use super::super::fragments::{Pending, Site};
use super::super::models::ModelDraft;
use super::super::names::Declared;
use super::super::views::ViewDraft;
use super::super::{Context, grants, read, sql};
use super::arguments::{Rows, pseudo_type};
use super::entries::{Entries, settings};
use crate::diagnostics::{objects as diagnostics, values};
use crate::source::Span;
use crate::syntax::ast::{Clause, Item, Member, Sql, Value, ValueKind};

/// A function and the place of its name.
pub(super) struct FunctionDraft {
    pub(super) ir: Function,
    pub(super) span: Span,
}

const FUNCTION: &[&str] = &[
    "language",
    "body",
    "atomic",
    "library",
    "volatility",
    "strict",
    "security",
    "leakproof",
    "parallel",
    "cost",
    "rows",
    "support",
    "transforms",
    "set",
    "window",
    "schema",
    "comment",
    "owner",
    "grant",
    "grant_with_option",
    "revoke",
    calls::ENTRIES[0],
    calls::ENTRIES[1],
];

const PROCEDURE: &[&str] = &[
    "language",
    "body",
    "atomic",
    "library",
    "security",
    "transforms",
    "set",
    "schema",
    "comment",
    "owner",
    "grant",
    "grant_with_option",
    "revoke",
    calls::ENTRIES[0],
    calls::ENTRIES[1],
];

const VOLATILITIES: &[(&str, Volatility)] = &[
    ("volatile", Volatility::Volatile),
    ("stable", Volatility::Stable),
    ("immutable", Volatility::Immutable),
];

const PARALLEL: &[(&str, Parallel)] =
    &[("unsafe", Parallel::Unsafe), ("restricted", Parallel::Restricted), ("safe", Parallel::Safe)];

/// The functions and procedures, in order.
pub(super) fn resolve<'a>(
    cx: &mut Context<'a>,
    models: &[ModelDraft<'a>],
    views: &[ViewDraft<'a>],
    secured: &Secured,
) -> Vec<FunctionDraft> {
    let rows = Rows { models, views, takes_null: true };
    let tables: Vec<&ModelDraft<'a>> = models.iter().chain(views.iter().map(|view| &view.model)).collect();
    let mut seen: HashMap<(QualifiedName, Vec<DataType>), Span> = HashMap::new();
    let mut functions: Vec<FunctionDraft> = Vec::new();
    for declared in cx.names.objects.clone() {
        if !matches!(declared.item.keyword.text, "function" | "procedure") {
            continue;
        }
        let Some((entries, ir)) = function(cx, declared, rows) else { continue };
        let span = declared.name.span;
        let key = (ir.name.clone(), ir.signature());
        if let Some(&first) = seen.get(&key) {
            let what = "the function of these arguments";
            cx.report(diagnostics::duplicate_object(what, &ir.name.to_string(), span, first));
            continue;
        }
        seen.insert(key, span);
        if let (Some(sql), "sql") = (written_body(declared.item), &*ir.language) {
            cx.fragments.push(Pending { sql, site: Site::Body(functions.len()), model: None });
        }
        let client = calls::function(cx, &entries, &ir, &tables, secured);
        cx.functions.extend(client);
        functions.push(FunctionDraft { ir, span });
    }
    functions
}

fn function<'a>(
    cx: &mut Context<'a>,
    declared: Declared<'a>,
    rows: Rows<'_, 'a>,
) -> Option<(Entries<'a>, Function)> {
    let is_procedure = declared.item.keyword.text == "procedure";
    let (what, known) = if is_procedure { ("a procedure", PROCEDURE) } else { ("a function", FUNCTION) };
    let entries = Entries::read(cx, declared, what, known);
    let name = entries.qualified(cx);
    let arguments = rows.arguments(cx, entries.item.params.as_ref());
    let is_window = entries.flag(cx, "window").unwrap_or(false);
    let kind = match (is_procedure, is_window) {
        (true, _) => FunctionKind::Procedure,
        (false, true) => FunctionKind::Window,
        (false, false) => FunctionKind::Function,
    };
    let returns = returns(cx, &entries, rows, is_procedure);
    check_outputs(cx, &entries, arguments.as_deref(), returns.as_ref());
    let language = entries.word(cx, "language", "a language").unwrap_or_else(|| "sql".to_owned());
    let body = body(cx, &entries, &language);
    let security = [("invoker", false), ("definer", true)];
    let is_security_definer = entries.choice(cx, "security", "a kind of security", &security);
    let transforms = entries.value("transforms").map(|value| transforms(cx, value)).unwrap_or_default();
    let has_rows = match &returns {
        Some(Returns::Value { is_set, .. }) => *is_set,
        Some(Returns::Table(_)) | None => true,
        // `out` arguments alone are one row.
        Some(Returns::Arguments) => false,
    };
    if let (Some(value), false) = (entries.value("rows"), has_rows) {
        let message = "a number of rows on a function that answers one";
        cx.report(diagnostics::not_here(value.span, message, "only `setof` and `table` have rows"));
    }
    let function = Function {
        name: name.clone().unwrap_or_default(),
        comment: entries.comment(cx),
        kind,
        arguments: arguments.clone().unwrap_or_default(),
        returns: returns.clone().unwrap_or_default(),
        body: body.clone().unwrap_or_default(),
        volatility: entries.choice(cx, "volatility", "a volatility", VOLATILITIES).unwrap_or_default(),
        is_strict: entries.flag(cx, "strict").unwrap_or(false),
        is_security_definer: is_security_definer.unwrap_or(false),
        is_leakproof: entries.flag(cx, "leakproof").unwrap_or(false),
        parallel: entries.choice(cx, "parallel", "a way to run in parallel", PARALLEL).unwrap_or_default(),
        cost: estimate(cx, &entries, "cost", &language),
        rows: estimate(cx, &entries, "rows", &language),
        support: entries.object(cx, "support", "a function", "pg_catalog"),
        transforms,
        settings: entries.value("set").map(|value| settings(cx, value)).unwrap_or_default(),
        access: grants::access(cx, &entries, grants::FUNCTION),
        language,
    };
    let is_whole = name.is_some() && arguments.is_some() && returns.is_some() && body.is_some();
    is_whole.then_some((entries, function))
}

fn returns<'a>(
    cx: &mut Context<'a>,
    entries: &Entries<'a>,
    rows: Rows<'_, 'a>,
    is_procedure: bool,
) -> Option<Returns> {
    let item = entries.item;
    let clause: Option<&'a Clause<'a>> = item.clauses.iter().find(|clause| clause.operator.text == "->");
    let has_outputs = item.params.as_ref().is_some_and(|params| {
        params.list.iter().any(|param| param.mode.is_some_and(|mode| matches!(mode.text, "out" | "inout")))
    });
    match clause {
        Some(clause) if is_procedure => {
            cx.report(diagnostics::returns(item, Some(clause)));
            None
        }
        Some(clause) => match (&clause.table, &clause.type_ref) {
            (Some(params), _) => rows.columns(cx, params).map(Returns::Table),
            (None, Some(type_ref)) => {
                let type_ = rows.data_type(cx, type_ref)?;
                Some(Returns::Value { type_, is_set: clause.is_set })
            }
            (None, None) => None,
        },
        None if is_procedure || has_outputs => Some(Returns::Arguments),
        None => {
            if !item.has_junk {
                cx.report(diagnostics::returns(item, None));
            }
            None
        }
    }
}

/// What a function with output arguments returns: the one's type, or `record` (manual, `CREATE FUNCTION`).
fn check_outputs<'a>(
    cx: &mut Context<'a>,
    entries: &Entries<'a>,
    arguments: Option<&[Argument]>,
    returns: Option<&Returns>,
) {
    let is_output = |argument: &&Argument| matches!(argument.mode, ArgumentMode::Out | ArgumentMode::InOut);
    let outputs: Vec<&Argument> = arguments.into_iter().flatten().filter(is_output).collect();
    let clause = entries.item.clauses.iter().find(|clause| clause.operator.text == "->");
    let (Some(returns), Some(clause)) = (returns, clause) else { return };
    let (expected, is_right) = match (outputs.as_slice(), returns) {
        ([], _) | (_, Returns::Arguments) => return,
        ([one], Returns::Value { type_, .. }) => (one.type_.to_string(), *type_ == one.type_),
        ([one], Returns::Table(_)) => (one.type_.to_string(), false),
        (_, Returns::Value { type_, .. }) => ("record".to_owned(), *type_ == pseudo_type("record")),
        (_, Returns::Table(_)) => ("record".to_owned(), false),
    };
    if !is_right {
        let message = "an answer unlike the output arguments";
        let label = format!("they are `{expected}`; it may be left out");
        cx.report(diagnostics::argument(clause.span, message, &label));
    }
}

fn body<'a>(cx: &mut Context<'a>, entries: &Entries<'a>, language: &str) -> Option<FunctionBody> {
    let given: Vec<(&str, &'a Value<'a>)> = ["body", "atomic", "library"]
        .into_iter()
        .filter_map(|key| entries.value(key).map(|value| (key, value)))
        .collect();
    if let [(_, first), (_, second), ..] = given.as_slice() {
        cx.report(diagnostics::entries_conflict(second.span, first.span, "a function has one body"));
        return None;
    }
    let Some(&(key, value)) = given.first() else {
        if ["body", "atomic", "library"].into_iter().all(|key| entries.lacks(key)) {
            let example = "body = `..`, or atomic = `..` where PostgreSQL is to parse it";
            cx.report(diagnostics::missing_entry(entries.item, entries.what, "a body", example));
        }
        return None;
    };
    match key {
        "library" => library(cx, value),
        "atomic" => {
            if language != "sql" {
                let message = format!("`atomic` in the language `{language}`");
                cx.report(diagnostics::not_here(value.span, &message, "only SQL has such bodies"));
                return None;
            }
            let written = read::sql(cx, value, "statements of SQL, between backticks")?;
            sql::statements(cx, written).map(|text| FunctionBody::Standard(standard(&text)))
        }
        _ => {
            let written = read::sql(cx, value, "the body, between backticks")?;
            let is_sql = matches!(language, "sql" | "plpgsql");
            // A function of SQL that answers nothing may do nothing.
            let is_blank = language == "sql" && written.text.trim().is_empty();
            let text = if is_sql && !is_blank { sql::statements(cx, written)? } else { written.text.clone() };
            Some(FunctionBody::Source(text))
        }
    }
}

/// The SQL of a function's body, as it is written.
fn written_body<'a>(item: &'a Item<'a>) -> Option<&'a Sql> {
    item.members().iter().find_map(|member| match member {
        Member::Entry(entry) if matches!(&*entry.key.text, "body" | "atomic") => {
            match &entry.value.as_ref()?.kind {
                ValueKind::Sql(sql) => Some(sql),
                _ => None,
            }
        }
        _ => None,
    })
}

/// Statements as the standard writes them: `BEGIN ATOMIC .. END`, or `RETURN ..`.
fn standard(text: &str) -> String {
    let trimmed = text.trim();
    let mut words = trimmed.split_whitespace().map(str::to_lowercase);
    let is_whole = match words.next().as_deref() {
        Some("return") => true,
        Some("begin") => words.next().as_deref() == Some("atomic"),
        _ => false,
    };
    if is_whole {
        return trimmed.to_owned();
    }
    let end = if trimmed.ends_with(';') { "" } else { ";" };
    format!("begin atomic\n{trimmed}{end}\nend")
}

/// `"$libdir/thing"`, or `["$libdir/thing", "symbol"]`.
fn library<'a>(cx: &mut Context<'a>, value: &'a Value<'a>) -> Option<FunctionBody> {
    match read::elements(value) {
        [file] => {
            let file = read::string(cx, file, "a library's file")?.to_owned();
            Some(FunctionBody::Library { file, symbol: None })
        }
        [file, symbol] => {
            let file = read::string(cx, file, "a library's file")?.to_owned();
            let symbol = read::string(cx, symbol, "a symbol")?.to_owned();
            Some(FunctionBody::Library { file, symbol: Some(symbol) })
        }
        _ => {
            cx.report(values::expected("a file, or a file and a symbol", value));
            None
        }
    }
}

/// `cost` and `rows`, where they are not PostgreSQL's own guess.
fn estimate<'a>(cx: &mut Context<'a>, entries: &Entries<'a>, key: &str, language: &str) -> Option<String> {
    let value = entries.value(key)?;
    let ValueKind::Number(number) = value.kind else {
        cx.report(values::expected("a number", value));
        return None;
    };
    let own = match (key, language) {
        ("rows", _) => "1000",
        (_, "c" | "internal") => "1",
        _ => "100",
    };
    if number.starts_with('-') || number.parse::<f64>().is_ok_and(|number| number == 0.0) {
        cx.report(diagnostics::number_range(value, "must be greater than 0"));
        return None;
    }
    (number != own).then(|| number.to_owned())
}

fn transforms<'a>(cx: &mut Context<'a>, value: &'a Value<'a>) -> Vec<DataType> {
    let mut types = Vec::new();
    for element in read::elements(value) {
        let Some(name) = read::name(cx, element, "a type") else { continue };
        let known = super::super::known_extensions::that_brings(
            super::super::known_extensions::Part::Type,
            &name.text,
        );
        match (BuiltIn::from_name(&name.text), known.and_then(|extension| cx.extension_schema(extension))) {
            (Some(type_), _) => types.push(DataType::built_in(type_)),
            (None, Some(schema)) => types.push(DataType::declared(QualifiedName::new(schema, name.text))),
            (None, None) => {
                cx.report(diagnostics::unknown_object("type", (&name.text, name.span), [], None));
            }
        }
    }
    types
}
