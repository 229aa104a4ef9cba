//! The names that PostgreSQL would choose, each unlike those already taken.

use std::collections::HashSet;

use crate::model;
use crate::names::object_name;

/// The names taken so far: relations' (tables, indexes, sequences share them) by schema, and constraints'
/// by schema, as PostgreSQL looks at both when it chooses (`ChooseRelationName`, `ChooseConstraintName`).
pub(super) struct NamesInUse {
    taken: HashSet<(String, String)>,
}

impl NamesInUse {
    /// Every name that the schema's author gave, so that none chosen meets one.
    pub(super) fn of(schema: &model::Schema) -> Self {
        let mut taken = HashSet::new();
        for model in &schema.models {
            let namespace = &model.table.schema;
            let keys = model.primary_key.iter().chain(&model.unique_keys).map(|key| &key.name);
            let foreign_keys = model.foreign_keys.iter().map(|key| &key.name);
            let checks = model.checks.iter().map(|check| &check.name);
            let indexes = model.indexes.iter().map(|index| &index.name);
            let given = keys.chain(foreign_keys).chain(checks).chain(indexes).flatten();
            taken.insert((namespace.clone(), model.table.name.clone()));
            taken.extend(given.map(|name| (namespace.clone(), name.clone())));
        }
        Self { taken }
    }

    /// `given`, or else the default for these parts with the first number that makes it new.
    pub(super) fn choose(
        &mut self,
        given: Option<&String>,
        table: &crate::QualifiedName,
        part: &str,
        label: &str,
    ) -> String {
        if let Some(given) = given {
            return given.clone();
        }
        let mut name = object_name(&table.name, part, label);
        let mut number = 0_u32;
        while !self.taken.insert((table.schema.clone(), name.clone())) {
            number += 1;
            name = object_name(&table.name, part, &format!("{label}{number}"));
        }
        name
    }
}
