//! Rules of models and views.

use std::collections::HashMap;

use pg_orm_ir::Place;
use pg_orm_ir::catalog::{Rule, RuleEvent};

use super::super::fragments::{Pending, Site};
use super::super::models::ModelDraft;
use super::super::targets::{self, Target};
use super::super::views::ViewDraft;
use super::super::{Context, read, sql};
use super::Entries;
use super::trigger::FIRING;
use crate::diagnostics::objects as diagnostics;
use crate::source::Span;
use crate::syntax::ast::{Name, Value, ValueKind};

const ENTRIES: &[&str] = &["event", "instead", "also", "where", "enabled", "comment"];

const EVENTS: &[(&str, RuleEvent)] = &[
    ("select", RuleEvent::Select),
    ("insert", RuleEvent::Insert),
    ("update", RuleEvent::Update),
    ("delete", RuleEvent::Delete),
];

/// Adds the rules to their models and views.
pub(super) fn resolve<'a>(cx: &mut Context<'a>, models: &mut [ModelDraft<'a>], views: &mut [ViewDraft<'a>]) {
    let mut seen: HashMap<(Target, &'a str), Span> = HashMap::new();
    for declared in cx.names.objects.clone() {
        if declared.item.keyword.text != "rule" {
            continue;
        }
        let target = targets::on(cx, declared.item);
        let entries = Entries::read(cx, declared, "a rule", ENTRIES);
        let model = target.and_then(|target| targets::draft(target, models, views)).map(|draft| draft.name);
        let rule = rule(cx, &entries, model);
        let (Some(target), Some(rule)) = (target, rule) else { continue };
        let name = declared.name;
        if let Some(&first) = seen.get(&(target, &*name.text)) {
            cx.report(diagnostics::duplicate_object("a rule of one table:", &name.text, name.span, first));
            continue;
        }
        seen.insert((target, &name.text), name.span);
        if let Some(draft) = targets::draft_mut(target, models, views) {
            draft.ir.rules.push(rule);
        }
    }
}

fn rule<'a>(cx: &mut Context<'a>, entries: &Entries<'a>, model: Option<&'a Name<'a>>) -> Option<Rule> {
    let name = entries.unqualified(cx)?;
    entries.required(cx, "event", "what it is for", "event = insert");
    let event = entries.choice(cx, "event", "an event", EVENTS);
    let (instead, also) = (entries.value("instead"), entries.value("also"));
    if let (Some(second), Some(first)) = (also, instead) {
        let message = "a rule acts instead of the statement, or also";
        cx.report(diagnostics::entries_conflict(second.span, first.span, message));
        return None;
    }
    if entries.lacks("instead") && entries.lacks("also") {
        let example = "instead = nothing, instead = [`..`] or also = [`..`]";
        cx.report(diagnostics::missing_entry(entries.item, "a rule", "what it does", example));
    }
    if let (Some(event), Some(model)) = (event, model) {
        let model = Some(&*model.text);
        let condition = entries.value("where").into_iter();
        let condition = condition.map(|value| (value, Site::RuleCondition(event)));
        let statements = instead.or(also).map(read::elements).unwrap_or_default().iter();
        for (value, site) in condition.chain(statements.map(|value| (value, Site::RuleAction(event)))) {
            if let ValueKind::Sql(sql) = &value.kind {
                cx.fragments.push(Pending { sql, site, model });
            }
        }
    }
    let actions = actions(cx, instead.or(also)?)?;
    Some(Rule {
        name,
        comment: entries.comment(cx),
        event: event?,
        is_instead: instead.is_some(),
        condition: entries.sql(cx, "where", Place::Policy),
        actions,
        firing: entries.choice(cx, "enabled", "whether it is obeyed", FIRING).unwrap_or_default(),
    })
}

/// `nothing`, or statements.
fn actions<'a>(cx: &mut Context<'a>, value: &'a Value<'a>) -> Option<Vec<String>> {
    if matches!(value.kind, ValueKind::Path("nothing")) {
        return Some(Vec::new());
    }
    let mut actions = Vec::new();
    for element in read::elements(value) {
        let written = read::sql(cx, element, "a statement of SQL between backticks, or nothing")?;
        let text = sql::fragment(cx, written)?;
        actions.push(sql::lowered(cx, &text, Place::Policy)?);
    }
    Some(actions)
}
