//! Triggers of models and views.

use std::collections::HashMap;

use pg_orm_ir::catalog::{
    ConstraintTrigger, Deferrable, Firing, Returns, Trigger, TriggerEvent, TriggerLevel, TriggerTiming,
};
use pg_orm_ir::types::BaseType;
use pg_orm_ir::{Place, QualifiedName};

use super::super::fragments::{Pending, Site, TriggerRows};
use super::super::known_extensions::{Part, that_brings};
use super::super::models::ModelDraft;
use super::super::names::Declared;
use super::super::targets::{self, Target};
use super::super::views::ViewDraft;
use super::super::{Context, items, read};
use super::entries::pairs;
use super::function::FunctionDraft;
use super::{Entries, object};
use crate::diagnostics::{access, objects as diagnostics, values};
use crate::source::Span;
use crate::syntax::ast::{Value, ValueKind, Word};

const ENTRIES: &[&str] = &[
    "before",
    "after",
    "instead_of",
    "for_each",
    "constraint",
    "deferrable",
    "from",
    "referencing",
    "when",
    "execute",
    "arguments",
    "enabled",
    "comment",
];

const TIMINGS: &[(&str, TriggerTiming)] = &[
    ("before", TriggerTiming::Before),
    ("after", TriggerTiming::After),
    ("instead_of", TriggerTiming::InsteadOf),
];

pub(super) const FIRING: &[(&str, Firing)] = &[
    ("origin", Firing::Origin),
    ("replica", Firing::Replica),
    ("always", Firing::Always),
    ("disabled", Firing::Disabled),
];

pub(in super::super) const DEFERRABLE: &[(&str, Deferrable)] = &[
    ("initially_immediate", Deferrable::InitiallyImmediate),
    ("initially_deferred", Deferrable::InitiallyDeferred),
];

/// Functions of triggers that every PostgreSQL has (manual, section 9.29).
const BUILT_IN: &[&str] = &[
    "suppress_redundant_updates_trigger",
    "tsvector_update_trigger",
    "tsvector_update_trigger_column",
    "unique_key_recheck",
];

/// Adds the triggers to their models and views.
pub(super) fn resolve<'a>(
    cx: &mut Context<'a>,
    models: &mut [ModelDraft<'a>],
    views: &mut [ViewDraft<'a>],
    functions: &[FunctionDraft],
) {
    let mut seen: HashMap<(Target, &'a str), Span> = HashMap::new();
    for declared in cx.names.objects.clone() {
        if declared.item.keyword.text != "trigger" {
            continue;
        }
        let target = targets::on(cx, declared.item);
        let draft = target.and_then(|target| targets::draft(target, models, views));
        let trigger = trigger(cx, declared, draft, models, functions);
        let (Some(target), Some(trigger)) = (target, trigger) else { continue };
        let name = declared.name;
        if let Some(&first) = seen.get(&(target, &*name.text)) {
            let what = "a trigger of one table:";
            cx.report(diagnostics::duplicate_object(what, &name.text, name.span, first));
            continue;
        }
        seen.insert((target, &name.text), name.span);
        if let Some(draft) = targets::draft_mut(target, models, views) {
            draft.ir.triggers.push(trigger);
        }
    }
}

fn trigger<'a>(
    cx: &mut Context<'a>,
    declared: Declared<'a>,
    draft: Option<&ModelDraft<'a>>,
    models: &[ModelDraft<'a>],
    functions: &[FunctionDraft],
) -> Option<Trigger> {
    let entries = Entries::read(cx, declared, "a trigger", ENTRIES);
    let name = entries.unqualified(cx)?;
    let (timing, events) = events(cx, &entries, draft)?;
    let levels = [("row", TriggerLevel::Row), ("statement", TriggerLevel::Statement)];
    let level = entries.choice(cx, "for_each", "a level", &levels).unwrap_or_default();
    let constraint = constraint(cx, &entries, timing, level, models);
    let (old_table, new_table) = referencing(cx, &entries);
    if old_table.is_some() || new_table.is_some() {
        check_transitions(cx, &entries, timing, &events);
    }
    let example = "execute = app.record()";
    let execute = entries.required(cx, "execute", "the function that it calls", example);
    let called = execute.and_then(|value| call(cx, value, functions, "trigger"));
    let given = entries.value("arguments").map(|value| (value.span, arguments(cx, value)));
    let (function, mut arguments) = called?;
    match given {
        Some((span, _)) if !arguments.is_empty() => {
            let message = "arguments of a trigger's function in two places";
            cx.report(diagnostics::not_here(span, message, "they stand in `execute` already"));
        }
        Some((_, given)) => arguments = given,
        None => {}
    }
    if let (Some(value), TriggerTiming::InsteadOf) = (entries.value("when"), timing) {
        cx.report(diagnostics::not_here(
            value.span,
            "a condition on a trigger instead of",
            "PostgreSQL takes none",
        ));
    }
    if let (Some(Value { kind: ValueKind::Sql(sql), .. }), Some(draft)) = (entries.value("when"), draft) {
        let fires = |event: &TriggerEvent| events.contains(event);
        let rows = TriggerRows {
            is_row: level == TriggerLevel::Row,
            has_old: !fires(&TriggerEvent::Insert),
            has_new: !fires(&TriggerEvent::Delete),
        };
        cx.fragments.push(Pending { sql, site: Site::Trigger(rows), model: Some(&draft.name.text) });
    }
    Some(Trigger {
        name,
        comment: entries.comment(cx),
        timing,
        events,
        level,
        constraint,
        old_table,
        new_table,
        when: entries.sql(cx, "when", Place::Table),
        function,
        arguments,
        firing: entries.choice(cx, "enabled", "a way to fire", FIRING).unwrap_or_default(),
    })
}

/// `after = [insert, update(state)]`.
fn events<'a>(
    cx: &mut Context<'a>,
    entries: &Entries<'a>,
    draft: Option<&ModelDraft<'a>>,
) -> Option<(TriggerTiming, Vec<TriggerEvent>)> {
    let given: Vec<(TriggerTiming, &'a Value<'a>)> =
        TIMINGS.iter().filter_map(|(key, timing)| entries.value(key).map(|value| (*timing, value))).collect();
    if let [(_, first), (_, second), ..] = given.as_slice() {
        cx.report(diagnostics::entries_conflict(second.span, first.span, "a trigger fires at one time"));
        return None;
    }
    let Some(&(timing, value)) = given.first() else {
        if TIMINGS.iter().all(|(key, _)| entries.lacks(key)) {
            let example = "after = [insert, update]";
            cx.report(diagnostics::missing_entry(entries.item, "a trigger", "when it fires", example));
        }
        return None;
    };
    let elements = read::elements(value);
    if elements.is_empty() {
        cx.report(values::expected("one of insert, update, delete and truncate", value));
        return None;
    }
    let mut events: Vec<(u8, TriggerEvent)> = Vec::new();
    for element in elements {
        let (rank, event) = event(cx, element, draft)?;
        if events.iter().any(|(other, _)| *other == rank) {
            cx.report(diagnostics::not_here(element.span, "an event twice", "the second time"));
            continue;
        }
        events.push((rank, event));
    }
    events.sort_by_key(|(rank, _)| *rank);
    Some((timing, events.into_iter().map(|(_, event)| event).collect()))
}

fn event<'a>(
    cx: &mut Context<'a>,
    value: &'a Value<'a>,
    draft: Option<&ModelDraft<'a>>,
) -> Option<(u8, TriggerEvent)> {
    if let ValueKind::Call(Word { text: "update", .. }, args) = &value.kind {
        let mut columns = Vec::new();
        for arg in &args.list {
            let word = read::word(cx, &arg.value, "a field")?;
            // Without its model, which is told, no field is known.
            let draft = draft?;
            let index = draft.column(cx, word)?;
            columns.extend(draft.ir.fields.get(index).map(|field| field.column.clone()));
        }
        return Some((1, TriggerEvent::Update(columns)));
    }
    let ranks = [("insert", 0), ("update", 1), ("delete", 2), ("truncate", 3)];
    let rank = read::choice(cx, value, "an event", &ranks)?;
    let event = match rank {
        0 => TriggerEvent::Insert,
        1 => TriggerEvent::Update(Vec::new()),
        2 => TriggerEvent::Delete,
        _ => TriggerEvent::Truncate,
    };
    Some((rank, event))
}

fn constraint<'a>(
    cx: &mut Context<'a>,
    entries: &Entries<'a>,
    timing: TriggerTiming,
    level: TriggerLevel,
    models: &[ModelDraft<'a>],
) -> Option<ConstraintTrigger> {
    let deferrable = entries.choice(cx, "deferrable", "a time to check", DEFERRABLE);
    let from = entries.value("from").and_then(|value| {
        let word = read::word(cx, value, "a model")?;
        let found = models.iter().find(|model| model.ir.name == word.text);
        if found.is_none() {
            let names: Vec<&str> = models.iter().map(|model| model.ir.name.as_str()).collect();
            cx.report(access::policy_on_unknown(word, &names));
        }
        found.map(|model| model.ir.table.clone())
    });
    let is_constraint = entries.flag(cx, "constraint").unwrap_or(deferrable.is_some() || from.is_some());
    if !is_constraint {
        return None;
    }
    if timing != TriggerTiming::After || level != TriggerLevel::Row {
        let message = "a constraint trigger that is not `after`, for each row";
        cx.report(diagnostics::not_here(entries.name.span, message, "PostgreSQL takes no other"));
    }
    Some(ConstraintTrigger { deferrable: deferrable.unwrap_or_default(), from })
}

/// `referencing = { old: before, new: now }`.
fn referencing<'a>(cx: &mut Context<'a>, entries: &Entries<'a>) -> (Option<String>, Option<String>) {
    let (mut old, mut new) = (None, None);
    let Some(value) = entries.value("referencing") else { return (old, new) };
    for pair in pairs(cx, value, "names for rows, such as { old: before, new: now }") {
        let name = read::name(cx, &pair.value, "the name of a table").map(|name| name.text.into_owned());
        match &*pair.key.text {
            "old" => old = name,
            "new" => new = name,
            _ => cx.report(diagnostics::unknown_pair(&pair.key, "`referencing`", &["old", "new"])),
        }
    }
    (old, new)
}

/// What PostgreSQL refuses of names for the rows of a statement (manual, `CREATE TRIGGER`).
fn check_transitions<'a>(
    cx: &mut Context<'a>,
    entries: &Entries<'a>,
    timing: TriggerTiming,
    events: &[TriggerEvent],
) {
    let Some(value) = entries.value("referencing") else { return };
    let label = match events {
        _ if timing != TriggerTiming::After => "only a trigger `after` has them",
        [TriggerEvent::Update(columns)] if !columns.is_empty() => "not with `update` of some fields",
        [TriggerEvent::Truncate] => "not for `truncate`",
        [_] => return,
        _ => "of one event alone: write a trigger for each",
    };
    cx.report(diagnostics::not_here(value.span, "names for the rows of a statement", label));
}

/// `arguments = ["a", "b"]`, for a function whose name no call can have.
fn arguments<'a>(cx: &mut Context<'a>, value: &'a Value<'a>) -> Vec<String> {
    let elements = read::elements(value).iter();
    elements.filter_map(|element| read::string(cx, element, "a string")).map(str::to_owned).collect()
}

/// `app.record("a", 1)`: a function that returns `returns`, and its arguments as text.
pub(super) fn call<'a>(
    cx: &mut Context<'a>,
    value: &'a Value<'a>,
    functions: &[FunctionDraft],
    returns: &str,
) -> Option<(QualifiedName, Vec<String>)> {
    let mut arguments = Vec::new();
    let (name, span) = match &value.kind {
        ValueKind::Call(word, args) => {
            for arg in &args.list {
                arguments.push(match &arg.value.kind {
                    ValueKind::String(text) => text.to_string(),
                    ValueKind::Number(number) => (*number).to_owned(),
                    ValueKind::Bool(is) => is.to_string(),
                    ValueKind::Path(word) => (*word).to_owned(),
                    _ => {
                        cx.report(values::expected("a string, a number or a word", &arg.value));
                        return None;
                    }
                });
            }
            match word.text.split_once('.') {
                Some((schema, name)) => (QualifiedName::new(schema, name), word.span),
                None => (QualifiedName::new(items::PUBLIC, word.text), word.span),
            }
        }
        _ => (object(cx, value, "a function", items::PUBLIC)?, value.span),
    };
    known(cx, name, span, functions, returns).map(|name| (name, arguments))
}

fn known(
    cx: &mut Context<'_>,
    name: QualifiedName,
    span: Span,
    functions: &[FunctionDraft],
    returns: &str,
) -> Option<QualifiedName> {
    let mut of_name = functions.iter().filter(|function| function.ir.name == name).peekable();
    if let Some(&first) = of_name.peek() {
        let fits = |function: &FunctionDraft| {
            let is_answer = matches!(&function.ir.returns, Returns::Value { type_, is_set: false }
                if matches!(&type_.base, BaseType::Declared(type_) if type_.schema == "pg_catalog" && type_.name == returns));
            is_answer && function.ir.arguments.is_empty()
        };
        if of_name.any(fits) {
            return Some(name);
        }
        cx.report(diagnostics::no_trigger_function(&name.to_string(), span, first.span, returns));
        return None;
    }
    // Its declaration may be what is wrong.
    let is_broken = cx.names.objects.iter().any(|declared| {
        matches!(declared.item.keyword.text, "function")
            && (*declared.name.text == *name.name
                || *declared.name.text == format!("{}.{}", name.schema, name.name))
    });
    if is_broken {
        return None;
    }
    if matches!(&*name.schema, "pg_catalog" | items::PUBLIC) && BUILT_IN.contains(&&*name.name) {
        return Some(QualifiedName::new("pg_catalog", name.name));
    }
    if let Some(extension) = that_brings(Part::TriggerFunction, &name.name) {
        if let Some(schema) = cx.extension_schema(extension) {
            return Some(QualifiedName::new(schema, name.name));
        }
        cx.report(diagnostics::lacks_extension("the function", &name.name, span, extension));
        return None;
    }
    if cx.has_unknown_objects() {
        return Some(name);
    }
    let shown = name.to_string();
    let candidates: Vec<String> = functions.iter().map(|function| function.ir.name.to_string()).collect();
    let help = format!("declare it: `function {shown}() -> {returns} {{ .. }}`");
    let candidates = candidates.iter().map(String::as_str);
    cx.report(diagnostics::unknown_object("function", (&shown, span), candidates, Some(help)));
    None
}
