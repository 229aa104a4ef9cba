//! Event triggers.

use pg_orm_ir::catalog::EventTrigger;

use super::super::{Context, grants, read};
use super::function::FunctionDraft;
use super::trigger::{FIRING, call};
use super::{Entries, unique};
use crate::diagnostics::{objects as diagnostics, values};

const ENTRIES: &[&str] = &["event", "tags", "execute", "enabled", "comment", "owner"];

const EVENTS: &[(&str, &str)] = &[
    ("ddl_command_start", "ddl_command_start"),
    ("ddl_command_end", "ddl_command_end"),
    ("table_rewrite", "table_rewrite"),
    ("sql_drop", "sql_drop"),
    ("login", "login"),
];

/// The event triggers, in order.
pub(super) fn resolve(cx: &mut Context<'_>, functions: &[FunctionDraft]) -> Vec<EventTrigger> {
    let mut triggers = Vec::new();
    for declared in unique(cx, &["event_trigger"], "the event trigger") {
        let entries = Entries::read(cx, declared, "an event trigger", ENTRIES);
        let name = entries.unqualified(cx);
        entries.required(cx, "event", "when it fires", "event = ddl_command_end");
        let event = entries.choice(cx, "event", "an event", EVENTS);
        let mut tags = Vec::new();
        for value in entries.value("tags").map(read::elements).unwrap_or_default() {
            let Some(tag) = read::string(cx, value, "a command in quotes, such as \"CREATE TABLE\"") else {
                continue;
            };
            tags.push(tag.to_uppercase());
        }
        if let (Some(value), Some("login")) = (entries.value("tags"), event) {
            cx.report(diagnostics::not_here(value.span, "commands of a login", "a login has none"));
        }
        let example = "execute = audit.ddl()";
        let execute = entries.required(cx, "execute", "the function that it calls", example);
        let called =
            execute.and_then(|value| call(cx, value, functions, "event_trigger").map(|it| (it, value)));
        let firing = entries.choice(cx, "enabled", "a way to fire", FIRING).unwrap_or_default();
        let (comment, access) = (entries.comment(cx), grants::owned(cx, &entries));
        let (Some(name), Some(event), Some(((function, arguments), value))) = (name, event, called) else {
            continue;
        };
        if !arguments.is_empty() {
            cx.report(values::expected("a function without arguments", value));
            continue;
        }
        triggers.push(EventTrigger {
            name,
            comment,
            event: event.to_owned(),
            tags,
            function,
            firing,
            access,
        });
    }
    triggers
}
