//! Roles, which belong to the server and not to one of its databases.

use pg_orm_ir::catalog::Role;
use pg_orm_sql::{Identifier, dollar_quoted, literal};

use crate::script::{Action, Object, Step};

/// Makes a managed role unless another database's migrations have made it already; of a role that is not
/// managed, only asks whether it is there.
pub(super) fn create(role: &Role) -> Step {
    let object = Object::Role(role.name.clone());
    if !role.is_managed {
        return Step::new(Action::Require, object, require(role));
    }
    let comment = role.comment.as_ref().map_or_else(String::new, |comment| {
        format!("\n    comment on role {} is {};", Identifier(&role.name), literal(comment))
    });
    // Two databases of one server may be migrated at the same moment: the second to arrive finds it made.
    let body = format!(
        "
begin
  if not exists (select from pg_catalog.pg_roles where rolname = {name}) then
    create role {role} {login};{comment}
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
        login = if role.can_login { "login" } else { "nologin" },
    );
    Step::new(Action::Create, object, format!("do {}", dollar_quoted(&body)))
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
