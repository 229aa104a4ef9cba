//! Schemas and roles.

use pg_orm_ir::catalog::{Catalog, Namespace, Privilege, Role};

use super::text;

/// The items of the schemas of which something is said; the others are made because tables name them.
pub(super) fn namespaces(catalog: &Catalog) -> Vec<String> {
    catalog.namespaces.iter().map(namespace).collect()
}

fn namespace(namespace: &Namespace) -> String {
    let users = namespace.access.grants.iter().filter(|it| it.privileges.contains(&Privilege::Usage));
    let users: Vec<String> = users.map(|grant| text::name(&grant.role)).collect();
    let body =
        if users.is_empty() { String::new() } else { format!(" {{\n  usage = [{}]\n}}", users.join(", ")) };
    let docs = namespace.comment.as_deref().and_then(|comment| text::docs(comment, 0)).unwrap_or_default();
    format!("{docs}schema {}{body}\n", text::name(&namespace.name))
}

/// The items of the roles.
pub(super) fn roles(catalog: &Catalog) -> Vec<String> {
    catalog.roles.iter().map(role).collect()
}

fn role(role: &Role) -> String {
    let mut entries = Vec::new();
    if role.can_login {
        entries.push("login = true");
    }
    if !role.is_managed {
        entries.push("managed = false");
    }
    let docs = role.comment.as_deref().and_then(|comment| text::docs(comment, 0)).unwrap_or_default();
    let body: String = entries.iter().map(|entry| format!("  {entry}\n")).collect();
    let body = if body.is_empty() { body } else { format!(" {{\n{body}}}") };
    format!("{docs}role {}{body}\n", text::name(&role.name))
}
