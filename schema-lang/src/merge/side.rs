//! A schema's items by what they are about.

use std::collections::{BTreeMap, HashMap};

use super::normal;
use crate::syntax::ast::{File, Item, Member, ValueKind};

/// What an item is about: of two schemas that name things alike, the items of one object have one key.
pub(super) type Key = String;

/// The items of a schema.
#[derive(Debug, Default)]
pub(super) struct Items<'a> {
    /// In order.
    pub(super) list: Vec<(Key, &'a Item<'a>)>,
    places: HashMap<Key, usize>,
}

impl<'a> Items<'a> {
    pub(super) fn of(files: &'a [File<'a>]) -> Self {
        let mut items = Self::default();
        let mut counts: HashMap<Key, u32> = HashMap::new();
        for item in files.iter().flat_map(|file| &file.items) {
            let key = key(item);
            let count = counts.entry(key.clone()).or_default();
            *count += 1;
            let key = if *count == 1 { key } else { format!("{key} #{count}") };
            items.places.insert(key.clone(), items.list.len());
            items.list.push((key, item));
        }
        items
    }

    pub(super) fn get(&self, key: &str) -> Option<&'a Item<'a>> {
        self.list.get(*self.places.get(key)?).map(|(_, item)| *item)
    }

    /// Where an item stands among all.
    pub(super) fn place(&self, key: &str) -> Option<usize> {
        self.places.get(key).copied()
    }

    /// What each item says, in any order of its lines where that means nothing.
    pub(super) fn said(&self) -> BTreeMap<&str, String> {
        self.list.iter().map(|(key, item)| (key.as_str(), said(item))).collect()
    }
}

/// What an item says, with its doc comment.
pub(super) fn said(item: &Item<'_>) -> String {
    let docs = item.docs.as_ref().map_or("", |docs| &docs.text);
    let mut members: Vec<String> = item.members().iter().map(normal::member).collect();
    if !matches!(item.keyword.text, "enum" | "type") {
        members.sort();
    }
    format!("{docs}\n{}\n{}", normal::head(item), members.join("\n"))
}

fn key(item: &Item<'_>) -> Key {
    let keyword = item.keyword.text;
    let name = item.name.as_ref().map_or("", |name| &name.text);
    match keyword {
        "policy" | "trigger" | "rule" | "partition" => {
            let clauses: Vec<String> = item.clauses.iter().map(normal::clause).collect();
            format!("{keyword} {name} {}", clauses.join(" "))
        }
        "default_privileges" => {
            let clauses: Vec<String> = item.clauses.iter().map(normal::clause).collect();
            format!("{keyword} {} {}", clauses.join(" "), entry(item, "for").unwrap_or_default())
        }
        "function" | "procedure" | "aggregate" => {
            let types = item.params.iter().flat_map(|params| &params.list).map(|param| {
                let mode = param.mode.map_or("", |mode| mode.text);
                format!("{mode} {}", normal::type_ref(&param.type_ref))
            });
            format!("{keyword} {}({})", qualified(item), types.collect::<Vec<_>>().join(", "))
        }
        "sequence" | "collation" | "text_search_dictionary" | "text_search_configuration" => {
            format!("{keyword} {}", qualified(item))
        }
        _ => format!("{keyword} {name}"),
    }
}

/// The name of an item with its schema, however it is written.
fn qualified(item: &Item<'_>) -> String {
    let Some(name) = &item.name else { return String::new() };
    match (name.is_quoted || !name.text.contains('.'), entry(item, "schema")) {
        (false, _) => name.text.to_string(),
        (true, schema) => format!("{}.{}", schema.as_deref().unwrap_or("public"), name.text),
    }
}

/// The name that an entry says.
fn entry(item: &Item<'_>, key: &str) -> Option<String> {
    item.members().iter().find_map(|member| match member {
        Member::Entry(entry) if entry.key.text == key => match &entry.value.as_ref()?.kind {
            ValueKind::String(text) => Some(text.to_string()),
            ValueKind::Path(text) => Some((*text).to_owned()),
            _ => None,
        },
        _ => None,
    })
}
