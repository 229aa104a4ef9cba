//! `@@statistics`: what `ANALYZE` keeps of several columns together.

use pg_orm_ir::catalog::StatisticsKind;
use pg_orm_ir::model::{IndexTarget, Statistics};

use super::args::Args;
use super::models::{GivenName, ModelDraft};
use super::{Context, read, sql};
use crate::diagnostics::{attributes, values};
use crate::syntax::ast::{Attribute, Value, ValueKind};

const KINDS: &[(&str, StatisticsKind)] = &[
    ("ndistinct", StatisticsKind::NDistinct),
    ("dependencies", StatisticsKind::Dependencies),
    ("mcv", StatisticsKind::Mcv),
];

/// Adds the statistics to the model.
pub(super) fn statistics<'a>(cx: &mut Context<'a>, draft: &mut ModelDraft<'a>, attribute: &'a Attribute<'a>) {
    let mut args = Args::new(attribute, &["kinds", "name", "target", "owner", "comment"]);
    let list = args.required(cx, "a list of fields");
    let name_value = args.named("name");
    let name = name_value.and_then(|value| super::objects::object(cx, value, "the statistics' name", ""));
    // In a schema of their own they meet none of the model's.
    if let (Some(name), Some(value)) = (name.as_ref().filter(|name| name.schema.is_empty()), name_value) {
        draft.given_names.push(GivenName {
            what: "the statistics",
            name: name.name.clone(),
            span: value.span,
            is_relation: false,
            is_constraint: false,
        });
    }
    let kinds_value = args.named("kinds");
    let target = args.named("target").and_then(|value| super::objects::integer(cx, value));
    let owner = args.named("owner").and_then(|value| super::items::role(cx, value));
    let comment = super::constraints::comment(cx, &mut args);
    args.finish(cx);
    let mut kinds = Vec::new();
    for value in kinds_value.map(read::elements).unwrap_or_default() {
        kinds.extend(read::choice(cx, value, "a kind of statistics", KINDS));
    }
    kinds.sort_unstable();
    kinds.dedup();
    let Some(list) = list else { return };
    let elements = read::elements(list);
    if elements.is_empty() {
        return cx.report(attributes::no_fields(attribute, list.span));
    }
    let targets: Option<Vec<IndexTarget>> = elements.iter().map(|it| self::target(cx, draft, it)).collect();
    let Some(targets) = targets else { return };
    // PostgreSQL keeps them of one expression, or of two columns and more.
    if matches!(targets.as_slice(), [IndexTarget::Field(_)]) {
        return cx.report(attributes::missing_argument(attribute, "a second field"));
    }
    // All of them is what is kept where nothing is said; one expression has no kinds.
    if kinds.len() == KINDS.len() {
        kinds.clear();
    }
    let schema = name.as_ref().map(|name| name.schema.clone()).filter(|schema| !schema.is_empty());
    draft.ir.statistics.push(Statistics {
        name: name.map(|name| name.name),
        schema,
        comment,
        owner: owner.map(|role| role.text.into_owned()),
        kinds,
        targets,
        target,
    });
}

fn target<'a>(cx: &mut Context<'a>, draft: &ModelDraft<'a>, value: &'a Value<'a>) -> Option<IndexTarget> {
    match &value.kind {
        ValueKind::Path(_) => {
            let word = read::word(cx, value, "a field")?;
            draft.column(cx, word)?;
            Some(IndexTarget::Field(word.text.to_owned()))
        }
        ValueKind::Call(word, args) if word.text == "expr" => {
            let Some(argument) = args.list.first() else {
                cx.report(values::bare_expression(value.span));
                return None;
            };
            let written = read::sql(cx, &argument.value, "an expression in SQL, between backticks")?;
            sql::immutable(cx, written, "statistics").map(IndexTarget::Expression)
        }
        _ => {
            cx.report(values::expected("a field, or expr(`..`)", value));
            None
        }
    }
}
