//! The roles that objects name, and those that these are members of.

use std::collections::{BTreeSet, HashMap};

use pg_orm_ir::catalog::{Membership, Role, Toggle};

use super::context::Context;
use super::rows::{self, Rows};
use super::settings;

/// Roles that every server has.
const SYSTEM: &str = "pg_";

/// The roles that `context` was asked for so far, by name; `is_described` as ones to be made.
pub(super) fn assemble(rows: &mut Rows, context: &Context, is_described: bool) -> Vec<Role> {
    let roles = std::mem::take(&mut rows.roles);
    let mut used: BTreeSet<u32> = context.used_roles();
    let mut memberships: HashMap<u32, Vec<rows::Membership>> = HashMap::new();
    for row in std::mem::take(&mut rows.memberships) {
        memberships.entry(row.member).or_default().push(row);
    }
    if is_described {
        let mut new: Vec<u32> = used.iter().copied().collect();
        while let Some(role) = new.pop() {
            let others = memberships.get(&role).into_iter().flatten().map(|row| row.role);
            new.extend(others.filter(|other| used.insert(*other)));
        }
    }
    roles
        .into_iter()
        .filter(|row| used.contains(&row.oid) && !row.name.starts_with(SYSTEM))
        .map(|row| {
            if is_described {
                let memberships = memberships.remove(&row.oid).unwrap_or_default();
                role(row, memberships, context)
            } else {
                Role { name: row.name, ..Role::default() }
            }
        })
        .collect()
}

fn role(row: rows::Role, memberships: Vec<rows::Membership>, context: &Context) -> Role {
    let membership = |it: rows::Membership| Membership {
        role: context.role(it.role),
        is_admin: it.is_admin,
        inherits: it
            .inherits
            .filter(|inherits| *inherits != row.is_inheriting)
            .map(|inherits| if inherits { Toggle::On } else { Toggle::Off }),
        cannot_set: !it.can_set,
    };
    Role {
        member_of: memberships.into_iter().map(membership).collect(),
        comment: row.comment,
        is_managed: true,
        can_login: row.can_login,
        is_superuser: row.is_superuser,
        can_create_databases: row.can_create_databases,
        can_create_roles: row.can_create_roles,
        is_not_inheriting: !row.is_inheriting,
        can_replicate: row.can_replicate,
        bypasses_row_security: row.bypasses_row_security,
        connection_limit: Some(row.connection_limit).filter(|limit| *limit != -1),
        valid_until: row.valid_until,
        settings: settings::of(row.settings),
        name: row.name,
    }
}
