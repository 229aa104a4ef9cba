//! Roles, which belong to the server and not to one of its databases.

use pg_orm_ir::catalog::{Role, Toggle};
use pg_orm_sql::{Identifier, dollar_quoted, literal};

use super::options::dotted;
use crate::script::{Action, Object, Step};

/// Makes a managed role unless another database's migrations have made it already; of a role that is not
/// managed, only asks whether it is there.
pub(super) fn create(role: &Role) -> Step {
    let object = Object::Role(role.name.clone());
    if !role.is_managed {
        return Step::new(Action::Require, object, require(role));
    }
    let more: String = more(role).iter().map(|statement| format!("\n    {statement};")).collect();
    // Two databases of one server may be migrated at the same moment: the second to arrive finds it made.
    let body = format!(
        "
begin
  if not exists (select from pg_catalog.pg_roles where rolname = {name}) then
    create role {role} {attributes};{more}
    -- Sessions take this role: who made it must be allowed to, which a superuser is anyway.
    if not (select rolsuper from pg_catalog.pg_roles where rolname = current_user) then
      grant {role} to current_user;
    end if;
  end if;
exception
  when duplicate_object or unique_violation then
    null;
end
",
        name = literal(&role.name),
        role = Identifier(&role.name),
        attributes = attributes(role),
    );
    Step::new(Action::Create, object, format!("do {}", dollar_quoted(&body)))
}

/// `login createdb connection limit 5`.
fn attributes(role: &Role) -> String {
    let mut words = vec![if role.can_login { "login" } else { "nologin" }.to_owned()];
    let said = [
        (role.is_superuser, "superuser"),
        (role.can_create_databases, "createdb"),
        (role.can_create_roles, "createrole"),
        (role.is_not_inheriting, "noinherit"),
        (role.can_replicate, "replication"),
        (role.bypasses_row_security, "bypassrls"),
    ];
    words.extend(said.iter().filter(|(is_so, _)| *is_so).map(|(_, word)| (*word).to_owned()));
    words.extend(role.connection_limit.map(|limit| format!("connection limit {limit}")));
    words.extend(role.valid_until.iter().map(|until| format!("valid until {}", literal(until))));
    words.join(" ")
}

/// What is said of a role once it is there: its comment, its settings, the roles that it is a member of.
fn more(role: &Role) -> Vec<String> {
    let name = Identifier(&role.name);
    let comment =
        role.comment.iter().map(|comment| format!("comment on role {name} is {}", literal(comment)));
    let settings = role.settings.iter();
    let settings =
        settings.map(|(setting, value)| format!("alter role {name} set {} to {value}", dotted(setting)));
    let memberships = role.member_of.iter().map(|membership| {
        let mut options = Vec::new();
        if membership.is_admin {
            options.push("admin true");
        }
        options.extend(membership.inherits.map(|inherits| match inherits {
            Toggle::On => "inherit true",
            Toggle::Off => "inherit false",
        }));
        if membership.cannot_set {
            options.push("set false");
        }
        let options = match options.as_slice() {
            [] => String::new(),
            // The only one that PostgreSQL 15 knows, in its words.
            ["admin true"] => " with admin option".to_owned(),
            options => format!(" with {}", options.join(", ")),
        };
        format!("grant {} to {name}{options}", Identifier(&membership.role))
    });
    comment.chain(settings).chain(memberships).collect()
}

fn require(role: &Role) -> String {
    let message = format!("role {} does not exist", Identifier(&role.name));
    let hint = "The schema declares it with `managed = false`: create it before this migration runs.";
    let body = format!(
        "
begin
  if not exists (select from pg_catalog.pg_roles where rolname = {name}) then
    raise exception using
      errcode = 'undefined_object',
      message = {message},
      hint = {hint};
  end if;
end
",
        name = literal(&role.name),
        message = literal(&message),
        hint = literal(hint),
    );
    format!("do {}", dollar_quoted(&body))
}

/// Drops a managed role where nobody needs it any more, and nothing is lost with it. PostgreSQL refuses where
/// an object of any database needs it; what it would take away without a word is looked at first: members,
/// settings, attributes, and whatever may log in, since a password can't be seen. Whether a migration made
/// the role or found it can't be told, so only one that is as bare as a migration makes it may go.
pub(super) fn drop(role: &Role) -> Option<Step> {
    if !role.is_managed {
        return None;
    }
    let name = Identifier(&role.name);
    let body = format!(
        "
begin
  if exists (
    select
    from pg_catalog.pg_auth_members membership
    join pg_catalog.pg_roles role on role.oid = membership.roleid
    join pg_catalog.pg_roles member on member.oid = membership.member
    where role.rolname = {literal} and member.rolname <> current_user
  ) then
    raise notice using message = {has_members};
  elsif exists (
    select
    from pg_catalog.pg_roles role
    where role.rolname = {literal}
      and (rolcanlogin or rolsuper or rolcreatedb or rolcreaterole or rolreplication or rolbypassrls
        or rolconfig is not null or rolvaliduntil is not null or rolconnlimit <> -1)
  ) then
    raise notice using message = {has_more};
  else
    drop role if exists {name};
  end if;
exception
  when dependent_objects_still_exist or object_in_use or insufficient_privilege then
    raise notice using message = {is_needed} || sqlerrm;
end
",
        literal = literal(&role.name),
        has_members = literal(&format!("role {name} stays: it has members")),
        has_more = literal(&format!(
            "role {name} stays: it may log in, or somebody has given it attributes or settings"
        )),
        is_needed = literal(&format!("role {name} stays: ")),
    );
    let object = Object::Role(role.name.clone());
    Some(Step::new(Action::Drop, object, format!("do {}", dollar_quoted(&body))))
}
