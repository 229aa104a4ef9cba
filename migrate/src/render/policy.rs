//! Policies, made once every table is there, because one may read any of them.

use pg_orm_ir::catalog::{Policy, PolicyCommand, PolicyKind, Table};
use pg_orm_sql::{Identifier, literal};

use super::expression::parenthesised;
use super::name_list;
use crate::script::{Action, Object, Step};

pub(super) fn drop(table: &Table, policy: &Policy) -> Step {
    let statement = format!("drop policy {} on {}", Identifier(&policy.name), table.name);
    Step::new(Action::Drop, object(table, policy), statement)
}

pub(super) fn create(table: &Table, policy: &Policy) -> Vec<Step> {
    let name = Identifier(&policy.name);
    let mut sql = format!("create policy {name} on {}", table.name);
    if policy.kind == PolicyKind::Restrictive {
        sql.push_str("\n  as restrictive");
    }
    let command = match policy.command {
        PolicyCommand::All => "all",
        PolicyCommand::Select => "select",
        PolicyCommand::Insert => "insert",
        PolicyCommand::Update => "update",
        PolicyCommand::Delete => "delete",
    };
    sql.push_str(&format!("\n  for {command}"));
    let roles = if policy.roles.is_empty() { "public".to_owned() } else { name_list(&policy.roles) };
    sql.push_str(&format!("\n  to {roles}"));
    if let Some(using) = &policy.using {
        sql.push_str(&format!("\n  using {}", parenthesised(using, "  ")));
    }
    if let Some(with_check) = &policy.with_check {
        sql.push_str(&format!("\n  with check {}", parenthesised(with_check, "  ")));
    }
    let mut steps = vec![Step::new(Action::Create, object(table, policy), sql)];
    if let Some(comment) = &policy.comment {
        let statement = format!("comment on policy {name} on {} is {}", table.name, literal(comment));
        steps.push(Step::new(Action::Comment, object(table, policy), statement));
    }
    steps
}

fn object(table: &Table, policy: &Policy) -> Object {
    Object::Policy { table: table.name.clone(), name: policy.name.clone() }
}
