//! Schemas and roles.

use pg_orm_ir::catalog::{Access, Grant, Membership, Namespace, Privilege, Role, Toggle};

use super::context::Cx;
use super::entries::{EntryItem, list, map, settings};
use super::text;

const PRIVILEGES: &[Privilege] = &[Privilege::Usage, Privilege::Create];

/// A schema's item; `usage` and `create` are the short words for the privileges that it mostly gives.
pub(super) fn namespace(namespace: &Namespace) -> String {
    let mut item = EntryItem::new("schema", &namespace.name);
    item.comment(namespace.comment.as_deref());
    let is_short = |grant: &&Grant| !grant.is_grantable && grant.privileges.len() == 1;
    for privilege in PRIVILEGES {
        let grants = namespace.access.grants.iter().filter(is_short);
        let roles = grants.filter(|grant| grant.privileges.contains(privilege));
        let roles: Vec<String> = roles.map(|grant| text::name(&grant.role)).collect();
        item.list(privilege.sql(), &roles);
    }
    let rest = namespace.access.grants.iter().filter(|grant| !is_short(grant)).cloned().collect();
    item.access(&Access { grants: rest, ..namespace.access.clone() }, PRIVILEGES);
    item.print()
}

/// A role's item.
pub(super) fn role(cx: &Cx<'_>, role: &Role) -> String {
    let mut item = EntryItem::new("role", &role.name);
    item.comment(role.comment.as_deref());
    item.flag("login", role.can_login);
    item.flag("superuser", role.is_superuser);
    item.flag("createdb", role.can_create_databases);
    item.flag("createrole", role.can_create_roles);
    item.flag("replication", role.can_replicate);
    item.flag("bypassrls", role.bypasses_row_security);
    if role.is_not_inheriting {
        item.entry("inherit", "false");
    }
    let limit = role.connection_limit.filter(|limit| *limit >= 0);
    cx.lacks(limit != role.connection_limit, "the connection limit", format_args!("the role {}", role.name));
    item.maybe("connection_limit", limit.map(|limit| limit.to_string()));
    item.maybe("valid_until", role.valid_until.as_deref().map(text::string));
    item.maybe("member_of", member_of(&role.member_of));
    item.maybe("set", settings(&role.settings));
    if !role.is_managed {
        item.entry("managed", "false");
    }
    item.print()
}

/// `[readers, writers]`, or `{ readers: [admin] }` where more is said of one.
fn member_of(members: &[Membership]) -> Option<String> {
    let is_plain = |it: &Membership| !it.is_admin && it.inherits.is_none() && !it.cannot_set;
    if members.is_empty() {
        return None;
    }
    if members.iter().all(is_plain) {
        return Some(list(&members.iter().map(|it| text::name(&it.role)).collect::<Vec<_>>()));
    }
    let member = |it: &Membership| {
        let inherits = match it.inherits {
            Some(Toggle::On) => Some("inherit"),
            Some(Toggle::Off) => Some("no_inherit"),
            None => None,
        };
        let words = [it.is_admin.then_some("admin"), inherits, it.cannot_set.then_some("no_set")];
        let words: Vec<String> = words.into_iter().flatten().map(str::to_owned).collect();
        format!("{}: {}", text::name(&it.role), list(&words))
    };
    Some(map(members.iter().map(member).collect()))
}
