//! Privileges: who owns an object, and who may do what with it.

use pg_orm_ir::catalog::{Access, Grant, Privilege};

use super::objects::{Entries, pairs};
use super::{Context, items, read};
use crate::diagnostics::access;
use crate::syntax::ast::{Value, ValueKind};

/// What can be granted on a table or a view.
pub(super) const TABLE: &[Privilege] = &[
    Privilege::Select,
    Privilege::Insert,
    Privilege::Update,
    Privilege::Delete,
    Privilege::Truncate,
    Privilege::References,
    Privilege::Trigger,
    Privilege::Maintain,
];

/// What can be granted on columns.
pub(super) const COLUMN: &[Privilege] =
    &[Privilege::Select, Privilege::Insert, Privilege::Update, Privilege::References];

/// What can be granted on a schema.
pub(super) const SCHEMA: &[Privilege] = &[Privilege::Usage, Privilege::Create];

/// What can be granted on a sequence.
pub(super) const SEQUENCE: &[Privilege] = &[Privilege::Select, Privilege::Update, Privilege::Usage];

/// What can be granted on a function.
pub(super) const FUNCTION: &[Privilege] = &[Privilege::Execute];

/// What can be granted on a type, a foreign-data wrapper or a server.
pub(super) const USAGE: &[Privilege] = &[Privilege::Usage];

/// What can be granted at all.
const NONE: &[Privilege] = &[];

/// The owner and the privileges that an item's entries say: `owner`, `grant`, `grant_with_option`, `revoke`.
pub(super) fn access<'a>(
    cx: &mut Context<'a>,
    entries: &Entries<'a>,
    privileges: &'static [Privilege],
) -> Access {
    let mut grants = Vec::new();
    for (key, is_grantable) in [("grant", false), ("grant_with_option", true)] {
        if let Some(value) = entries.value(key) {
            grants.extend(by_role(cx, value, privileges, is_grantable));
        }
    }
    let revoked = entries.value("revoke").map(|value| by_role(cx, value, privileges, false));
    Access { owner: owner(cx, entries), grants, revoked: revoked.unwrap_or_default() }
}

/// The owner of an object on which nothing is granted.
pub(super) fn owned<'a>(cx: &mut Context<'a>, entries: &Entries<'a>) -> Access {
    access(cx, entries, NONE)
}

fn owner<'a>(cx: &mut Context<'a>, entries: &Entries<'a>) -> Option<String> {
    let value = entries.value("owner")?;
    items::role(cx, value).map(|name| name.text.into_owned())
}

/// `{ app_user: [select], public: all }`.
pub(super) fn by_role<'a>(
    cx: &mut Context<'a>,
    value: &'a Value<'a>,
    known: &'static [Privilege],
    is_grantable: bool,
) -> Vec<Grant> {
    let mut grants = Vec::new();
    for pair in pairs(cx, value, "roles and their privileges, such as { app_user: [usage] }") {
        let is_public = pair.key.text == items::PUBLIC && !pair.key.is_quoted;
        let is_known = is_public || items::known_role(cx, &pair.key);
        let privileges = privileges(cx, &pair.value, known);
        if is_known && !privileges.is_empty() {
            let role = pair.key.text.to_string();
            grants.push(Grant { role, privileges, is_grantable, ..Grant::default() });
        }
    }
    grants
}

/// `[select, insert]` or `all`, in order and each once.
pub(super) fn privileges<'a>(
    cx: &mut Context<'a>,
    list: &'a Value<'a>,
    known: &'static [Privilege],
) -> Vec<Privilege> {
    let mut privileges = Vec::new();
    let mut table: Vec<(&'static str, Privilege)> = known.iter().map(|it| (it.sql(), *it)).collect();
    // Only a suggestion: `all` is read on its own.
    table.extend(known.first().map(|it| ("all", *it)));
    for value in read::elements(list) {
        if matches!(value.kind, ValueKind::Path("all")) {
            // `maintain` is not in every version: it is named where it is meant.
            privileges.extend(known.iter().filter(|it| **it != Privilege::Maintain));
            continue;
        }
        if let Some(privilege) = read::choice(cx, value, "a privilege", &table) {
            if privileges.contains(&privilege) {
                cx.report(access::privilege_twice(privilege.sql(), value.span));
            }
            privileges.push(privilege);
        }
    }
    if read::elements(list).is_empty() {
        cx.report(access::no_privileges(list.span));
    }
    privileges.sort_unstable();
    privileges.dedup();
    privileges
}
