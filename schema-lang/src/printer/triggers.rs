//! Triggers of tables and views, event triggers, and rules.

use pg_orm_ir::QualifiedName;
use pg_orm_ir::catalog::{
    Deferrable, EventTrigger, Firing, Rule, RuleEvent, Trigger, TriggerEvent, TriggerLevel, TriggerTiming,
};

use super::context::Cx;
use super::entries::{EntryItem, PUBLIC, list, map, object, one_or_list};
use super::text;

/// The items of the triggers and rules of a table or view.
pub(super) fn of(cx: &Cx<'_>, table: &QualifiedName, triggers: &[Trigger], rules: &[Rule]) -> Vec<String> {
    let Some(model) = cx.types.called(table) else { return Vec::new() };
    let triggers = triggers.iter().filter_map(|it| trigger(cx, table, model, it));
    triggers.chain(rules.iter().map(|it| rule(model, it))).collect()
}

fn trigger(cx: &Cx<'_>, table: &QualifiedName, model: &str, trigger: &Trigger) -> Option<String> {
    let whole = format!("the trigger {} of {table}", trigger.name);
    let mut item = EntryItem::new("trigger", &trigger.name);
    item.behind_name(&format!(" on {model}"));
    item.comment(trigger.comment.as_deref());
    let events: Option<Vec<String>> = trigger.events.iter().map(|it| event(cx, table, it)).collect();
    let Some(events) = events else {
        cx.unsaid(whole);
        return None;
    };
    let timing = match trigger.timing {
        TriggerTiming::Before => "before",
        TriggerTiming::After => "after",
        TriggerTiming::InsteadOf => "instead_of",
    };
    item.entry(timing, &one_or_list(&events));
    item.entry("for_each", if trigger.level == TriggerLevel::Row { "row" } else { "statement" });
    if let Some(constraint) = &trigger.constraint {
        match constraint.deferrable {
            Deferrable::No if constraint.from.is_none() => item.flag("constraint", true),
            Deferrable::No => {}
            Deferrable::InitiallyImmediate => item.entry("deferrable", "initially_immediate"),
            Deferrable::InitiallyDeferred => item.entry("deferrable", "initially_deferred"),
        }
        if let Some(from) = &constraint.from {
            let Some(other) = cx.types.get(from) else {
                cx.unsaid(whole);
                return None;
            };
            item.entry("from", other);
        }
    }
    let tables = [("old", &trigger.old_table), ("new", &trigger.new_table)];
    let tables = tables.into_iter().filter_map(|(key, name)| Some((key, name.as_ref()?)));
    let tables: Vec<String> = tables.map(|(key, name)| format!("{key}: {}", text::name(name))).collect();
    if !tables.is_empty() {
        item.entry("referencing", &map(tables));
    }
    item.maybe("when", trigger.when.as_deref().map(|sql| text::sql(sql, 2)));
    let function = object(&trigger.function, PUBLIC);
    let arguments: Vec<String> = trigger.arguments.iter().map(|it| text::string(it)).collect();
    let is_callable = function.starts_with(|c: char| c != '[' && c != '"');
    match (arguments.is_empty(), is_callable) {
        (true, false) => item.entry("execute", &function),
        (_, true) => item.entry("execute", &format!("{function}({})", arguments.join(", "))),
        (false, false) => {
            item.entry("execute", &function);
            item.list("arguments", &arguments);
        }
    }
    item.maybe("enabled", firing(trigger.firing));
    Some(item.print())
}

fn event(cx: &Cx<'_>, table: &QualifiedName, event: &TriggerEvent) -> Option<String> {
    Some(match event {
        TriggerEvent::Insert => "insert".to_owned(),
        TriggerEvent::Update(columns) if columns.is_empty() => "update".to_owned(),
        TriggerEvent::Update(columns) => format!("update({})", cx.fields(table, columns)?.join(", ")),
        TriggerEvent::Delete => "delete".to_owned(),
        TriggerEvent::Truncate => "truncate".to_owned(),
    })
}

fn firing(firing: Firing) -> Option<String> {
    let word = match firing {
        Firing::Origin => return None,
        Firing::Replica => "replica",
        Firing::Always => "always",
        Firing::Disabled => "disabled",
    };
    Some(word.to_owned())
}

fn rule(model: &str, rule: &Rule) -> String {
    let mut item = EntryItem::new("rule", &rule.name);
    item.behind_name(&format!(" on {model}"));
    item.comment(rule.comment.as_deref());
    let event = match rule.event {
        RuleEvent::Select => "select",
        RuleEvent::Insert => "insert",
        RuleEvent::Update => "update",
        RuleEvent::Delete => "delete",
    };
    item.entry("event", event);
    item.maybe("where", rule.condition.as_deref().map(|sql| text::sql(sql, 2)));
    let actions: Vec<String> = rule.actions.iter().map(|sql| text::sql(sql, 2)).collect();
    let actions = if actions.is_empty() { "nothing".to_owned() } else { list(&actions) };
    item.entry(if rule.is_instead { "instead" } else { "also" }, &actions);
    item.maybe("enabled", firing(rule.firing));
    item.print()
}

/// An event trigger's item.
pub(super) fn event_trigger(trigger: &EventTrigger) -> String {
    let mut item = EntryItem::new("event_trigger", &trigger.name);
    item.comment(trigger.comment.as_deref());
    item.entry("event", &trigger.event);
    let tags: Vec<String> = trigger.tags.iter().map(|tag| text::string(tag)).collect();
    item.list("tags", &tags);
    let function = object(&trigger.function, PUBLIC);
    let is_callable = function.starts_with(|c: char| c != '[' && c != '"');
    item.entry("execute", &if is_callable { format!("{function}()") } else { function });
    item.maybe("enabled", firing(trigger.firing));
    item.owner(&trigger.access);
    item.print()
}
