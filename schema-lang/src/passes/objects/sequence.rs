//! Sequences.

use pg_orm_ir::QualifiedName;
use pg_orm_ir::catalog::{Persistence, Sequence, SequenceOptions};
use pg_orm_ir::types::BuiltIn;

use super::super::models::ModelDraft;
use super::super::targets::{self, Target};
use super::super::{Context, grants, read};
use super::named;
use crate::diagnostics::{objects as diagnostics, values};
use crate::syntax::ast::{Value, ValueKind, Word};

const ENTRIES: &[&str] = &[
    "type",
    "start",
    "increment",
    "min",
    "max",
    "cache",
    "cycle",
    "unlogged",
    "owned_by",
    "schema",
    "comment",
    "owner",
    "grant",
    "grant_with_option",
    "revoke",
];

const TYPES: &[(&str, BuiltIn)] = &[
    ("smallint", BuiltIn::SmallInt),
    ("integer", BuiltIn::Integer),
    ("int", BuiltIn::Integer),
    ("bigint", BuiltIn::BigInt),
];

/// The sequences, in order.
pub(in super::super) fn resolve<'a>(cx: &mut Context<'a>) -> Vec<Sequence> {
    let mut sequences = Vec::new();
    for (entries, name) in named(cx, &["sequence"], "a sequence", "the sequence", ENTRIES) {
        cx.sequence_spans.insert(name.clone(), entries.name.span);
        let type_ = entries.choice(cx, "type", "a type of numbers", TYPES);
        let is_cycle = entries.flag(cx, "cycle").unwrap_or(false);
        let mut number = |key: &str| entries.integer::<i64>(cx, key);
        let (start, increment) = (number("start"), number("increment"));
        let (min, max, cache) = (number("min"), number("max"), number("cache"));
        let options = SequenceOptions { start, increment, min, max, cache, is_cycle };
        check(cx, &options, type_.unwrap_or(BuiltIn::BigInt), |key| entries.value(key));
        let is_unlogged = entries.flag(cx, "unlogged").unwrap_or(false);
        if let Some(value) = entries.value("owned_by") {
            cx.owned_sequences.push((sequences.len(), value));
        }
        sequences.push(Sequence {
            comment: entries.comment(cx),
            access: grants::access(cx, &entries, grants::SEQUENCE),
            name,
            type_: type_.filter(|type_| *type_ != BuiltIn::BigInt),
            options: told(options, type_.unwrap_or(BuiltIn::BigInt)),
            persistence: if is_unlogged { Persistence::Unlogged } else { Persistence::Permanent },
            owned_by: None,
        });
    }
    sequences
}

/// `owned_by = Invoice.number`: the fields that sequences go with, once they are known.
pub(in super::super) fn owners<'a>(cx: &mut Context<'a>, models: &[ModelDraft<'a>]) {
    for (index, value) in std::mem::take(&mut cx.owned_sequences) {
        let owner = owner(cx, value, models);
        let schema = cx.sequences.get(index).map(|sequence| sequence.name.schema.clone());
        if let (Some((table, _)), Some(schema)) = (&owner, schema)
            && table.schema != schema
        {
            let message = "a sequence that goes with a table of another schema";
            let label = format!("`{table}` is not in `{schema}`, as the sequence is");
            cx.report(diagnostics::not_here(value.span, message, &label));
        }
        if let Some(sequence) = cx.sequences.get_mut(index) {
            sequence.owned_by = owner;
        }
    }
}

fn owner<'a>(
    cx: &mut Context<'a>,
    value: &'a Value<'a>,
    models: &[ModelDraft<'a>],
) -> Option<(QualifiedName, String)> {
    let path = match value.kind {
        ValueKind::Path(path) => path.split_once('.').filter(|(_, field)| !field.contains(['.', ':'])),
        _ => None,
    };
    let Some((model, field)) = path else {
        cx.report(values::expected("a model's field, such as Invoice.number", value));
        return None;
    };
    let at = |text| Word { text, span: value.span };
    match targets::named(cx, at(model))? {
        Target::Model(index) => {
            let draft = models.get(index)?;
            let column = draft.column(cx, at(field))?;
            Some((draft.ir.table.clone(), draft.ir.fields.get(column)?.column.clone()))
        }
        Target::View(_) => {
            cx.report(diagnostics::not_here(
                value.span,
                "a sequence of a view",
                "only models have sequences",
            ));
            None
        }
    }
}

/// The entries of a column's own sequence, `@identity(start: 100)`.
pub(in super::super) fn column_options<'a>(
    cx: &mut Context<'a>,
    type_: BuiltIn,
    mut value: impl FnMut(&str) -> Option<&'a Value<'a>>,
) -> SequenceOptions {
    let keys = ["start", "increment", "min", "max", "cache"];
    let values = keys.map(&mut value);
    let [start, increment, min, max, cache] =
        values.map(|value| value.and_then(|value| super::entries::integer::<i64>(cx, value)));
    let is_cycle = value("cycle").and_then(|value| read::boolean(cx, value, "true or false"));
    let options = SequenceOptions { start, increment, min, max, cache, is_cycle: is_cycle.unwrap_or(false) };
    check(cx, &options, type_, |key| {
        keys.iter().zip(values).find(|(name, _)| **name == key).and_then(|(_, value)| value)
    });
    told(options, type_)
}

fn limits(type_: BuiltIn) -> (i64, i64) {
    match type_ {
        BuiltIn::SmallInt => (i64::from(i16::MIN), i64::from(i16::MAX)),
        BuiltIn::Integer => (i64::from(i32::MIN), i64::from(i32::MAX)),
        _ => (i64::MIN, i64::MAX),
    }
}

/// The least and the greatest number where nothing is said (manual, `CREATE SEQUENCE`).
fn defaults(type_: BuiltIn, increment: i64) -> (i64, i64) {
    let (least, most) = limits(type_);
    if increment < 0 { (least, -1) } else { (1, most) }
}

/// The options without those that are PostgreSQL's defaults.
fn told(options: SequenceOptions, type_: BuiltIn) -> SequenceOptions {
    let increment = options.increment.unwrap_or(1);
    let (least, most) = defaults(type_, increment);
    let first = if increment < 0 { options.max.unwrap_or(most) } else { options.min.unwrap_or(least) };
    SequenceOptions {
        start: options.start.filter(|start| *start != first),
        increment: options.increment.filter(|increment| *increment != 1),
        min: options.min.filter(|min| *min != least),
        max: options.max.filter(|max| *max != most),
        cache: options.cache.filter(|cache| *cache != 1),
        is_cycle: options.is_cycle,
    }
}

/// What PostgreSQL refuses (manual, `CREATE SEQUENCE`).
fn check<'a>(
    cx: &mut Context<'a>,
    options: &SequenceOptions,
    type_: BuiltIn,
    value: impl Fn(&str) -> Option<&'a Value<'a>>,
) {
    let increment = options.increment.unwrap_or(1);
    let (held_least, held_most) = limits(type_);
    let (least, most) = defaults(type_, increment);
    let (min, max) = (options.min.unwrap_or(least), options.max.unwrap_or(most));
    let name = type_.sql_name();
    let mut wrong = |key: &str, is_wrong: bool, why: String| {
        if let (true, Some(value)) = (is_wrong, value(key)) {
            cx.report(diagnostics::number_range(value, &why));
        }
    };
    let does_not_hold = |number: i64| !(held_least..=held_most).contains(&number);
    wrong("increment", increment == 0, "a step of nothing".to_owned());
    wrong("cache", options.cache.is_some_and(|cache| cache < 1), "at least 1".to_owned());
    wrong("min", does_not_hold(min), format!("{name} holds {held_least} to {held_most}"));
    wrong("max", does_not_hold(max), format!("{name} holds {held_least} to {held_most}"));
    wrong("max", min >= max, format!("must be greater than the least number, {min}"));
    if let Some(start) = options.start {
        wrong("start", start < min || start > max, format!("outside {min} to {max}"));
    }
}
