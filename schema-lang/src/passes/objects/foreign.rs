//! Foreign data: wrappers, servers and their user mappings.

use pg_orm_ir::catalog::{ForeignDataWrapper, Server, UserMapping};

use super::super::{Context, grants, items};
use super::entries::{options, pairs};
use super::{Entries, unique};
use crate::diagnostics::objects as diagnostics;

const WRAPPER: &[&str] =
    &["handler", "validator", "options", "comment", "owner", "grant", "grant_with_option", "revoke"];

const SERVER: &[&str] = &[
    "wrapper",
    "type",
    "version",
    "options",
    "user_mappings",
    "comment",
    "owner",
    "grant",
    "grant_with_option",
    "revoke",
];

/// Wrappers that extensions bring under their own names.
const EXTENSION_WRAPPERS: &[(&str, &str)] =
    &[("dblink_fdw", "dblink"), ("file_fdw", "file_fdw"), ("postgres_fdw", "postgres_fdw")];

/// The foreign-data wrappers, in order.
pub(super) fn wrappers(cx: &mut Context<'_>) -> Vec<ForeignDataWrapper> {
    let mut wrappers = Vec::new();
    for declared in unique(cx, &["foreign_data_wrapper"], "the foreign-data wrapper") {
        let entries = Entries::read(cx, declared, "a foreign-data wrapper", WRAPPER);
        let Some(name) = entries.unqualified(cx) else { continue };
        wrappers.push(ForeignDataWrapper {
            name,
            comment: entries.comment(cx),
            handler: entries.object(cx, "handler", "a function", items::PUBLIC),
            validator: entries.object(cx, "validator", "a function", items::PUBLIC),
            options: entries.options(cx, "options"),
            access: grants::access(cx, &entries, grants::USAGE),
        });
    }
    wrappers
}

/// The foreign servers, in order.
pub(super) fn servers(cx: &mut Context<'_>) -> Vec<Server> {
    let mut servers = Vec::new();
    for declared in unique(cx, &["server"], "the server") {
        let entries = Entries::read(cx, declared, "a server", SERVER);
        let name = entries.unqualified(cx);
        let wrapper = wrapper(cx, &entries);
        let server = Server {
            name: name.clone().unwrap_or_default(),
            comment: entries.comment(cx),
            wrapper: wrapper.clone().unwrap_or_default(),
            type_: entries.text(cx, "type"),
            version: entries.text(cx, "version"),
            options: entries.options(cx, "options"),
            user_mappings: user_mappings(cx, &entries),
            access: grants::access(cx, &entries, grants::USAGE),
        };
        if name.is_some() && wrapper.is_some() {
            servers.push(server);
        }
    }
    servers
}

fn wrapper<'a>(cx: &mut Context<'a>, entries: &Entries<'a>) -> Option<String> {
    let value = entries.required(cx, "wrapper", "its wrapper", "wrapper = postgres_fdw")?;
    let name = entries.word(cx, "wrapper", "a foreign-data wrapper")?;
    let declared = cx.names.objects.iter().filter(|it| it.item.keyword.text == "foreign_data_wrapper");
    let declared: Vec<&str> = declared.map(|declared| &*declared.name.text).collect();
    if declared.contains(&&*name) {
        return Some(name);
    }
    match EXTENSION_WRAPPERS.iter().find(|(wrapper, _)| *wrapper == name) {
        Some((_, extension)) if cx.extension_schema(extension).is_none() => {
            cx.report(diagnostics::lacks_extension("the foreign-data wrapper", &name, value.span, extension));
            None
        }
        Some(_) => Some(name),
        None if cx.has_unknown_objects() => Some(name),
        None => {
            let known = declared.into_iter().chain(EXTENSION_WRAPPERS.iter().map(|(wrapper, _)| *wrapper));
            cx.report(diagnostics::unknown_object("foreign-data wrapper", (&name, value.span), known, None));
            None
        }
    }
}

/// `user_mappings = { app_user: { user: "reader" }, public: {} }`.
fn user_mappings<'a>(cx: &mut Context<'a>, entries: &Entries<'a>) -> Vec<UserMapping> {
    let Some(value) = entries.value("user_mappings") else { return Vec::new() };
    let mut mappings = Vec::new();
    for pair in pairs(cx, value, "roles and options, such as { app_user: { user: \"reader\" } }") {
        let is_public = pair.key.text == items::PUBLIC && !pair.key.is_quoted;
        let options = options(cx, &pair.value);
        if is_public || items::known_role(cx, &pair.key) {
            mappings.push(UserMapping { role: pair.key.text.to_string(), options });
        }
    }
    mappings
}
