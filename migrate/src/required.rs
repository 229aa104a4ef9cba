//! What of a catalog only newer versions of PostgreSQL have.

use std::fmt;

use pg_orm_ir::catalog::{
    Catalog, CollationProvider, Enforcement, GeneratedKind, Privilege, PublishedColumns, Table,
};

use crate::Object;

/// Something that versions before one don't have.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Requirement {
    /// Where it is said.
    pub object: Object,
    /// What it is, in SQL's words: `NOT ENFORCED`.
    pub feature: &'static str,
    /// The first major version that has it, such as 18.
    pub since: u32,
}

/// A catalog that a server is too old for.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct TooOld {
    /// The server's major version, such as 15.
    pub server: u32,
    /// What it has not, in the catalog's order; never empty.
    pub missing: Vec<Requirement>,
}

/// One line for each, below a line that names the server's version.
impl fmt::Display for TooOld {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PostgreSQL {} is too old for this schema", self.server)?;
        self.missing.iter().try_for_each(|it| write!(f, "\n  {it}"))
    }
}

/// `column full_name of app.users: GENERATED .. VIRTUAL needs PostgreSQL 18`.
impl fmt::Display for Requirement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} needs PostgreSQL {}", self.object, self.feature, self.since)
    }
}

/// Whether a server of this major version has all that the catalog needs.
///
/// # Errors
/// [`TooOld`] with what it lacks.
///
/// ```
/// use pg_orm_ir::{QualifiedName, catalog::{Catalog, Column, Generated, GeneratedKind, Table}};
/// let doubled = Column {
///     name: "doubled".into(),
///     generated: Some(Generated { kind: GeneratedKind::Virtual, expression: "n * 2".into() }),
///     ..Column::default()
/// };
/// let table = Table { name: QualifiedName::new("app", "t"), columns: vec![doubled], ..Table::default() };
/// let catalog = Catalog { tables: vec![table], ..Catalog::default() };
/// assert!(pg_orm_migrate::require_version(&catalog, 18).is_ok());
/// assert_eq!(
///     pg_orm_migrate::require_version(&catalog, 15).unwrap_err().to_string(),
///     "PostgreSQL 15 is too old for this schema\n  \
///      column doubled of app.t: GENERATED .. VIRTUAL needs PostgreSQL 18"
/// );
/// ```
pub fn require_version(catalog: &Catalog, server: u32) -> Result<(), TooOld> {
    let missing: Vec<Requirement> =
        requirements(catalog).into_iter().filter(|it| it.since > server).collect();
    if missing.is_empty() { Ok(()) } else { Err(TooOld { server, missing }) }
}

/// All of `catalog` that PostgreSQL 15, the oldest supported version, does not have, in the catalog's order.
///
/// ```
/// assert!(pg_orm_migrate::requirements(&Default::default()).is_empty());
/// ```
#[must_use]
pub fn requirements(catalog: &Catalog) -> Vec<Requirement> {
    let mut found = Vec::new();
    let mut say = |is_said: bool, object: Object, feature: &'static str, since: u32| {
        if is_said {
            found.push(Requirement { object, feature, since });
        }
    };
    for role in &catalog.roles {
        let is_said = role.member_of.iter().any(|it| it.inherits.is_some() || it.cannot_set);
        say(is_said, Object::Role(role.name.clone()), "GRANT .. WITH INHERIT, SET", 16);
    }
    for collation in &catalog.collations {
        let object = || Object::Collation(collation.name.clone());
        say(collation.rules.is_some(), object(), "RULES of a collation", 16);
        let is_built_in = collation.provider == CollationProvider::BuiltIn;
        say(is_built_in, object(), "PROVIDER = builtin", 17);
    }
    for table in &catalog.tables {
        table_requirements(table, &mut say);
    }
    for view in &catalog.views {
        let is_said = view.access.grants.iter().any(|it| it.privileges.contains(&Privilege::Maintain));
        say(is_said, Object::View(view.name.clone()), "MAINTAIN", 17);
    }
    for publication in &catalog.publications {
        let is_said = publication.generated_columns != PublishedColumns::None;
        let object = Object::Publication(publication.name.clone());
        say(is_said, object, "publish_generated_columns", 18);
    }
    for trigger in &catalog.event_triggers {
        say(trigger.event == "login", Object::EventTrigger(trigger.name.clone()), "ON login", 17);
    }
    for defaults in &catalog.default_privileges {
        let is_said = defaults.grants.iter().any(|it| it.privileges.contains(&Privilege::Maintain));
        say(is_said, Object::of_default_privileges(defaults), "MAINTAIN", 17);
    }
    found
}

fn table_requirements(table: &Table, say: &mut impl FnMut(bool, Object, &'static str, u32)) {
    let object = || Object::Table(table.name.clone());
    let constraint = |name: &String| Object::Constraint { table: table.name.clone(), name: name.clone() };
    let is_granted = table.access.grants.iter().any(|it| it.privileges.contains(&Privilege::Maintain));
    say(is_granted, object(), "MAINTAIN", 17);
    let has_method = table.partition_by.is_some() && table.access_method.is_some();
    say(has_method, object(), "USING of a partitioned table", 17);
    for column in &table.columns {
        let object = || Object::Column { table: table.name.clone(), name: column.name.clone() };
        let is_virtual = column.generated.as_ref().is_some_and(|it| it.kind == GeneratedKind::Virtual);
        say(is_virtual, object(), "GENERATED .. VIRTUAL", 18);
        say(column.not_null.is_some(), object(), "a NOT NULL with a name, NO INHERIT or NOT VALID", 18);
    }
    for key in table.primary_key.iter().chain(&table.unique) {
        say(key.is_without_overlaps, constraint(&key.name), "WITHOUT OVERLAPS", 18);
    }
    for key in &table.foreign_keys {
        say(key.has_period, constraint(&key.name), "PERIOD", 18);
        let is_said = key.enforcement == Enforcement::NotEnforced;
        say(is_said, constraint(&key.name), "NOT ENFORCED", 18);
        let is_said = key.enforcement == Enforcement::NotValid && table.partition_by.is_some();
        say(is_said, constraint(&key.name), "a NOT VALID foreign key of a partitioned table", 18);
    }
    let is_partitioned = table.partition_by.is_some();
    for exclusion in &table.exclusions {
        say(is_partitioned, constraint(&exclusion.name), "EXCLUDE of a partitioned table", 17);
    }
    for check in &table.checks {
        let is_said = check.enforcement == Enforcement::NotEnforced;
        say(is_said, constraint(&check.name), "NOT ENFORCED", 18);
    }
}
