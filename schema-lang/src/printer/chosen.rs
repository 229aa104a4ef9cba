//! Names in Rust that somebody has chosen already: a catalog that is printed beside a schema takes the schema's.

use std::collections::{HashMap, HashSet};

use pg_orm_ir::QualifiedName;

use super::names;

/// A foreign key by what it joins: its table, its columns, the table that it leads to.
pub(crate) type Joined = (QualifiedName, Vec<String>, QualifiedName);

/// A schema's names, by the objects that they are of.
#[derive(Debug, Default)]
pub(crate) struct ChosenNames {
    /// Of tables, views and types.
    pub(crate) types: HashMap<QualifiedName, String>,
    /// Every name of a type that is taken, also by what is no object of a database.
    pub(crate) taken: HashSet<String>,
    /// Of columns and attributes, by their table, view or composite.
    pub(crate) fields: HashMap<QualifiedName, HashMap<String, String>>,
    /// All members of models and views.
    pub(crate) members: HashMap<QualifiedName, HashSet<String>>,
    /// Of enums' labels.
    pub(crate) labels: HashMap<QualifiedName, HashMap<String, String>>,
    /// Of the relations that own a foreign key, each with what joins its two sides by name.
    pub(crate) owners: HashMap<Joined, (String, Option<String>)>,
    /// Of foreign keys' far sides.
    pub(crate) fars: HashMap<Joined, String>,
    /// Of relations through a table: from which one, through which one, by which of its columns.
    pub(crate) throughs: HashMap<Joined, String>,
}

impl ChosenNames {
    /// The field of a column or attribute.
    pub(super) fn field(&self, of: &QualifiedName, column: &str) -> Option<&String> {
        self.fields.get(of)?.get(column)
    }

    /// The words of an enum's labels, in order.
    pub(super) fn enum_words(&self, enum_: &QualifiedName, labels: &[String]) -> Vec<String> {
        let Some(chosen) = self.labels.get(enum_) else { return names::enum_words(labels, &[]) };
        let kept: Vec<Option<&str>> =
            labels.iter().map(|label| chosen.get(label).map(String::as_str)).collect();
        names::enum_words(labels, &kept)
    }
}
