//! Owners and privileges.

use pg_orm_ir::catalog::{Access, DefaultPrivileges, Grant};
use pg_orm_sql::Identifier;

use super::name_list;
use crate::script::{Action, Object, Step};

/// Who owns an object, then what is taken from whom, then what is given to whom. `owned` is how `ALTER` calls the object
/// (`table app.users`), `granted` how `GRANT` does.
pub(super) fn steps(access: &Access, object: &Object, owned: &str, granted: &str) -> Vec<Step> {
    let mut steps: Vec<Step> = owner(access, object, owned).into_iter().collect();
    steps.extend(privileges(access, object, granted));
    steps
}

pub(super) fn owner(access: &Access, object: &Object, owned: &str) -> Option<Step> {
    let owner = Identifier(access.owner.as_deref()?);
    Some(Step::new(Action::Alter, object.clone(), format!("alter {owned} owner to {owner}")))
}

pub(super) fn privileges(access: &Access, object: &Object, granted: &str) -> Vec<Step> {
    let mut steps = Vec::new();
    for grant in access.revoked.iter().filter(|grant| !grant.privileges.is_empty()) {
        let statement = format!("revoke {} on {granted} from {}", list(grant), role(&grant.role));
        steps.push(Step::new(Action::Revoke, object.clone(), statement));
    }
    for grant in access.grants.iter().filter(|grant| !grant.privileges.is_empty()) {
        let statement =
            format!("grant {} on {granted} to {}{}", list(grant), role(&grant.role), option(grant));
        steps.push(Step::new(Action::Grant, object.clone(), statement));
    }
    steps
}

/// Privileges on objects that are made later.
pub(super) fn defaults(defaults: &DefaultPrivileges) -> Vec<Step> {
    let head = head(defaults);
    let on = defaults.objects.sql();
    let step = |action, text: String| {
        Step::new(action, Object::of_default_privileges(defaults), format!("{head} {text}"))
    };
    let revoked = defaults.revoked.iter().map(|grant| {
        step(Action::Revoke, format!("revoke {} on {on} from {}", list(grant), role(&grant.role)))
    });
    let granted = defaults.grants.iter().map(|grant| {
        let text = format!("grant {} on {on} to {}{}", list(grant), role(&grant.role), option(grant));
        step(Action::Grant, text)
    });
    revoked.chain(granted).collect()
}

/// The same taken back.
pub(super) fn drop_defaults(defaults: &DefaultPrivileges) -> Vec<Step> {
    let head = head(defaults);
    let on = defaults.objects.sql();
    let step = |action, text: String| {
        Step::new(action, Object::of_default_privileges(defaults), format!("{head} {text}"))
    };
    let granted = defaults.grants.iter().rev().map(|grant| {
        step(Action::Revoke, format!("revoke {} on {on} from {}", list(grant), role(&grant.role)))
    });
    let revoked =
        defaults.revoked.iter().rev().map(|grant| {
            step(Action::Grant, format!("grant {} on {on} to {}", list(grant), role(&grant.role)))
        });
    granted.chain(revoked).collect()
}

fn head(defaults: &DefaultPrivileges) -> String {
    let creator = defaults.creator.as_ref();
    let creator = creator.map_or_else(String::new, |role| format!(" for role {}", Identifier(role)));
    let schema = defaults.schema.as_ref();
    let schema = schema.map_or_else(String::new, |name| format!(" in schema {}", Identifier(name)));
    format!("alter default privileges{creator}{schema}")
}

/// `public` is everybody, and can't be a role's name.
fn role(name: &str) -> String {
    Identifier(name).to_string()
}

/// `select, insert (a, b)`.
fn list(grant: &Grant) -> String {
    let columns =
        if grant.columns.is_empty() { String::new() } else { format!(" ({})", name_list(&grant.columns)) };
    let privileges: Vec<String> =
        grant.privileges.iter().map(|privilege| format!("{}{columns}", privilege.sql())).collect();
    privileges.join(", ")
}

const fn option(grant: &Grant) -> &'static str {
    if grant.is_grantable { " with grant option" } else { "" }
}
