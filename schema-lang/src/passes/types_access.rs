//! `@@owner`, `@@grant` and `@@revoke` of enums, domains, composites and ranges.

use pg_orm_ir::catalog::{Access, Grant, Privilege};

use super::args::Args;
use super::{Context, grants, items, read, storage};
use crate::syntax::ast::{Attribute, Item, Member};

/// Who owns the type, and who may use it.
pub(super) fn of<'a>(cx: &mut Context<'a>, item: &'a Item<'a>) -> Access {
    let mut access = Access::default();
    for member in item.members() {
        let Member::Attribute(attribute) = member else { continue };
        match attribute.name.text {
            "owner" if access.owner.is_none() => access.owner = storage::owner(cx, attribute),
            "grant" => access.grants.extend(self::grants(cx, attribute, &["grantable"], grants::USAGE)),
            "revoke" => access.revoked.extend(self::grants(cx, attribute, &[], grants::USAGE)),
            _ => {}
        }
    }
    access
}

/// `@@grant(role, [usage], grantable: true)`, or `@@revoke(public, [usage])`.
pub(super) fn grants<'a>(
    cx: &mut Context<'a>,
    attribute: &'a Attribute<'a>,
    named: &'static [&'static str],
    known: &'static [Privilege],
) -> Vec<Grant> {
    let mut args = Args::new(attribute, named);
    let role = args.required(cx, "a role");
    let list = if role.is_some() { args.required(cx, "a list of privileges") } else { None };
    let is_grantable = args.named("grantable").and_then(|value| read::boolean(cx, value, "true or false"));
    args.finish(cx);
    let roles = role.map(|value| items::role_list(cx, value)).unwrap_or_default();
    let privileges = list.map(|list| grants::privileges(cx, list, known)).unwrap_or_default();
    let is_grantable = is_grantable.unwrap_or(false);
    let grant = |role| Grant { role, privileges: privileges.clone(), is_grantable, ..Grant::default() };
    roles.into_iter().filter(|_| !privileges.is_empty()).map(grant).collect()
}
