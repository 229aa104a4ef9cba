//! An object's fields on both sides, as they are written down.

use std::collections::BTreeMap;

use pg_orm_ir::QualifiedName;
use pg_orm_ir::catalog::{Access, Grant};
use pg_orm_ir::types::DataType;
use serde_json::{Map, Value};

use super::change::{Change, Fact};
use super::elements;
use crate::Object;

/// Lists whose elements are facts of their own, in an order that counts.
const ORDERED_LISTS: &[&str] = &["labels"];

/// Adds a fact for each difference between `previous` and `next`.
pub(super) fn compare(object: &Object, previous: &Value, next: &Value, found: &mut Vec<Change>) {
    let mut facts = Facts { object, found };
    facts.objects("", previous, next);
}

struct Facts<'a> {
    object: &'a Object,
    found: &'a mut Vec<Change>,
}

impl Facts<'_> {
    fn push(&mut self, fact: Fact) {
        self.found.push(Change { object: self.object.clone(), fact });
    }

    fn objects(&mut self, path: &str, previous: &Value, next: &Value) {
        let empty = Map::new();
        let (before, after) = (previous.as_object().unwrap_or(&empty), next.as_object().unwrap_or(&empty));
        let mut keys: Vec<&String> = after.keys().collect();
        keys.extend(before.keys().filter(|key| !after.contains_key(*key)));
        for key in keys {
            let (before, after) = (before.get(key), after.get(key));
            if before != after {
                self.field(path, key, before, after);
            }
        }
    }

    fn field(&mut self, path: &str, key: &str, before: Option<&Value>, after: Option<&Value>) {
        let field = format!("{path}{}", words(key));
        if key == "access" {
            return self.access(before, after);
        }
        if let Some((before, after)) = options(before).zip(options(after)) {
            return self.options(&field, &before, &after);
        }
        if ORDERED_LISTS.contains(&key) {
            return self.list(&field, &texts(before), &texts(after));
        }
        // A record within the record: only what differs in it, and only where both sides have one.
        if let (Some(before @ Value::Object(_)), Some(after @ Value::Object(_))) = (before, after)
            && shown(before).is_none()
            && is_record(before)
            && is_record(after)
        {
            return self.objects(&format!("{field} "), before, after);
        }
        let absent = absent(key, before.or(after));
        let said = |value: Option<&Value>| value.map(show).or_else(|| absent.clone());
        self.push(Fact::Changed { field, from: said(before), to: said(after) });
    }

    fn options(&mut self, field: &str, before: &BTreeMap<String, String>, after: &BTreeMap<String, String>) {
        let names = before.keys().chain(after.keys().filter(|name| !before.contains_key(*name)));
        for name in names {
            let (from, to) = (before.get(name), after.get(name));
            if from != to {
                let field = format!("{field} {name}");
                self.push(Fact::Changed { field, from: from.cloned(), to: to.cloned() });
            }
        }
    }

    fn list(&mut self, field: &str, before: &[String], after: &[String]) {
        let (gained, lost) = elements::gained_and_lost(before, after);
        for element in gained {
            self.push(Fact::Gained { field: field.to_owned(), element });
        }
        for element in lost {
            self.push(Fact::Lost { field: field.to_owned(), element });
        }
        let moved = elements::moved(before, after);
        if !moved.is_empty() {
            let field = format!("order of {field}");
            self.push(Fact::Changed { field, from: Some(before.join(", ")), to: Some(after.join(", ")) });
        }
    }

    fn access(&mut self, before: Option<&Value>, after: Option<&Value>) {
        let read = |value: Option<&Value>| -> Access {
            value.and_then(|value| serde_json::from_value(value.clone()).ok()).unwrap_or_default()
        };
        let (before, after) = (read(before), read(after));
        if before.owner != after.owner {
            self.push(Fact::Changed { field: "owner".to_owned(), from: before.owner, to: after.owner });
        }
        self.grants("grants", &before.grants, &after.grants);
        self.grants("revoked", &before.revoked, &after.revoked);
    }

    fn grants(&mut self, field: &str, before: &[Grant], after: &[Grant]) {
        let (before, after) = (privileges(before), privileges(after));
        for element in after.iter().filter(|it| !before.contains(it)) {
            self.push(Fact::Gained { field: field.to_owned(), element: element.clone() });
        }
        for element in before.iter().filter(|it| !after.contains(it)) {
            self.push(Fact::Lost { field: field.to_owned(), element: element.clone() });
        }
    }
}

/// One text for each privilege of each role on each column.
fn privileges(grants: &[Grant]) -> Vec<String> {
    let mut texts = Vec::new();
    for grant in grants {
        let option = if grant.is_grantable { " with grant option" } else { "" };
        for privilege in &grant.privileges {
            if grant.columns.is_empty() {
                texts.push(format!("{} to {}{option}", privilege.sql(), grant.role));
            }
            let of_columns = grant.columns.iter();
            texts.extend(
                of_columns.map(|column| format!("{} ({column}) to {}{option}", privilege.sql(), grant.role)),
            );
        }
    }
    texts
}

/// A field's name in words: `is_nullable` is "nullable".
fn words(key: &str) -> String {
    let key = key.strip_prefix("is_").or_else(|| key.strip_prefix("has_")).unwrap_or(key);
    key.trim_end_matches('_').replace('_', " ")
}

/// What an absent field says, where that has a word.
fn absent(key: &str, other: Option<&Value>) -> Option<String> {
    match other {
        Some(Value::Bool(_)) => Some("no".to_owned()),
        _ => matches!(key, "type_" | "base" | "subtype").then(|| DataType::default().to_string()),
    }
}

/// A list of names and values; an absent one is empty.
fn options(value: Option<&Value>) -> Option<BTreeMap<String, String>> {
    let Some(value) = value else { return Some(BTreeMap::new()) };
    let pair = |pair: &Value| match pair.as_array()?.as_slice() {
        [Value::String(name), Value::String(value)] => Some((name.clone(), value.clone())),
        _ => None,
    };
    value.as_array().filter(|list| !list.is_empty())?.iter().map(pair).collect()
}

fn texts(value: Option<&Value>) -> Vec<String> {
    value.and_then(Value::as_array).map(|list| list.iter().map(show).collect()).unwrap_or_default()
}

/// Whether it is a struct, rather than a variant with its content.
fn is_record(value: &Value) -> bool {
    value.as_object().is_some_and(|fields| fields.keys().all(|key| key.starts_with(char::is_lowercase)))
}

/// A value for people, where it is more than its fields: a type, a name.
fn shown(value: &Value) -> Option<String> {
    let fields = value.as_object()?;
    if fields.contains_key("base") {
        return serde_json::from_value::<DataType>(value.clone()).ok().map(|type_| type_.to_string());
    }
    let is_name = fields.len() == 2 && fields.contains_key("schema") && fields.contains_key("name");
    is_name
        .then(|| serde_json::from_value::<QualifiedName>(value.clone()).ok())
        .flatten()
        .map(|name| name.to_string())
}

fn show(value: &Value) -> String {
    if let Some(text) = shown(value) {
        return text;
    }
    match value {
        Value::String(text) => text.clone(),
        Value::Bool(is) => if *is { "yes" } else { "no" }.to_owned(),
        Value::Array(list) => list.iter().map(show).collect::<Vec<_>>().join(", "),
        // A variant: `{"Column": "email"}`.
        Value::Object(fields) if fields.len() == 1 && !is_record(value) => {
            fields.values().map(show).collect()
        }
        Value::Object(fields) => {
            let fields = fields.iter().map(|(key, value)| format!("{} {}", words(key), show(value)));
            fields.collect::<Vec<_>>().join(", ")
        }
        other => other.to_string(),
    }
}
