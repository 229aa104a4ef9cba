//! `@@owner` and `@@grant` of enums, domains, composites and ranges.

use pg_orm_ir::catalog::{Access, Grant};

use super::args::Args;
use super::{Context, grants, items, storage};
use crate::syntax::ast::{Attribute, Item, Member};

/// Who owns the type, and who may use it.
pub(super) fn of<'a>(cx: &mut Context<'a>, item: &'a Item<'a>) -> Access {
    let mut access = Access::default();
    for member in item.members() {
        let Member::Attribute(attribute) = member else { continue };
        match attribute.name.text {
            "owner" if access.owner.is_none() => access.owner = storage::owner(cx, attribute),
            "grant" => access.grants.extend(grant(cx, attribute)),
            _ => {}
        }
    }
    access
}

/// `@@grant(role, [usage])`.
fn grant<'a>(cx: &mut Context<'a>, attribute: &'a Attribute<'a>) -> Vec<Grant> {
    let mut args = Args::new(attribute, &[]);
    let role = args.required(cx, "a role");
    let list = if role.is_some() { args.required(cx, "a list of privileges") } else { None };
    args.finish(cx);
    let roles = role.map(|value| items::role_list(cx, value)).unwrap_or_default();
    let privileges = list.map(|list| grants::privileges(cx, list, grants::USAGE)).unwrap_or_default();
    let grant = |role| Grant { role, privileges: privileges.clone(), ..Grant::default() };
    roles.into_iter().filter(|_| !privileges.is_empty()).map(grant).collect()
}
