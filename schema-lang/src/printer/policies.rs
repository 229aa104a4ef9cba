//! Policies of a table.

use pg_orm_ir::catalog::{Policy, PolicyCommand, PolicyKind, Table};

use super::context::Cx;
use super::entries::EntryItem;
use super::text;

/// The items of a table's policies.
pub(super) fn of(cx: &Cx<'_>, table: &Table) -> Vec<String> {
    let Some(model) = cx.types.called(&table.name) else { return Vec::new() };
    table.policies.iter().map(|it| policy(it, model)).collect()
}

fn policy(policy: &Policy, model: &str) -> String {
    let mut item = EntryItem::new("policy", &policy.name);
    item.behind_name(&format!(" on {model}"));
    item.comment(policy.comment.as_deref());
    if policy.kind == PolicyKind::Restrictive {
        item.entry("kind", "restrictive");
    }
    match policy.command {
        PolicyCommand::All => {}
        PolicyCommand::Select => item.entry("for", "select"),
        PolicyCommand::Insert => item.entry("for", "insert"),
        PolicyCommand::Update => item.entry("for", "update"),
        PolicyCommand::Delete => item.entry("for", "delete"),
    }
    let roles: Vec<String> = policy.roles.iter().map(|role| text::name(role)).collect();
    item.list("to", &roles);
    for (key, sql) in [("using", &policy.using), ("with_check", &policy.with_check)] {
        item.maybe(key, sql.as_deref().map(|sql| text::sql(sql, 2)));
    }
    item.print()
}
