//! The names that PostgreSQL would choose, each unlike those already taken.

use std::collections::HashSet;

use crate::names::object_name;
use crate::{QualifiedName, model};

/// The names taken so far, by schema: relations' (tables and indexes share them), constraints', and statistics'.
pub(super) struct NamesInUse {
    relations: HashSet<QualifiedName>,
    constraints: HashSet<QualifiedName>,
    statistics: HashSet<QualifiedName>,
}

/// Which names a new one must not meet (`ChooseRelationName` and `ChooseConstraintName` in PostgreSQL).
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum NameKind {
    /// An index that is not a constraint's: unlike every relation.
    Index,
    /// A primary or unique key, a constraint with an index: unlike every relation and every constraint.
    Key,
    /// A foreign key or a check: unlike every constraint.
    Constraint,
    /// Extended statistics: unlike every other.
    Statistics,
}

impl NamesInUse {
    /// Every name that the schema's author gave, so that none chosen meets one.
    pub(super) fn of(schema: &model::Schema) -> Self {
        let mut names =
            Self { relations: HashSet::new(), constraints: HashSet::new(), statistics: HashSet::new() };
        for domain in &schema.domains {
            for name in domain.checks.iter().filter_map(|check| check.name.as_ref()) {
                names.take(NameKind::Constraint, QualifiedName::new(&domain.type_name.schema, name));
            }
        }
        // A composite has a relation of its name, as a table has.
        names.relations.extend(schema.composites.iter().map(|composite| composite.type_name.clone()));
        names.relations.extend(schema.database_only.sequences.iter().map(|sequence| sequence.name.clone()));
        let mut open: Vec<&model::Model> =
            schema.models.iter().chain(schema.views.iter().map(|view| &view.model)).collect();
        while let Some(model) = open.pop() {
            open.extend(model.partitions.iter().map(|partition| &partition.model));
            let namespace = &model.table.schema;
            let keys =
                model.primary_key.iter().chain(&model.unique_keys).map(|key| (NameKind::Key, &key.name));
            let foreign_keys = model.foreign_keys.iter().map(|key| (NameKind::Constraint, &key.name));
            let checks = model.checks.iter().map(|check| (NameKind::Constraint, &check.name));
            let indexes = model.indexes.iter().map(|index| (NameKind::Index, &index.name));
            let exclusions = model.exclusions.iter().map(|it| (NameKind::Key, &it.name));
            for it in &model.statistics {
                if let Some(name) = &it.name {
                    let schema = it.schema.as_ref().unwrap_or(namespace);
                    names.take(NameKind::Statistics, QualifiedName::new(schema, name));
                }
            }
            names.relations.insert(model.table.clone());
            names.relations.extend(model.fields.iter().filter_map(|field| field.numbering.name.clone()));
            let names_of = keys.chain(foreign_keys).chain(checks).chain(indexes).chain(exclusions);
            for (kind, name) in names_of {
                if let Some(name) = name {
                    names.take(kind, QualifiedName::new(namespace, name));
                }
            }
        }
        names
    }

    /// `given`, or else the default for these parts with the first number that makes it new.
    pub(super) fn choose(
        &mut self,
        kind: NameKind,
        given: Option<&String>,
        table: &QualifiedName,
        part: &str,
    ) -> String {
        self.choose_with(kind, given, table, part, kind.label())
    }

    /// The same for a primary key, whose label is its own and which has no part for its columns.
    pub(super) fn choose_primary(&mut self, given: Option<&String>, table: &QualifiedName) -> String {
        self.choose_with(NameKind::Key, given, table, "", "pkey")
    }

    /// The same for a check.
    pub(super) fn choose_check(
        &mut self,
        given: Option<&String>,
        table: &QualifiedName,
        part: &str,
    ) -> String {
        self.choose_with(NameKind::Constraint, given, table, part, "check")
    }

    /// The same for an exclusion constraint, which has an index.
    pub(super) fn choose_exclusion(
        &mut self,
        given: Option<&String>,
        table: &QualifiedName,
        part: &str,
    ) -> String {
        self.choose_with(NameKind::Key, given, table, part, "excl")
    }

    /// The same for extended statistics, which share their names with nothing else.
    pub(super) fn choose_statistics(
        &mut self,
        given: Option<&String>,
        table: &QualifiedName,
        part: &str,
    ) -> String {
        self.choose_with(NameKind::Statistics, given, table, part, "stat")
    }

    fn choose_with(
        &mut self,
        kind: NameKind,
        given: Option<&String>,
        table: &QualifiedName,
        part: &str,
        label: &str,
    ) -> String {
        if let Some(given) = given {
            return given.clone();
        }
        let mut name = QualifiedName::new(&table.schema, object_name(&table.name, part, label));
        let mut number = 0_u32;
        while self.is_taken(kind, &name) {
            number += 1;
            name.name = object_name(&table.name, part, &format!("{label}{number}"));
        }
        self.take(kind, name.clone());
        name.name
    }

    fn is_taken(&self, kind: NameKind, name: &QualifiedName) -> bool {
        kind.is_relation() && self.relations.contains(name)
            || kind.is_constraint() && self.constraints.contains(name)
            || kind == NameKind::Statistics && self.statistics.contains(name)
    }

    fn take(&mut self, kind: NameKind, name: QualifiedName) {
        if kind.is_constraint() {
            self.constraints.insert(name.clone());
        }
        if kind.is_relation() {
            self.relations.insert(name);
        } else if kind == NameKind::Statistics {
            self.statistics.insert(name);
        }
    }
}

impl NameKind {
    const fn is_relation(self) -> bool {
        matches!(self, Self::Index | Self::Key)
    }

    const fn is_constraint(self) -> bool {
        matches!(self, Self::Constraint | Self::Key)
    }

    const fn label(self) -> &'static str {
        match self {
            Self::Index => "idx",
            Self::Key => "key",
            Self::Constraint => "fkey",
            Self::Statistics => "stat",
        }
    }
}
