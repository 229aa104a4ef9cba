//! Privileges that objects get when they are made.

use pg_orm_ir::catalog::{DefaultPrivileges, Grant, GrantedKind, Privilege};

use super::super::grants::{self, by_role};
use super::super::{Context, items};
use super::entries::pairs;
use crate::diagnostics::{names, objects as diagnostics};
use crate::syntax::ast::{Item, Name, Value};

const ENTRIES: &[&str] =
    &["creator", "tables", "sequences", "functions", "types", "schemas", "grant_with_option", "revoke"];

const KINDS: &[(&str, GrantedKind, &[Privilege])] = &[
    ("tables", GrantedKind::Tables, grants::TABLE),
    ("sequences", GrantedKind::Sequences, grants::SEQUENCE),
    ("functions", GrantedKind::Functions, grants::FUNCTION),
    ("types", GrantedKind::Types, grants::USAGE),
    ("schemas", GrantedKind::Schemas, grants::SCHEMA),
];

/// The default privileges, in order: one record a kind of objects.
pub(super) fn resolve(cx: &mut Context<'_>) -> Vec<DefaultPrivileges> {
    let mut all = Vec::new();
    for item in cx.names.default_privileges.clone() {
        resolve_one(cx, item, &mut all);
    }
    all
}

fn resolve_one<'a>(cx: &mut Context<'a>, item: &'a Item<'a>, all: &mut Vec<DefaultPrivileges>) {
    let entries = items::entries(cx, item, "default privileges", ENTRIES);
    let value = |key: &str| items::value(&entries, key);
    let schema = match schema(cx, item) {
        Some(None) => return,
        Some(schema) => schema,
        None => None,
    };
    let creator = match value("creator").map(|value| items::role(cx, value)) {
        Some(None) => return,
        Some(Some(role)) => Some(role.text.into_owned()),
        None => None,
    };
    let with_option = value("grant_with_option").map(|value| by_kind(cx, value, true)).unwrap_or_default();
    let taken = value("revoke").map(|value| by_kind(cx, value, false)).unwrap_or_default();
    let of = |list: &[(GrantedKind, Vec<Grant>)], objects: GrantedKind| -> Vec<Grant> {
        list.iter().filter(|(kind, _)| *kind == objects).flat_map(|(_, grants)| grants.clone()).collect()
    };
    for &(key, objects, privileges) in KINDS {
        if let (Some(value), true, GrantedKind::Schemas) = (value(key), schema.is_some(), objects) {
            let message = "schemas within a schema";
            cx.report(diagnostics::not_here(value.span, message, "leave out `in ..` for these"));
            continue;
        }
        let mut grants = value(key).map(|value| by_role(cx, value, privileges, false)).unwrap_or_default();
        grants.extend(of(&with_option, objects));
        let revoked = of(&taken, objects);
        if !grants.is_empty() || !revoked.is_empty() {
            let (creator, schema) = (creator.clone(), schema.clone());
            all.push(DefaultPrivileges { creator, schema, objects, grants, revoked });
        }
    }
}

/// `{ tables: { app_user: [select] } }`.
fn by_kind<'a>(
    cx: &mut Context<'a>,
    value: &'a Value<'a>,
    is_grantable: bool,
) -> Vec<(GrantedKind, Vec<Grant>)> {
    let mut found = Vec::new();
    for pair in pairs(cx, value, "kinds of objects, such as { tables: { app_user: [select] } }") {
        match KINDS.iter().find(|(key, ..)| *key == pair.key.text) {
            Some(&(_, kind, privileges)) => {
                found.push((kind, by_role(cx, &pair.value, privileges, is_grantable)));
            }
            None => {
                let known: Vec<&str> = KINDS.iter().map(|(key, ..)| *key).collect();
                cx.report(diagnostics::unknown_pair(&pair.key, "default privileges", &known));
            }
        }
    }
    found
}

/// The schema that follows `in`: none said, or one that is wrong.
fn schema<'a>(cx: &mut Context<'a>, item: &'a Item<'a>) -> Option<Option<String>> {
    for clause in item.clauses.iter().filter(|clause| clause.operator.text != "in") {
        cx.report(names::wrong_clause(item, clause));
    }
    let clause = item.clauses.iter().find(|clause| clause.operator.text == "in")?;
    let Some(type_ref) = &clause.type_ref else {
        if !item.has_junk {
            let example = "`default_privileges in app { .. }`";
            cx.report(diagnostics::missing_entry(item, "`in`", "a schema", example));
        }
        return Some(None);
    };
    let name = Name { text: type_ref.words.clone(), is_quoted: type_ref.is_quoted, span: type_ref.span };
    Some(items::known_schema(cx, &name).then(|| name.text.into_owned()))
}
