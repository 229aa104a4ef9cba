//! Which names of constraints and indexes have to be written: those that would not come by themselves.

use std::collections::HashMap;

use pg_orm_ir::QualifiedName;
use pg_orm_ir::catalog::{Catalog, ForeignKey, Key, Table};
use pg_orm_ir::default_names;

use super::text;

/// How often each name occurs in its schema: of two that are the same only one would come by itself.
pub(super) struct GivenNames<'c> {
    counts: HashMap<(&'c str, &'c str), u32>,
    /// Of extended statistics, which share their names with nothing else.
    statistics: HashMap<&'c QualifiedName, u32>,
}

impl<'c> GivenNames<'c> {
    pub(super) fn of(catalog: &'c Catalog) -> Self {
        let mut counts: HashMap<(&str, &str), u32> = HashMap::new();
        for table in &catalog.tables {
            let keys = table.primary_key.iter().chain(&table.unique).map(|key| key.name.as_str());
            let foreign_keys = table.foreign_keys.iter().map(|key| key.name.as_str());
            let checks = table.checks.iter().map(|check| check.name.as_str());
            let indexes = table.indexes.iter().map(|index| index.name.as_str());
            let exclusions = table.exclusions.iter().map(|exclusion| exclusion.name.as_str());
            for name in keys.chain(foreign_keys).chain(checks).chain(indexes).chain(exclusions) {
                *counts.entry((&table.name.schema, name)).or_default() += 1;
            }
        }
        for view in &catalog.views {
            for index in &view.indexes {
                *counts.entry((&view.name.schema, &index.name)).or_default() += 1;
            }
        }
        let tables = catalog.tables.iter().map(|table| &table.name);
        let views = catalog.views.iter().map(|view| &view.name);
        let sequences = catalog.sequences.iter().map(|sequence| &sequence.name);
        let composites = catalog.composites.iter().map(|composite| &composite.name);
        for name in tables.chain(views).chain(sequences).chain(composites) {
            *counts.entry((&name.schema, &name.name)).or_default() += 1;
        }
        let mut statistics: HashMap<&QualifiedName, u32> = HashMap::new();
        let of_tables = catalog.tables.iter().flat_map(|table| &table.statistics);
        for it in of_tables.chain(catalog.views.iter().flat_map(|view| &view.statistics)) {
            *statistics.entry(&it.name).or_default() += 1;
        }
        for domain in &catalog.domains {
            for check in &domain.checks {
                *counts.entry((&domain.name.schema, &check.name)).or_default() += 1;
            }
        }
        Self { counts, statistics }
    }

    /// Whether `name` has to be written where `default` would come by itself.
    pub(super) fn is_given(&self, schema: &str, name: &str, default: &str) -> bool {
        name != default || self.counts.get(&(schema, name)).is_some_and(|count| *count > 1)
    }

    /// The same for extended statistics.
    pub(super) fn is_statistics_given(&self, name: &QualifiedName, default: &str) -> bool {
        name.name != default || self.statistics.get(name).is_some_and(|count| *count > 1)
    }

    /// `name: ".."` for a primary key, where it has to be written.
    pub(super) fn primary_key(&self, table: &Table, key: &Key) -> Vec<String> {
        self.argument(table, &key.name, &default_names::primary_key(table))
    }

    /// The same for a unique constraint.
    pub(super) fn unique(&self, table: &Table, key: &Key) -> Vec<String> {
        self.argument(table, &key.name, &default_names::unique(table, key))
    }

    /// Whether a foreign key's name has to be written.
    pub(super) fn is_foreign_key_given(&self, table: &Table, key: &ForeignKey) -> bool {
        self.is_given(&table.name.schema, &key.name, &default_names::foreign_key(table, key))
    }

    fn argument(&self, table: &Table, name: &str, default: &str) -> Vec<String> {
        let is_given = self.is_given(&table.name.schema, name, default);
        is_given.then(|| format!("name: {}", text::string(name))).into_iter().collect()
    }
}
