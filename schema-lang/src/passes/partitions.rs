//! `@@partition` and `partition` items: how a model's rows are spread.

use pg_orm_ir::catalog::{Bound, IndexTarget, PartitionBy, PartitionKey, PartitionStrategy};
use pg_orm_ir::model::{self, Model, Partition, PartitionRule};
use pg_orm_ir::{Place, QualifiedName};

use super::args::Args;
use super::models::{self, ModelDraft};
use super::names::Declared;
use super::objects::{Entries, integer};
use super::{Context, indexes, read, sql, targets};
use crate::diagnostics::{attributes, families, objects as diagnostics, values};
use crate::syntax::ast::{Attribute, Value, ValueKind, Word};

const ENTRIES: &[&str] = &["values", "from", "to", "modulus", "remainder", "default", "schema", "comment"];

const STRATEGIES: &[(&str, PartitionStrategy)] = &[
    ("range", PartitionStrategy::Range),
    ("list", PartitionStrategy::List),
    ("hash", PartitionStrategy::Hash),
];

/// The fields by which a model is partitioned.
#[derive(Debug)]
pub(crate) struct PartitionSite<'a> {
    /// The fields among its keys.
    pub(crate) fields: Vec<Word<'a>>,
}

/// Of which model a partition is which part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PartOf {
    /// The place of the model, or of the partition, that it is a part of.
    pub(crate) whole: usize,
    /// The table of that one.
    pub(crate) table: QualifiedName,
    /// The rows that it holds.
    pub(crate) bound: Bound,
}

/// `@@partition(range: at, every: "1 month", ahead: 3, keep: "12 months")`.
pub(super) fn partition<'a>(cx: &mut Context<'a>, draft: &mut ModelDraft<'a>, attribute: &'a Attribute<'a>) {
    let known = &["range", "list", "hash", "every", "ahead", "keep", "modulus"];
    let mut args = Args::new(attribute, known);
    let given: Vec<(PartitionStrategy, &'a Value<'a>)> = STRATEGIES
        .iter()
        .filter_map(|(name, strategy)| args.named(name).map(|value| (*strategy, value)))
        .collect();
    let every = args.named("every");
    let ahead = args.named("ahead");
    let keep = args.named("keep");
    let modulus = args.named("modulus");
    args.finish(cx);
    if let [(_, first), (_, second), ..] = given.as_slice() {
        cx.report(diagnostics::entries_conflict(
            second.span,
            first.span,
            "a model is partitioned by one rule",
        ));
        return;
    }
    let Some(&(strategy, keys_value)) = given.first() else {
        return cx.report(attributes::missing_argument(attribute, "range, list or hash and a field"));
    };
    let mut site = PartitionSite { fields: Vec::new() };
    let elements = read::elements(keys_value);
    let keys: Option<Vec<PartitionKey>> =
        elements.iter().map(|value| key(cx, draft, (value, strategy), &mut site)).collect();
    let is_range = strategy == PartitionStrategy::Range;
    for value in [every, ahead, keep].into_iter().flatten().filter(|_| !is_range) {
        cx.report(diagnostics::partition_rule(
            value.span,
            "spans of time of a model that is not partitioned by range",
            "only `range` has them",
        ));
    }
    if let (Some(value), false) = (modulus, strategy == PartitionStrategy::Hash) {
        cx.report(diagnostics::partition_rule(
            value.span,
            "a modulus of a model that is not partitioned by hash",
            "only `hash` has one",
        ));
    }
    if let (PartitionStrategy::List, [_, second, ..]) = (strategy, elements) {
        cx.report(diagnostics::partition_rule(second.span, "a second key of a list", "PostgreSQL takes one"));
    }
    let keep = keep.and_then(|value| read::string(cx, value, "a span of time, such as \"12 months\""));
    let ahead = ahead.and_then(|value| integer::<u32>(cx, value));
    let rule = match (every, modulus) {
        (Some(value), _) if is_range => {
            read::string(cx, value, "a span of time, such as \"1 month\"").map(|span| PartitionRule::Every {
                span: span.to_owned(),
                ahead: ahead.unwrap_or(1),
                keep: keep.map(str::to_owned),
            })
        }
        (_, Some(value)) if strategy == PartitionStrategy::Hash => {
            integer::<u32>(cx, value).and_then(|modulus| match modulus {
                0 | 1001.. => {
                    cx.report(diagnostics::number_range(value, "from 1 to 1000"));
                    None
                }
                _ => Some(PartitionRule::Modulus(modulus)),
            })
        }
        _ => None,
    };
    if let Some(keys) = keys {
        draft.ir.partition_by = Some(PartitionBy { strategy, keys });
        draft.ir.partition_rule = rule;
    }
    draft.partition = Some(site);
}

fn key<'a>(
    cx: &mut Context<'a>,
    draft: &ModelDraft<'a>,
    (value, strategy): (&'a Value<'a>, PartitionStrategy),
    site: &mut PartitionSite<'a>,
) -> Option<PartitionKey> {
    let key = indexes::partition_key(cx, draft, value, strategy == PartitionStrategy::Hash)?;
    let target = match key.target {
        model::IndexTarget::Field(name) => {
            let (index, found) =
                draft.columns.iter().enumerate().find(|(_, column)| column.name.text == name)?;
            site.fields.push(Word { text: found.name.text, span: value.span });
            IndexTarget::Column(draft.ir.fields.get(index)?.column.clone())
        }
        model::IndexTarget::Expression(text) => {
            IndexTarget::Expression(sql::lowered(cx, &text, Place::Table)?)
        }
    };
    Some(PartitionKey {
        target,
        collation: key.collation,
        operator_class: key.operator_class.as_deref().map(indexes::class_name),
    })
}

/// Reports indexes of the whole alone where there are no partitions.
pub(super) fn check_indexes(cx: &mut Context<'_>, models: &[ModelDraft<'_>]) {
    for model in models {
        if model.partition.is_none() {
            for span in &model.only_indexes {
                cx.report(families::only_without_partitions(*span, &model.ir.name));
            }
        }
    }
}

/// The unique keys of a model, each with its place: that of its attribute, or of its first field.
fn unique_keys<'m>(model: &'m ModelDraft<'_>) -> impl Iterator<Item = (&'m model::Key, crate::Span)> {
    let primary = model.ir.primary_key.iter().map(|key| (key, model.primary_key.map(|key| key.span)));
    let keys = primary.chain(model.ir.unique_keys.iter().map(|key| (key, None)));
    keys.map(|(key, span)| {
        let first = model.columns.iter().find(|site| key.fields.iter().any(|it| it == site.name.text));
        let span = span.or_else(|| first.map(|site| site.name.span));
        (key, span.unwrap_or(model.name.span))
    })
}

/// Adds the `partition` items to the models' drafts, each behind the one that it is a part of.
pub(super) fn resolve<'a>(cx: &mut Context<'a>, models: &mut Vec<ModelDraft<'a>>) {
    let is_partition = |it: &Declared<'_>| it.item.keyword.text == "partition";
    let mut waiting: Vec<Declared<'a>> =
        cx.names.objects.iter().filter(|it| is_partition(it)).copied().collect();
    while !waiting.is_empty() {
        let names: Vec<&str> = waiting.iter().map(|it| &*it.name.text).collect();
        let count = waiting.len();
        // A partition of a partition waits for it.
        let waits = |cx: &Context<'a>, declared: &Declared<'a>| {
            let clause = declared.item.clauses.iter().find(|clause| clause.operator.text == "of");
            clause.and_then(|clause| clause.type_ref.as_ref()).is_some_and(|of| {
                let word = &*of.words;
                names.contains(&word)
                    && !cx.names.types.contains_key(word)
                    && !cx.names.partitions.contains_key(word)
            })
        };
        let mut left = Vec::new();
        for declared in &waiting {
            if waits(cx, declared) {
                left.push(*declared);
            } else {
                partition_item(cx, *declared, models);
            }
        }
        if left.len() == count {
            for declared in left {
                let message = "a partition of itself";
                let help = "name the model that it is a part of";
                cx.report(diagnostics::partition_rule(declared.item.head, message, help));
            }
            break;
        }
        waiting = left;
    }
}

fn partition_item<'a>(cx: &mut Context<'a>, declared: Declared<'a>, models: &mut Vec<ModelDraft<'a>>) {
    let target = targets::of(cx, declared.item);
    let entries = Entries::beside(cx, declared, "a partition", ENTRIES);
    let comment = entries.comment(cx);
    let Some((whole, model)) = target.and_then(|index| Some((index, models.get(index)?))) else { return };
    // Without a schema of its own it stands beside its table.
    let is_qualified = entries.has("schema") || declared.name.text.contains('.') && !declared.name.is_quoted;
    let Some(mut table) = entries.qualified(cx) else { return };
    if !is_qualified {
        table.schema.clone_from(&model.ir.table.schema);
    }
    let Some(by) = &model.ir.partition_by else {
        if model.partition.is_none() {
            let message = format!("`{}` is not partitioned", model.ir.name);
            let help = "say how: `@@partition(list: region)` in its block";
            cx.report(
                diagnostics::partition_rule(declared.item.head, &message, help)
                    .label(model.name.span, "declared here"),
            );
        }
        return;
    };
    let (strategy, count) = (by.strategy, by.keys.len());
    let Some(bound) = bound(cx, &entries, strategy, count) else { return };
    let has_default = || {
        let mut parts = models.iter().filter_map(|it| it.part_of.as_ref());
        matches!(model.ir.partition_rule, Some(PartitionRule::Every { .. }))
            || parts.any(|part| part.whole == whole && part.bound == Bound::Default)
    };
    if bound == Bound::Default && has_default() {
        let message = "a second default partition";
        return cx.report(diagnostics::partition_rule(declared.name.span, message, "remove one of them"));
    }
    let part_of = PartOf { whole, table: model.ir.table.clone(), bound };
    let mut draft = models::partition(cx, declared, table, (model, part_of));
    draft.ir.comment = comment;
    let foreign = declared.item.members().iter().find_map(|member| match member {
        crate::syntax::ast::Member::Attribute(it) if it.name.text == "foreign" => Some(it.span),
        _ => None,
    });
    let key = unique_keys(model).find(|(key, _)| !key.is_only);
    if let (Some(foreign), Some((_, key))) = (foreign, key) {
        cx.report(families::foreign_part_of_unique(foreign, &model.ir.name, key));
    }
    cx.names.partitions.entry(&declared.name.text).or_insert((models.len(), declared.name.span));
    models.push(draft);
}

/// The models, each with its partitions.
pub(super) fn gather(mut drafts: Vec<ModelDraft<'_>>) -> Vec<Model> {
    let first = drafts.iter().position(|draft| draft.part_of.is_some()).unwrap_or(drafts.len());
    while drafts.len() > first {
        // The last one is no other's whole.
        let Some(mut draft) = drafts.pop() else { break };
        let Some(part_of) = draft.part_of.take() else { continue };
        draft.ir.partitions.reverse();
        if let Some(whole) = drafts.get_mut(part_of.whole) {
            whole.ir.partitions.push(Partition { model: draft.ir, bound: part_of.bound });
        }
    }
    for draft in &mut drafts {
        draft.ir.partitions.reverse();
    }
    drafts.into_iter().map(|draft| draft.ir).collect()
}

/// `only: true`: the partitions of the model go without its index or key.
pub(super) fn only<'a>(cx: &mut Context<'a>, draft: &mut ModelDraft<'a>, args: &mut Args<'a>) -> bool {
    let Some(value) = args.named("only") else { return false };
    let is_only = read::boolean(cx, value, "true or false").unwrap_or(false);
    if is_only {
        draft.only_indexes.push(value.span);
    }
    is_only
}

/// `part_of: "events_pkey"`: the index or key of the partitioned table that a partition's own one is a part of.
pub(super) fn whole<'a>(
    cx: &mut Context<'a>,
    draft: &ModelDraft<'a>,
    args: &mut Args<'a>,
) -> Option<QualifiedName> {
    let value = args.named("part_of")?;
    let name = read::name_string(cx, value, "the name of the partitioned table's index")?;
    match &draft.part_of {
        Some(part_of) => Some(QualifiedName::new(&part_of.table.schema, name)),
        None => {
            cx.report(families::part_of_nothing(value.span));
            None
        }
    }
}

fn bound<'a>(
    cx: &mut Context<'a>,
    entries: &Entries<'a>,
    strategy: PartitionStrategy,
    count: usize,
) -> Option<Bound> {
    let keys: &[&str] = match strategy {
        PartitionStrategy::Range => &["from", "to"],
        PartitionStrategy::List => &["values"],
        PartitionStrategy::Hash => &["modulus", "remainder"],
    };
    let all = ["from", "to", "values", "modulus", "remainder"];
    let shown = STRATEGIES.iter().find(|(_, it)| *it == strategy).map_or("", |(word, _)| *word);
    let mut is_right = true;
    for value in all.into_iter().filter(|key| !keys.contains(key)).filter_map(|key| entries.value(key)) {
        let message = format!("the model is partitioned by {shown}");
        cx.report(diagnostics::partition_rule(
            value.span,
            &message,
            &format!("write {}", keys.join(" and ")),
        ));
        is_right = false;
    }
    if entries.flag(cx, "default") == Some(true) {
        if strategy == PartitionStrategy::Hash {
            let message = "a default partition of a hash";
            cx.report(diagnostics::partition_rule(entries.name.span, message, "every row has a remainder"));
            return None;
        }
        return Some(Bound::Default);
    }
    if !is_right {
        return None;
    }
    let example = match strategy {
        PartitionStrategy::Range => "from = \"2026-01-01\", to = \"2027-01-01\"",
        PartitionStrategy::List => "values = [\"de\", \"fr\"], or default = true",
        PartitionStrategy::Hash => "modulus = 4, remainder = 0",
    };
    let list = |cx: &mut Context<'a>, key: &str| {
        let value = entries.required(cx, key, &format!("`{key}`"), example)?;
        let values: Option<Vec<String>> = read::elements(value).iter().map(|it| literal(cx, it)).collect();
        values
    };
    match strategy {
        PartitionStrategy::List => Some(Bound::List(list(cx, "values")?)),
        PartitionStrategy::Range => {
            let (from, to) = (list(cx, "from"), list(cx, "to"));
            let (from, to) = (from?, to?);
            for (key, values) in [("from", &from), ("to", &to)] {
                if let (true, Some(value)) = (values.len() != count, entries.value(key)) {
                    let message = format!("{} values for {count} keys", values.len());
                    cx.report(diagnostics::partition_rule(value.span, &message, "write one for each key"));
                    return None;
                }
            }
            Some(Bound::Range { from, to })
        }
        PartitionStrategy::Hash => {
            entries.required(cx, "modulus", "`modulus`", example);
            let (modulus, remainder) =
                (entries.integer(cx, "modulus")?, entries.integer(cx, "remainder").unwrap_or(0));
            if let (true, Some(value)) =
                (remainder >= modulus, entries.value("remainder").or_else(|| entries.value("modulus")))
            {
                cx.report(diagnostics::number_range(value, "a remainder is less than the modulus"));
                return None;
            }
            Some(Bound::Hash { modulus, remainder })
        }
    }
}

/// A bound's value as SQL.
fn literal<'a>(cx: &mut Context<'a>, value: &'a Value<'a>) -> Option<String> {
    match &value.kind {
        ValueKind::String(text) => Some(pg_orm_sql::literal(text).to_string()),
        ValueKind::Number(number) => Some((*number).to_owned()),
        ValueKind::Bool(is) => Some(is.to_string()),
        ValueKind::Path(word @ ("minvalue" | "maxvalue" | "null")) => Some((*word).to_owned()),
        ValueKind::Sql(written) => {
            let text = sql::fragment(cx, written)?;
            sql::lowered(cx, &text, Place::Table)
        }
        _ => {
            let what = "a string, a number, minvalue, maxvalue, null, or SQL between backticks";
            cx.report(values::expected(what, value));
            None
        }
    }
}
