//! Roles.

use pg_orm_ir::catalog::{Membership, Role, Toggle};

use super::names::Declared;
use super::objects::{Entries, pairs, settings};
use super::{Context, items, read};
use crate::diagnostics::{access, names as diagnostics};
use crate::syntax::ast::{Name, Value, ValueKind};

const ENTRIES: &[&str] = &[
    "login",
    "managed",
    "superuser",
    "createdb",
    "createrole",
    "inherit",
    "replication",
    "bypassrls",
    "connection_limit",
    "valid_until",
    "member_of",
    "set",
    "comment",
];

/// What a membership may say.
#[derive(Clone, Copy)]
enum Option_ {
    Admin,
    Inherit,
    NoInherit,
    NoSet,
}

const OPTIONS: &[(&str, Option_)] = &[
    ("admin", Option_::Admin),
    ("inherit", Option_::Inherit),
    ("no_inherit", Option_::NoInherit),
    ("no_set", Option_::NoSet),
];

/// The roles, in order.
pub(super) fn resolve(cx: &mut Context<'_>) -> Vec<Role> {
    let mut roles = Vec::new();
    for declared in cx.names.roles.clone() {
        let Declared { name, .. } = declared;
        let entries = Entries::read(cx, declared, "a role", ENTRIES);
        let mut flag = |key: &str, default: bool| entries.flag(cx, key).unwrap_or(default);
        let is_managed = flag("managed", true);
        let mut role = Role {
            name: name.text.to_string(),
            is_managed,
            can_login: flag("login", false),
            is_superuser: flag("superuser", false),
            can_create_databases: flag("createdb", false),
            can_create_roles: flag("createrole", false),
            is_not_inheriting: !flag("inherit", true),
            can_replicate: flag("replication", false),
            bypasses_row_security: flag("bypassrls", false),
            ..Role::default()
        };
        // `CREATE ROLE` refuses these (manual, section 22.6, and `acl.c`).
        if matches!(&*name.text, "public" | "none") || is_managed && name.text.starts_with("pg_") {
            cx.report(diagnostics::reserved_role(name));
        }
        role.connection_limit = entries.integer(cx, "connection_limit").filter(|limit| *limit >= 0);
        role.valid_until = entries.text(cx, "valid_until");
        role.settings = entries.value("set").map(|value| settings(cx, value)).unwrap_or_default();
        role.member_of =
            entries.value("member_of").map(|value| member_of(cx, value, name)).unwrap_or_default();
        role.comment = entries.comment(cx);
        roles.push(role);
    }
    roles
}

/// `[readers, writers]`, or `{ readers: [admin, no_inherit], writers: [] }`.
fn member_of<'a>(cx: &mut Context<'a>, value: &'a Value<'a>, own: &Name<'_>) -> Vec<Membership> {
    let mut members: Vec<Membership> = Vec::new();
    if let ValueKind::Map(_) = value.kind {
        for pair in pairs(cx, value, "roles") {
            let mut member = Membership { role: pair.key.text.to_string(), ..Membership::default() };
            for element in read::elements(&pair.value) {
                match read::choice(cx, element, "an option of a membership", OPTIONS) {
                    Some(Option_::Admin) => member.is_admin = true,
                    Some(Option_::Inherit) => member.inherits = Some(Toggle::On),
                    Some(Option_::NoInherit) => member.inherits = Some(Toggle::Off),
                    Some(Option_::NoSet) => member.cannot_set = true,
                    None => {}
                }
            }
            if items::known_role(cx, &pair.key) {
                members.push(member);
            }
        }
    } else {
        for element in read::elements(value) {
            let Some(name) = items::role(cx, element) else { continue };
            if members.iter().any(|member| member.role == name.text) {
                cx.report(access::role_twice(&name.text, element.span));
                continue;
            }
            members.push(Membership { role: name.text.into_owned(), ..Membership::default() });
        }
    }
    if members.iter().any(|member| member.role == own.text) {
        cx.report(crate::diagnostics::objects::not_here(
            value.span,
            "a role that is a member of itself",
            "name another one",
        ));
    }
    members
}
