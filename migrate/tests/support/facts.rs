//! One line for each thing that a catalog says, and the same lines as PostgreSQL's catalogs have them.

use pg_orm_ir::catalog::{
    Catalog, Deferrable, Identity, IndexTarget, Nulls, PolicyCommand, PolicyKind, ReferentialAction, Table,
};
use tokio_postgres::Client;

/// What `catalog` says, sorted.
pub(crate) fn of_catalog(catalog: &Catalog) -> Vec<String> {
    let mut facts = Vec::new();
    for namespace in &catalog.namespaces {
        facts.push(line(&["schema", &namespace.name, &optional(namespace.comment.as_ref())]));
        facts.extend(
            namespace.access.grants.iter().map(|grant| line(&["usage", &namespace.name, &grant.role])),
        );
    }
    for role in catalog.roles.iter().filter(|role| role.is_managed) {
        let login = role.can_login.to_string();
        facts.push(line(&["role", &role.name, &login, &optional(role.comment.as_ref())]));
    }
    for enum_ in &catalog.enums {
        let labels = enum_.labels.join("|");
        let name = &enum_.name;
        facts.push(line(&["enum", &name.schema, &name.name, &labels, &optional(enum_.comment.as_ref())]));
    }
    for domain in &catalog.domains {
        let name = &domain.name;
        facts.push(line(&[
            "domain",
            &name.schema,
            &name.name,
            &domain.base.to_string(),
            &domain.is_never_null.to_string(),
            &domain.default.as_deref().map_or_else(String::new, bare),
            &optional(domain.comment.as_ref()),
        ]));
        facts.extend(domain.checks.iter().map(|check| {
            line(&["domain check", &name.schema, &name.name, &check.name, &bare(&check.expression)])
        }));
    }
    for composite in &catalog.composites {
        let name = &composite.name;
        let comment = optional(composite.comment.as_ref());
        facts.push(line(&["composite", &name.schema, &name.name, &comment]));
        facts.extend(composite.attributes.iter().enumerate().map(|(i, attribute)| {
            line(&[
                "attribute",
                &name.schema,
                &name.name,
                &(i + 1).to_string(),
                &attribute.name,
                &attribute.type_.to_string(),
                &optional(attribute.comment.as_ref()),
            ])
        }));
    }
    for table in &catalog.tables {
        of_table(table, &mut facts);
    }
    facts.sort();
    facts
}

fn of_table(table: &Table, facts: &mut Vec<String>) {
    let (schema, name) = (&table.name.schema, &table.name.name);
    let security =
        table.row_security.map_or("off", |security| if security.is_forced { "forced" } else { "on" });
    facts.push(line(&["table", schema, name, security, &optional(table.comment.as_ref())]));
    for (i, column) in table.columns.iter().enumerate() {
        let numbering = column.numbering.as_ref().map(|numbering| numbering.kind);
        let identity = match numbering {
            None | Some(Identity::Serial) => "",
            Some(Identity::Always) => "a",
            Some(Identity::ByDefault) => "d",
        };
        let is_key = table.primary_key.as_ref().is_some_and(|key| key.columns.contains(&column.name));
        let default = match numbering {
            Some(Identity::Serial) => "nextval".to_owned(),
            _ => column.default.as_deref().map_or_else(String::new, bare),
        };
        facts.push(line(&[
            "column",
            schema,
            name,
            &(i + 1).to_string(),
            &column.name,
            &column.type_.to_string(),
            &(column.is_nullable && !is_key).to_string(),
            &default,
            identity,
            &optional(column.comment.as_ref()),
        ]));
    }
    let constraint = |kind: &str, of: &str, columns: &[String], rest: &str| {
        line(&["constraint", schema, name, kind, of, &columns.join("|"), rest])
    };
    facts.extend(table.primary_key.iter().map(|key| constraint("p", &key.name, &key.columns, "false")));
    facts.extend(
        table
            .unique
            .iter()
            .map(|key| constraint("u", &key.name, &key.columns, &key.nulls_not_distinct.to_string())),
    );
    facts
        .extend(table.checks.iter().map(|check| constraint("c", &check.name, &[], &bare(&check.expression))));
    for key in &table.foreign_keys {
        let deferrable = match key.deferrable {
            Deferrable::No => "no",
            Deferrable::InitiallyImmediate => "immediate",
            Deferrable::InitiallyDeferred => "deferred",
        };
        let rest = format!(
            "{} {} {} {}{} {deferrable}",
            key.target.schema,
            key.target.name,
            key.references.join("|"),
            action(key.on_delete),
            action(key.on_update),
        );
        facts.push(constraint("f", &key.name, &key.columns, &rest));
    }
    for index in &table.indexes {
        let keys: Vec<String> = index
            .keys
            .iter()
            .map(|key| {
                let target = match &key.target {
                    IndexTarget::Column(column) => column.clone(),
                    IndexTarget::Expression(sql) => bare(sql),
                };
                let nulls_first = key.nulls.map_or(key.is_descending, |nulls| nulls == Nulls::First);
                let is_ordered = index.method == "btree";
                let (desc, first) = (is_ordered && key.is_descending, is_ordered && nulls_first);
                format!("{target} {desc} {first}")
            })
            .collect();
        facts.push(line(&[
            "index",
            schema,
            name,
            &index.name,
            &index.method,
            &index.is_unique.to_string(),
            &keys.join("|"),
            &index.include.join("|"),
            &index.predicate.as_deref().map_or_else(String::new, bare),
        ]));
    }
    for policy in &table.policies {
        let command = match policy.command {
            PolicyCommand::All => "*",
            PolicyCommand::Select => "r",
            PolicyCommand::Insert => "a",
            PolicyCommand::Update => "w",
            PolicyCommand::Delete => "d",
        };
        let mut roles = policy.roles.clone();
        roles.sort();
        facts.push(line(&[
            "policy",
            schema,
            name,
            &policy.name,
            &(policy.kind == PolicyKind::Permissive).to_string(),
            command,
            &if roles.is_empty() { "public".to_owned() } else { roles.join("|") },
            &policy.using.as_deref().map_or_else(String::new, bare),
            &policy.with_check.as_deref().map_or_else(String::new, bare),
            &optional(policy.comment.as_ref()),
        ]));
    }
    for grant in &table.access.grants {
        for privilege in &grant.privileges {
            facts.push(line(&["grant", schema, name, &grant.role, privilege.sql()]));
        }
    }
    for column in &table.columns {
        for grant in column.numbering.iter().flat_map(|numbering| &numbering.access.grants) {
            for privilege in &grant.privileges {
                facts.push(line(&["grant", schema, name, &column.name, &grant.role, privilege.sql()]));
            }
        }
    }
}

/// What a database says, sorted.
pub(crate) async fn of_database(client: &Client) -> Vec<String> {
    client.batch_execute("set search_path = ''").await.unwrap();
    let mut facts = Vec::new();
    for sql in include_str!("facts.sql").split(";\n").filter(|sql| !sql.trim().is_empty()) {
        for row in client.query(sql, &[]).await.unwrap() {
            let mut parts: Vec<String> = row.get(0);
            for part in &mut parts {
                // Expressions are marked, so that parentheses count on neither side.
                if let Some(sql) = part.strip_prefix("sql:") {
                    *part = bare(sql);
                }
            }
            facts.push(line(&parts.iter().map(String::as_str).collect::<Vec<_>>()));
        }
    }
    facts.sort();
    facts
}

fn line(parts: &[&str]) -> String {
    parts.join(" ; ")
}

fn optional(text: Option<&String>) -> String {
    text.cloned().unwrap_or_default()
}

/// `sql` without parentheses around all of it.
fn bare(sql: &str) -> String {
    let sql = sql.trim();
    let inner = sql.strip_prefix('(').and_then(|sql| sql.strip_suffix(')'));
    match inner {
        Some(inner) if is_balanced(inner) => bare(inner),
        _ => sql.to_owned(),
    }
}

fn is_balanced(sql: &str) -> bool {
    let mut depth = 0;
    for c in sql.chars() {
        depth += i32::from(c == '(') - i32::from(c == ')');
        if depth < 0 {
            return false;
        }
    }
    depth == 0
}

fn action(action: ReferentialAction) -> &'static str {
    match action {
        ReferentialAction::NoAction => "a",
        ReferentialAction::Restrict => "r",
        ReferentialAction::Cascade => "c",
        ReferentialAction::SetNull => "n",
        ReferentialAction::SetDefault => "d",
    }
}
