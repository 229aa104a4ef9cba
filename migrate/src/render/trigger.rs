//! Triggers, made once all tables and functions are there, and event triggers, made last.

use pg_orm_ir::catalog::{
    ConstraintTrigger, Deferrable, EventTrigger, Firing, Trigger, TriggerEvent, TriggerLevel, TriggerTiming,
};
use pg_orm_sql::{Identifier, literal};

use super::expression::parenthesised;
use super::plan::Relation;
use super::{access, comment, constraint, name_list, reference};
use crate::script::{Action, Object, Step};

pub(super) fn create(relation: Relation<'_>, trigger: &Trigger) -> Vec<Step> {
    let object = object(relation, trigger);
    let name = Identifier(&trigger.name);
    let mut steps = vec![Step::new(Action::Create, object.clone(), create_sql(relation, trigger))];
    if let Some(word) = firing(trigger.firing) {
        let statement = format!("alter table {} {word} trigger {name}", relation.name());
        steps.push(Step::new(Action::Alter, object.clone(), statement));
    }
    let called = format!("trigger {name} on {}", relation.name());
    steps.extend(comment::on(&object, &called, trigger.comment.as_ref()));
    steps
}

pub(super) fn drop(relation: Relation<'_>, trigger: &Trigger) -> Step {
    let statement = format!("drop trigger {} on {}", Identifier(&trigger.name), relation.name());
    Step::new(Action::Drop, object(relation, trigger), statement)
}

fn object(relation: Relation<'_>, trigger: &Trigger) -> Object {
    Object::Trigger { table: relation.name().clone(), name: trigger.name.clone() }
}

fn create_sql(relation: Relation<'_>, trigger: &Trigger) -> String {
    let constraint = if trigger.constraint.is_some() { "constraint " } else { "" };
    let timing = match trigger.timing {
        TriggerTiming::Before => "before",
        TriggerTiming::After => "after",
        TriggerTiming::InsteadOf => "instead of",
    };
    let events: Vec<String> = trigger.events.iter().map(event).collect();
    let mut sql = format!(
        "create {constraint}trigger {}\n  {timing} {} on {}",
        Identifier(&trigger.name),
        events.join(" or "),
        relation.name(),
    );
    if let Some(ConstraintTrigger { deferrable, from }) = &trigger.constraint {
        if let Some(from) = from {
            sql.push_str(&format!("\n  from {from}"));
        }
        if *deferrable != Deferrable::No {
            sql.push_str(&format!("\n {}", constraint::deferrable(*deferrable)));
        }
    }
    let tables = [("old", &trigger.old_table), ("new", &trigger.new_table)];
    let tables = tables
        .into_iter()
        .filter_map(|(word, name)| Some(format!(" {word} table as {}", Identifier(name.as_ref()?))));
    let tables: String = tables.collect();
    if !tables.is_empty() {
        sql.push_str(&format!("\n  referencing{tables}"));
    }
    sql.push_str(match trigger.level {
        TriggerLevel::Row => "\n  for each row",
        TriggerLevel::Statement => "\n  for each statement",
    });
    if let Some(when) = &trigger.when {
        sql.push_str(&format!("\n  when {}", parenthesised(when, "  ")));
    }
    let arguments: Vec<String> = trigger.arguments.iter().map(|text| literal(text).to_string()).collect();
    let function = reference(&trigger.function);
    sql.push_str(&format!("\n  execute function {function}({})", arguments.join(", ")));
    sql
}

fn event(event: &TriggerEvent) -> String {
    match event {
        TriggerEvent::Insert => "insert".to_owned(),
        TriggerEvent::Update(columns) if columns.is_empty() => "update".to_owned(),
        TriggerEvent::Update(columns) => format!("update of {}", name_list(columns)),
        TriggerEvent::Delete => "delete".to_owned(),
        TriggerEvent::Truncate => "truncate".to_owned(),
    }
}

/// What `ALTER` says of it; nothing of what is so from the start.
pub(super) const fn firing(firing: Firing) -> Option<&'static str> {
    match firing {
        Firing::Origin => None,
        Firing::Replica => Some("enable replica"),
        Firing::Always => Some("enable always"),
        Firing::Disabled => Some("disable"),
    }
}

pub(super) fn create_event(trigger: &EventTrigger) -> Vec<Step> {
    let object = Object::EventTrigger(trigger.name.clone());
    let called = format!("event trigger {}", Identifier(&trigger.name));
    let tags: Vec<String> = trigger.tags.iter().map(|tag| literal(tag).to_string()).collect();
    let tags = if tags.is_empty() { String::new() } else { format!("\n  when tag in ({})", tags.join(", ")) };
    let statement = format!(
        "create {called} on {}{tags}\n  execute function {}()",
        Identifier(&trigger.event),
        reference(&trigger.function)
    );
    let mut steps = vec![Step::new(Action::Create, object.clone(), statement)];
    if let Some(word) = firing(trigger.firing) {
        steps.push(Step::new(Action::Alter, object.clone(), format!("alter {called} {word}")));
    }
    steps.extend(comment::on(&object, &called, trigger.comment.as_ref()));
    steps.extend(access::owner(&trigger.access, &object, &called));
    steps
}

pub(super) fn drop_event(trigger: &EventTrigger) -> Step {
    let statement = format!("drop event trigger {}", Identifier(&trigger.name));
    Step::new(Action::Drop, Object::EventTrigger(trigger.name.clone()), statement)
}
