//! The names that objects of a database get in Rust, each once; the ones in the database stay as they are.

use std::collections::{HashMap, HashSet};

use pg_orm_ir::QualifiedName;
use pg_orm_ir::catalog::Catalog;
use pg_orm_ir::names::{is_rust_keyword, pascal_case, snake_case};
use pg_orm_ir::types::BuiltIn;

use super::chosen::ChosenNames;
use super::entries::item_name_beside;
use super::plural::singular;
use super::text;
use crate::passes::is_reserved_type;

const PUBLIC: &str = "public";

/// Rust's names of tables and types.
pub(super) struct TypeNames<'c> {
    by_object: HashMap<&'c QualifiedName, String>,
    /// Tables and views, whose names stand for rows.
    relations: HashSet<&'c QualifiedName>,
    /// How partitions, which are no types, are called by what is on them.
    partitions: HashMap<&'c QualifiedName, String>,
}

impl<'c> TypeNames<'c> {
    /// A table's name in the singular, a type's as it is; where two would be the same, the one that is not in
    /// `public` has its schema before it, and what still meets is numbered. What has a chosen name keeps it.
    pub(super) fn of(catalog: &'c Catalog, chosen: &ChosenNames) -> Self {
        // A partition is no model.
        let tables = catalog.tables.iter().filter(|table| table.partition_of.is_none());
        let tables = tables.map(|table| (&table.name, true));
        let views = catalog.views.iter().map(|view| (&view.name, true));
        let enums = catalog.enums.iter().map(|it| (&it.name, false));
        let domains = catalog.domains.iter().map(|it| (&it.name, false));
        let composites = catalog.composites.iter().map(|it| (&it.name, false));
        let ranges = catalog.ranges.iter().map(|it| (&it.name, false));
        let objects: Vec<(&QualifiedName, bool)> =
            tables.chain(views).chain(enums).chain(domains).chain(composites).chain(ranges).collect();
        let mut count: HashMap<String, usize> = HashMap::new();
        for (name, is_table) in &objects {
            *count.entry(snake_case(&type_word(&name.name, *is_table))).or_default() += 1;
        }
        let mut taken: HashSet<String> = chosen.taken.iter().map(|word| snake_case(word)).collect();
        let mut by_object = HashMap::new();
        for (name, is_table) in objects {
            if let Some(word) = chosen.types.get(name) {
                by_object.insert(name, word.clone());
                continue;
            }
            let word = type_word(&name.name, is_table);
            let is_alone = count.get(&snake_case(&word)) == Some(&1);
            let word = match name.schema.as_str() {
                schema if schema != PUBLIC && !is_alone => {
                    format!("{}{word}", capitalised(&text::field_word(schema)))
                }
                _ => word,
            };
            let numbered = (2_u32..).map(|number| format!("{word}{number}"));
            let chosen =
                std::iter::once(word.clone()).chain(numbered).find(|word| taken.insert(snake_case(word)));
            by_object.insert(name, chosen.unwrap_or(word));
        }
        let relations = catalog.tables.iter().map(|table| &table.name);
        let relations = relations.chain(catalog.views.iter().map(|view| &view.name)).collect();
        let words: HashSet<&str> = by_object.values().map(String::as_str).collect();
        let partitions = catalog.tables.iter().filter_map(|table| {
            let partition = table.partition_of.as_ref()?;
            let mut word = item_name_beside(&table.name, &partition.parent.schema);
            // A type of that name would be meant.
            if words.contains(word.as_str()) {
                word = format!("{}.{}", table.name.schema, table.name.name);
            }
            Some((&table.name, word))
        });
        let partitions = partitions.collect();
        Self { by_object, relations, partitions }
    }

    /// Whether it is a table or a view.
    pub(super) fn is_relation(&self, object: &QualifiedName) -> bool {
        self.relations.contains(object)
    }

    /// Rust's name of this table or type.
    pub(super) fn get(&self, object: &QualifiedName) -> Option<&str> {
        self.by_object.get(object).map(String::as_str)
    }

    /// How items call this table, a partition, or this view.
    pub(super) fn called(&self, object: &QualifiedName) -> Option<&str> {
        self.get(object).or_else(|| self.partitions.get(object).map(String::as_str))
    }
}

/// A type's name for an object's.
fn type_word(name: &str, is_table: bool) -> String {
    let snake = text::field_word(name);
    let snake = snake.trim_matches('_');
    let one = match snake.rsplit_once('_') {
        Some((head, last)) if is_table => format!("{head}_{}", singular(last)),
        None if is_table => singular(snake),
        _ => snake.to_owned(),
    };
    [one.as_str(), snake]
        .map(capitalised)
        .into_iter()
        .find(|word| is_free(word))
        .unwrap_or_else(|| format!("{}Row", capitalised(&one)))
}

fn capitalised(snake: &str) -> String {
    let word = pascal_case(snake);
    if word.starts_with(char::is_uppercase) { word } else { format!("T{word}") }
}

/// Whether neither Rust, the language nor generated code keeps this name of a type for itself.
fn is_free(word: &str) -> bool {
    !is_reserved_type(word) && BuiltIn::from_name(word).is_none() && !is_rust_keyword(&snake_case(word))
}

/// The names of one block's members, each once.
#[derive(Default)]
pub(super) struct MemberNames {
    taken: HashSet<String>,
}

impl MemberNames {
    /// Names of which none is chosen any more.
    pub(super) fn without(taken: HashSet<String>) -> Self {
        Self { taken }
    }

    /// `wanted`, or else with a number behind it.
    pub(super) fn choose(&mut self, wanted: &str) -> String {
        let wanted = &word(wanted);
        let numbered = (2_u32..).map(|number| format!("{wanted}_{number}"));
        std::iter::once(wanted.to_owned())
            .chain(numbered)
            .find(|name| self.taken.insert(name.clone()))
            .unwrap_or_else(|| wanted.to_owned())
    }

    /// The first of these that is free, or else the first one numbered.
    pub(super) fn choose_of(&mut self, wanted: &[String]) -> String {
        match wanted.iter().find(|name| !self.taken.contains(&word(name))) {
            Some(name) => self.choose(name),
            None => self.choose(wanted.first().map_or("unnamed", String::as_str)),
        }
    }
}

/// A name that Rust can have: `as_` for `as`.
fn word(name: &str) -> String {
    if is_rust_keyword(name) { format!("{name}_") } else { name.to_owned() }
}

/// The words of an enum's labels, in order; those that are `kept`, each at its label's place, stay.
pub(super) fn enum_words(labels: &[String], kept: &[Option<&str>]) -> Vec<String> {
    let mut variants: HashSet<String> = kept.iter().flatten().map(|word| pascal_case(word)).collect();
    labels
        .iter()
        .enumerate()
        .map(|(at, label)| {
            if let Some(Some(word)) = kept.get(at) {
                return (*word).to_owned();
            }
            let is_plain = text::is_word(label) && pascal_case(label).starts_with(char::is_uppercase);
            let word = if is_plain { label.clone() } else { text::field_word(label) };
            let word = if pascal_case(&word) == "Self" { format!("{word}_value") } else { word };
            let numbered = (2_u32..).map(|number| format!("{word}_{number}"));
            std::iter::once(word.clone())
                .chain(numbered)
                .find(|word| variants.insert(pascal_case(word)))
                .unwrap_or(word)
        })
        .collect()
}
