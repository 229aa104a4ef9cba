//! Schemas, references to roles and schemas, and how a block of `key = value` entries is read.

use std::collections::HashSet;

use pg_orm_ir::model::{Grant, Model, Namespace, Privilege, Schema};

use super::objects::Entries;
use super::{Context, grants, read};
use crate::diagnostics::{access, attributes, names as diagnostics};
use crate::syntax::ast::{Docs, Entry, Item, Member, Name, Value};

/// The default schema of a database.
pub(super) const PUBLIC: &str = "public";

/// The roles that every server has (manual, section 22.5), up to PostgreSQL 18.
const PREDEFINED: &[&str] = &[
    "pg_checkpoint",
    "pg_create_subscription",
    "pg_database_owner",
    "pg_execute_server_program",
    "pg_maintain",
    "pg_monitor",
    "pg_read_all_data",
    "pg_read_all_settings",
    "pg_read_all_stats",
    "pg_read_server_files",
    "pg_signal_autovacuum_worker",
    "pg_signal_backend",
    "pg_stat_scan_tables",
    "pg_use_reserved_connections",
    "pg_write_all_data",
    "pg_write_server_files",
];

/// The schemas that are declared, in order.
pub(super) fn namespaces(cx: &mut Context<'_>) -> Vec<Namespace> {
    const KNOWN: &[&str] = &["usage", "create", "comment", "owner", "grant", "grant_with_option", "revoke"];
    let mut namespaces = Vec::new();
    for declared in cx.names.schemas.clone() {
        let entries = Entries::read(cx, declared, "a schema", KNOWN);
        let mut access = grants::access(cx, &entries, grants::SCHEMA);
        // The short spelling of the grants that schemas have.
        let mut roles = |key: &str| entries.value(key).map(|value| role_list(cx, value)).unwrap_or_default();
        let (usage, create) = (roles("usage"), roles("create"));
        let mut short: Vec<Grant> = Vec::new();
        for (role, privilege) in usage
            .into_iter()
            .map(|role| (role, Privilege::Usage))
            .chain(create.into_iter().map(|role| (role, Privilege::Create)))
        {
            match short.iter_mut().find(|grant| grant.role == role) {
                Some(grant) => grant.privileges.push(privilege),
                None => short.push(Grant { role, privileges: vec![privilege], ..Grant::default() }),
            }
        }
        short.append(&mut access.grants);
        access.grants = short;
        namespaces.push(Namespace {
            name: declared.name.text.to_string(),
            comment: entries.comment(cx),
            access,
        });
    }
    namespaces
}

/// Adds the schemas that items name without a declaration, in the order of the items.
pub(super) fn add_named_namespaces(schema: &mut Schema) {
    let mut seen: HashSet<String> =
        schema.namespaces.iter().map(|namespace| namespace.name.clone()).collect();
    let enums = schema.enums.iter().map(|enum_| &enum_.type_name.schema);
    let domains = schema.domains.iter().map(|domain| &domain.type_name.schema);
    let composites = schema.composites.iter().map(|composite| &composite.type_name.schema);
    let models = schema.models.iter().chain(schema.views.iter().map(|view| &view.model));
    let models = models.flat_map(tables).map(|model| &model.table.schema);
    let only = &schema.database_only;
    let extensions = only.extensions.iter().filter_map(|extension| extension.schema.as_ref());
    let sequences = only.sequences.iter().map(|it| &it.name.schema);
    let functions = only.functions.iter().map(|it| &it.name.schema);
    let others = only
        .collations
        .iter()
        .map(|it| &it.name.schema)
        .chain(only.ranges.iter().map(|it| &it.name.schema))
        .chain(only.aggregates.iter().map(|it| &it.name.schema))
        .chain(only.text_search_dictionaries.iter().map(|it| &it.name.schema))
        .chain(only.text_search_configurations.iter().map(|it| &it.name.schema));
    let types = enums.chain(domains).chain(composites);
    let mut added = Vec::new();
    for name in types.chain(models).chain(extensions).chain(sequences).chain(functions).chain(others) {
        if name != PUBLIC && seen.insert(name.clone()) {
            added.push(Namespace { name: name.clone(), ..Namespace::default() });
        }
    }
    schema.namespaces.extend(added);
}

/// A model and its partitions, each followed by its own.
fn tables(model: &Model) -> Vec<&Model> {
    let mut tables = Vec::new();
    let mut open = vec![model];
    while let Some(model) = open.pop() {
        tables.push(model);
        open.extend(model.partitions.iter().rev().map(|partition| &partition.model));
    }
    tables
}

/// A role that is declared, or PostgreSQL's own.
pub(super) fn role<'a>(cx: &mut Context<'a>, value: &'a Value<'a>) -> Option<Name<'a>> {
    let name = read::name(cx, value, "a role")?;
    known_role(cx, &name).then_some(name)
}

/// Whether a role is declared, or PostgreSQL's own; reports where it is not.
pub(super) fn known_role(cx: &mut Context<'_>, name: &Name<'_>) -> bool {
    if cx.names.role_spans.contains_key(&*name.text) || PREDEFINED.contains(&&*name.text) {
        return true;
    }
    let roles = cx.names.roles.iter().map(|role| &*role.name.text);
    let roles: Vec<&str> = roles.chain(PREDEFINED.iter().copied()).collect();
    let diagnostic = access::unknown_role(name, &roles);
    cx.report(diagnostic);
    false
}

/// Roles that are declared; `public` is everybody.
pub(super) fn role_list<'a>(cx: &mut Context<'a>, value: &'a Value<'a>) -> Vec<String> {
    let mut roles: Vec<String> = Vec::new();
    for element in read::elements(value) {
        let is_public = matches!(element.kind, crate::syntax::ast::ValueKind::Path("public"));
        let role =
            if is_public { Some(PUBLIC.to_owned()) } else { role(cx, element).map(|name| name.text.into()) };
        match role {
            Some(role) if roles.contains(&role) => cx.report(access::role_twice(&role, element.span)),
            Some(role) => roles.push(role),
            None => {}
        }
    }
    roles
}

/// The entries of a block that holds nothing else; reports the others.
pub(super) fn entries<'a>(
    cx: &mut Context<'a>,
    item: &'a Item<'a>,
    what: &str,
    known: &'static [&'static str],
) -> Vec<&'a Entry<'a>> {
    for member in item.members() {
        match member {
            Member::Entry(_) => {}
            Member::Attribute(attribute) if attribute.name.text.is_empty() => {}
            Member::Attribute(attribute) => cx.report(attributes::unknown(attribute, what, &[])),
            Member::Field(field) => {
                if !field.has_junk {
                    cx.report(attributes::field_in_entries(field, what, known));
                }
            }
        }
    }
    entries_beside(cx, item, what, known)
}

/// The entries of a block that holds fields and attributes, too.
pub(super) fn entries_beside<'a>(
    cx: &mut Context<'a>,
    item: &'a Item<'a>,
    what: &str,
    known: &'static [&'static str],
) -> Vec<&'a Entry<'a>> {
    let mut entries: Vec<&'a Entry<'a>> = Vec::new();
    for member in item.members() {
        match member {
            Member::Entry(entry) => {
                if !known.contains(&&*entry.key.text) {
                    cx.report(attributes::unknown_key(entry, what, known));
                } else if let Some(first) = entries.iter().find(|first| first.key.text == entry.key.text) {
                    cx.report(attributes::repeated_key(entry, first));
                } else {
                    if entry.value.is_none() && !entry.has_junk {
                        cx.report(attributes::missing_value(entry));
                    }
                    entries.push(entry);
                }
            }
            Member::Attribute(_) | Member::Field(_) => {}
        }
    }
    entries
}

/// The value of an entry.
pub(super) fn value<'a>(entries: &[&'a Entry<'a>], key: &str) -> Option<&'a Value<'a>> {
    entries
        .iter()
        .find(|entry| entry.key.text == key && !entry.has_junk)
        .and_then(|entry| entry.value.as_ref())
}

/// A doc comment's text; `None` where it is empty.
pub(super) fn docs(docs: Option<&Docs>) -> Option<String> {
    docs.map(|docs| docs.text.trim_end().to_owned()).filter(|text| !text.is_empty())
}

/// The schema that `@@schema(..)` names; one that nearly has the name of a declared one is taken for a slip.
pub(super) fn schema_name<'a>(cx: &mut Context<'a>, value: &'a Value<'a>) -> Option<String> {
    let name = read::name(cx, value, "a schema")?;
    known_schema(cx, &name).then(|| name.text.into_owned())
}

/// Whether objects can be made in a schema; reports where they cannot, or where a declared one nearly has its name.
pub(super) fn known_schema(cx: &mut Context<'_>, name: &Name<'_>) -> bool {
    if name.text.starts_with("pg_") || name.text == "information_schema" {
        cx.report(diagnostics::reserved_schema(name));
        return false;
    }
    if name.text != PUBLIC && !cx.names.schema_spans.contains_key(&*name.text) {
        let declared = cx.names.schemas.iter().map(|schema| &*schema.name.text);
        if let Some(near) = crate::diagnostics::suggestion(&name.text, declared) {
            let diagnostic = diagnostics::undeclared_schema(name, near);
            cx.report(diagnostic);
            return false;
        }
    }
    true
}
