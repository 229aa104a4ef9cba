//! What two catalogs differ in, object for object: enough to say it, not yet enough to alter it.

use std::fmt;

use pg_orm_ir::catalog::{Catalog, Table};

use crate::Object;

/// One object that is not the same in two catalogs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The object. What a table holds beside its columns counts as the table's.
    pub object: Object,
    /// How it differs.
    pub kind: DifferenceKind,
}

/// How an object differs between the previous and the next catalog.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DifferenceKind {
    /// Only the next one has it.
    Added,
    /// Only the previous one has it.
    Removed,
    /// Both have it, and it is not the same.
    Changed,
}

/// What `next` has that `previous` has not, the other way round, and what is not the same in both.
///
/// The order of objects does not count, except that of a table's columns and of an enum's labels.
///
/// ```
/// use pg_orm_ir::catalog::Catalog;
/// assert!(pg_orm_migrate::differences(&Catalog::default(), &Catalog::default()).is_empty());
/// ```
#[must_use]
pub fn differences(previous: &Catalog, next: &Catalog) -> Vec<Difference> {
    let mut found = Vec::new();
    let (p, n) = (previous, next);
    compare(&p.roles, &n.roles, |role| role.name.clone(), |role| Object::Role(role.name.clone()), &mut found);
    let namespace = |namespace: &pg_orm_ir::catalog::Namespace| Object::Namespace(namespace.name.clone());
    compare(&p.namespaces, &n.namespaces, |namespace| namespace.name.clone(), namespace, &mut found);
    let type_ = |enum_: &pg_orm_ir::catalog::Enum| Object::Type(enum_.name.clone());
    compare(&p.enums, &n.enums, |enum_| enum_.name.clone(), type_, &mut found);
    let domain = |domain: &pg_orm_ir::catalog::Domain| Object::Type(domain.name.clone());
    compare(&p.domains, &n.domains, |domain| domain.name.clone(), domain, &mut found);
    let composite = |composite: &pg_orm_ir::catalog::Composite| Object::Type(composite.name.clone());
    compare(&p.composites, &n.composites, |composite| composite.name.clone(), composite, &mut found);
    for table in &n.tables {
        match p.tables.iter().find(|other| other.name == table.name) {
            Some(other) => compare_tables(other, table, &mut found),
            None => found.push(added(Object::Table(table.name.clone()))),
        }
    }
    for table in &p.tables {
        if !n.tables.iter().any(|other| other.name == table.name) {
            found.push(removed(Object::Table(table.name.clone())));
        }
    }
    found
}

fn compare<T: PartialEq, K: PartialEq>(
    previous: &[T],
    next: &[T],
    key: impl Fn(&T) -> K,
    object: impl Fn(&T) -> Object,
    found: &mut Vec<Difference>,
) {
    for item in next {
        match previous.iter().find(|other| key(other) == key(item)) {
            None => found.push(added(object(item))),
            Some(other) if other != item => {
                found.push(Difference { object: object(item), kind: DifferenceKind::Changed });
            }
            Some(_) => {}
        }
    }
    for item in previous {
        if !next.iter().any(|other| key(other) == key(item)) {
            found.push(removed(object(item)));
        }
    }
}

fn compare_tables(previous: &Table, next: &Table, found: &mut Vec<Difference>) {
    let before = found.len();
    let column = |column: &pg_orm_ir::catalog::Column| Object::Column {
        table: next.name.clone(),
        name: column.name.clone(),
    };
    compare(&previous.columns, &next.columns, |column| column.name.clone(), column, found);
    let are_columns_moved = found.len() == before && previous.columns != next.columns;
    let bare = |table: &Table| {
        let mut table = table.clone();
        table.columns.clear();
        let by_name = |a: &str, b: &str| a.cmp(b);
        table.unique.sort_by(|a, b| by_name(&a.name, &b.name));
        table.foreign_keys.sort_by(|a, b| by_name(&a.name, &b.name));
        table.checks.sort_by(|a, b| by_name(&a.name, &b.name));
        table.indexes.sort_by(|a, b| by_name(&a.name, &b.name));
        table.policies.sort_by(|a, b| by_name(&a.name, &b.name));
        table.access.grants.sort_by(|a, b| by_name(&a.role, &b.role));
        table
    };
    if are_columns_moved || bare(previous) != bare(next) {
        found.insert(
            before,
            Difference { object: Object::Table(next.name.clone()), kind: DifferenceKind::Changed },
        );
    }
}

const fn added(object: Object) -> Difference {
    Difference { object, kind: DifferenceKind::Added }
}

const fn removed(object: Object) -> Difference {
    Difference { object, kind: DifferenceKind::Removed }
}

/// `added: table app.users`.
impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = match self.kind {
            DifferenceKind::Added => "added",
            DifferenceKind::Removed => "removed",
            DifferenceKind::Changed => "changed",
        };
        write!(f, "{kind}: {}", self.object)
    }
}
