//! What a table has from others: the tables that it is a partition or a child of.

use std::collections::{HashMap, HashSet};

use pg_orm_ir::QualifiedName;
use pg_orm_ir::catalog::{Catalog, Check, Column, Identity, Index, IndexTarget, Key, Table};
use pg_orm_ir::names::object_name;

/// How a table is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// With all that it has.
    Whole,
    /// Of a composite type, which has its columns.
    Typed,
    /// As a partition, with its parent's columns and indexes.
    Partition,
    /// With all that it has, then attached: its columns or its indexes' names are not those that it would get.
    Attached,
    /// As a child, with its own columns alone.
    Child,
}

impl Shape {
    /// Whether it says something of this column.
    pub(super) const fn lists(self, column: &Column) -> bool {
        match self {
            Self::Whole | Self::Typed | Self::Partition | Self::Attached => true,
            Self::Child => !column.is_inherited,
        }
    }
}

/// The tables of a catalog by name.
pub(super) struct Family<'a> {
    tables: HashMap<&'a QualifiedName, &'a Table>,
}

impl<'a> Family<'a> {
    pub(super) fn of(catalog: &'a Catalog) -> Self {
        Self { tables: catalog.tables.iter().map(|table| (&table.name, table)).collect() }
    }

    pub(super) fn shape(&self, table: &Table) -> Shape {
        match &table.partition_of {
            Some(partition) => match self.tables.get(&partition.parent) {
                Some(parent) if !follows(table, parent) => Shape::Attached,
                _ => Shape::Partition,
            },
            None if table.of_type.is_some() => Shape::Typed,
            None if !table.inherits.is_empty() => Shape::Child,
            None => Shape::Whole,
        }
    }

    /// The column of the parent that this column is.
    pub(super) fn parent_column(&self, table: &Table, column: &Column) -> Option<&'a Column> {
        self.above(table, column).map(|(_, column)| column)
    }

    fn above(&self, table: &Table, column: &Column) -> Option<(&'a Table, &'a Column)> {
        let parents = table.partition_of.iter().map(|it| &it.parent).chain(&table.inherits);
        let mut tables = parents.filter_map(|name| self.tables.get(name));
        tables.find_map(|parent| {
            let column = parent.columns.iter().find(|other| other.name == column.name)?;
            Some((*parent, column))
        })
    }

    /// The name that a column's `NOT NULL` has from the parent's, where it has none of its own.
    pub(super) fn handed_not_null(&self, table: &Table, column: &Column) -> Option<String> {
        if column.is_nullable || column.not_null.is_some() {
            return None;
        }
        let (parent, above) = self.above(table, column).filter(|(_, above)| !above.is_nullable)?;
        let own = above.not_null.as_ref().and_then(|it| it.name.clone());
        let handed = || self.handed_not_null(parent, above);
        let chosen = || object_name(&parent.name.name, &above.name, "not_null");
        Some(own.or_else(handed).unwrap_or_else(chosen))
    }

    /// Whether a column numbers itself by a sequence that it does not share with its parent.
    pub(super) fn has_own_numbering(&self, table: &Table, column: &Column) -> bool {
        let is_identity =
            |column: &Column| column.numbering.as_ref().is_some_and(|it| it.kind != Identity::Serial);
        column.numbering.is_some()
            && !(table.partition_of.is_some()
                && is_identity(column)
                && self.parent_column(table, column).is_some_and(is_identity))
    }

    /// The checks that it must have before it can be attached, and has from its parents.
    pub(super) fn handed_checks(&self, table: &'a Table) -> impl Iterator<Item = &'a Check> {
        let mut own: HashSet<&str> = table.checks.iter().map(|check| check.name.as_str()).collect();
        let mut handed = Vec::new();
        let mut parent = table.partition_of.as_ref();
        while let Some(above) = parent.and_then(|it| self.tables.get(&it.parent)) {
            let checks = above.checks.iter().filter(|check| !check.is_no_inherit);
            handed.extend(checks.filter(|check| own.insert(&check.name)));
            parent = above.partition_of.as_ref();
        }
        handed.into_iter()
    }
}

/// Whether a partition is as one is that is made from its parent: with the same columns, and under the names that PostgreSQL
/// would choose for its parts of the parent's indexes.
fn follows(table: &Table, parent: &Table) -> bool {
    let is_same = |(own, above): (&Column, &Column)| {
        own.is_inherited
            && own.name == above.name
            && own.type_ == above.type_
            && own.collation == above.collation
            && own.generated == above.generated
            && own.compression == above.compression
            && own.not_null.as_ref().is_none_or(|it| it.name.is_none())
    };
    if table.columns.len() != parent.columns.len() || !table.columns.iter().zip(&parent.columns).all(is_same)
    {
        return false;
    }
    // The parent's own is of the same kind: a key may as well be a part of an index.
    let above = |names: &[&String], part_of: Option<&QualifiedName>| {
        part_of.is_none_or(|part_of| names.contains(&&part_of.name))
    };
    let primary: Vec<&String> = parent.primary_key.iter().map(|key| &key.name).collect();
    let unique: Vec<&String> = parent.unique.iter().map(|key| &key.name).collect();
    let plain: Vec<&String> = parent.indexes.iter().map(|index| &index.name).collect();
    let keys = table.primary_key.iter().map(|key| (key, "pkey", &primary));
    let keys = keys.chain(table.unique.iter().map(|key| (key, "key", &unique)));
    let keys = keys.filter(|(key, ..)| key.part_of.is_some());
    let keys = keys.map(|(key, label, names)| {
        let is_plain = key.comment.is_none() && above(names, key.part_of.as_ref());
        (&key.name, key_name(table, key, label), is_plain)
    });
    let indexes = table.indexes.iter().filter(|index| index.part_of.is_some());
    let indexes = indexes.map(|index| {
        let is_plain = is_plain(index) && above(&plain, index.part_of.as_ref());
        (&index.name, index_name(table, index), is_plain)
    });
    let mut names = HashSet::new();
    let mut all = keys.chain(indexes);
    all.all(|(name, chosen, is_plain)| is_plain && *name == chosen && names.insert(chosen))
        && !table.exclusions.iter().any(|exclusion| exclusion.part_of.is_some())
}

/// Whether nothing is said of a part of an index that its whole does not say.
fn is_plain(index: &Index) -> bool {
    index.comment.is_none()
        && index.tablespace.is_none()
        && index.keys.iter().all(|key| key.statistics.is_none())
}

fn key_name(table: &Table, key: &Key, label: &str) -> String {
    let columns: Vec<&str> = match label {
        "pkey" => Vec::new(),
        _ => key.columns.iter().chain(&key.include).map(String::as_str).collect(),
    };
    object_name(&table.name.name, &columns.join("_"), label)
}

fn index_name(table: &Table, index: &Index) -> String {
    let keys = index.keys.iter().map(|key| match &key.target {
        IndexTarget::Column(column) => column.as_str(),
        IndexTarget::Expression(_) => "expr",
    });
    let columns: Vec<&str> = keys.chain(index.include.iter().map(String::as_str)).collect();
    object_name(&table.name.name, &columns.join("_"), "idx")
}
