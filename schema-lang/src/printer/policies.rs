//! Policies of a table.

use pg_orm_ir::catalog::{Policy, PolicyCommand, PolicyKind, Table};

use super::names::TypeNames;
use super::text;

/// The items of a table's policies.
pub(super) fn of(table: &Table, types: &TypeNames<'_>) -> Vec<String> {
    let Some(model) = types.get(&table.name) else { return Vec::new() };
    table.policies.iter().map(|policy| print(policy, model)).collect()
}

fn print(policy: &Policy, model: &str) -> String {
    let mut out = String::new();
    let comment = policy.comment.as_deref().map(|comment| (comment, text::docs(comment, 0)));
    if let Some((_, Some(docs))) = &comment {
        out.push_str(docs);
    }
    out.push_str(&format!("policy {} on {model} {{\n", text::name(&policy.name)));
    if let Some((comment, None)) = comment {
        out.push_str(&format!("  comment = {}\n", text::string(comment)));
    }
    if policy.kind == PolicyKind::Restrictive {
        out.push_str("  kind = restrictive\n");
    }
    let command = match policy.command {
        PolicyCommand::All => None,
        PolicyCommand::Select => Some("select"),
        PolicyCommand::Insert => Some("insert"),
        PolicyCommand::Update => Some("update"),
        PolicyCommand::Delete => Some("delete"),
    };
    if let Some(command) = command {
        out.push_str(&format!("  for = {command}\n"));
    }
    if !policy.roles.is_empty() {
        let roles: Vec<String> = policy.roles.iter().map(|role| text::name(role)).collect();
        out.push_str(&format!("  to = [{}]\n", roles.join(", ")));
    }
    for (key, sql) in [("using", &policy.using), ("with_check", &policy.with_check)] {
        if let Some(sql) = sql {
            out.push_str(&format!("  {key} = {}\n", text::sql(sql, 2)));
        }
    }
    out.push_str("}\n");
    out
}
