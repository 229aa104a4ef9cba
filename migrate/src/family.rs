//! What a table has from others: the tables that it is a partition or a child of.

use std::collections::{HashMap, HashSet};

use pg_orm_ir::QualifiedName;
use pg_orm_ir::catalog::{Catalog, Check, Column, Exclusion, Identity, Index, IndexKey, Key, Table};
use pg_orm_ir::names::object_name;
use pg_orm_ir::{default_names, inherited_column};

/// How a table is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
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
    /// With all that it has, then made a child: its columns are not in the order that it would get.
    Joined,
}

impl Shape {
    /// Whether it says something of this column.
    pub(crate) const fn lists(self, column: &Column) -> bool {
        match self {
            Self::Whole | Self::Typed | Self::Partition | Self::Attached | Self::Joined => true,
            Self::Child => !column.is_inherited,
        }
    }
}

/// The tables of a catalog by name.
pub(crate) struct Family<'a> {
    tables: HashMap<&'a QualifiedName, &'a Table>,
}

impl<'a> Family<'a> {
    pub(crate) fn of(catalog: &'a Catalog) -> Self {
        Self { tables: catalog.tables.iter().map(|table| (&table.name, table)).collect() }
    }

    pub(crate) fn shape(&self, table: &Table) -> Shape {
        match &table.partition_of {
            Some(partition) => match self.tables.get(&partition.parent) {
                Some(parent) if !follows(table, parent) || !self.has_plain_parts(table) => Shape::Attached,
                _ => Shape::Partition,
            },
            None if table.of_type.is_some() => Shape::Typed,
            None if table.inherits.is_empty() => Shape::Whole,
            None => {
                let columns = || table.columns.iter().map(|column| column.name.as_str());
                let is_joined = table.columns.iter().all(|column| !column.is_inherited)
                    && !columns().eq(self.natural_order(table));
                if is_joined { Shape::Joined } else { Shape::Child }
            }
        }
    }

    /// The names of a child's columns in the order that they get when it is made with its parents: theirs, then its own.
    pub(crate) fn natural_order<'t>(&self, table: &'t Table) -> Vec<&'t str> {
        let mut order: Vec<&str> = Vec::with_capacity(table.columns.len());
        let mut seen: HashSet<&str> = HashSet::new();
        let own: HashMap<&str, &'t str> =
            table.columns.iter().map(|column| (column.name.as_str(), column.name.as_str())).collect();
        let parents = table.inherits.iter().filter_map(|parent| self.tables.get(parent));
        let above = parents.flat_map(|parent| &parent.columns).map(|column| column.name.as_str());
        let above = above.filter_map(|name| own.get(name).copied());
        for name in above.chain(table.columns.iter().map(|column| column.name.as_str())) {
            if seen.insert(name) {
                order.push(name);
            }
        }
        order
    }

    /// Whether a partition's parts of its table's indexes are as they would come by themselves: under the names that
    /// PostgreSQL would choose, with nothing said of them that the whole does not say.
    pub(crate) fn has_plain_parts(&self, table: &Table) -> bool {
        let Some(parent) = table.partition_of.as_ref().and_then(|it| self.tables.get(&it.parent)) else {
            return true;
        };
        let keys = table.primary_key.iter().map(|key| (key, "pkey"));
        let keys = keys.chain(table.unique.iter().map(|key| (key, "key")));
        keys.filter(|(key, _)| self.key_comes_with_table(table, key))
            .all(|(key, label)| is_plain_key(table, parent, key, label))
            && table.exclusions.iter().all(|it| it.part_of.is_none() || is_plain_exclusion(table, parent, it))
            && table
                .indexes
                .iter()
                .all(|it| !self.comes_with_table(table, it) || is_plain_index(table, parent, it))
    }

    /// Whether a partition's part of an index is there with the partition: what is a part of an index of a table only is
    /// made when that is there.
    pub(crate) fn comes_with_table(&self, table: &Table, index: &Index) -> bool {
        index.part_of.as_ref().is_some_and(|whole| !self.is_only(table, whole))
    }

    /// The same for a partition's part of a key.
    pub(crate) fn key_comes_with_table(&self, table: &Table, key: &Key) -> bool {
        key.part_of.as_ref().is_some_and(|whole| !self.is_only(table, whole))
    }

    /// Whether this index of the table of a partition is of that table only.
    fn is_only(&self, partition: &Table, index: &QualifiedName) -> bool {
        let whole = partition.partition_of.as_ref().and_then(|it| self.tables.get(&it.parent));
        whole.is_some_and(|whole| {
            whole.indexes.iter().any(|it| it.is_only && it.name == index.name)
                || whole.primary_key.iter().chain(&whole.unique).any(|it| it.is_only && it.name == index.name)
        })
    }

    /// The column as the table would have it from above where it said nothing of it.
    pub(crate) fn handed_down(&self, table: &Table, column: &Column) -> Option<Column> {
        self.above(table, column).map(|(parent, above)| inherited_column(&parent.name, above))
    }

    /// The column of the parent that this column is.
    pub(crate) fn parent_column(&self, table: &Table, column: &Column) -> Option<&'a Column> {
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
    pub(crate) fn handed_not_null(&self, table: &Table, column: &Column) -> Option<String> {
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
    pub(crate) fn has_own_numbering(&self, table: &Table, column: &Column) -> bool {
        let is_identity =
            |column: &Column| column.numbering.as_ref().is_some_and(|it| it.kind != Identity::Serial);
        column.numbering.is_some()
            && !(table.partition_of.is_some()
                && is_identity(column)
                && self.parent_column(table, column).is_some_and(is_identity))
    }

    /// The checks that it must have before it can be attached, and has from its parents.
    pub(crate) fn handed_checks(&self, table: &'a Table) -> impl Iterator<Item = &'a Check> {
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

/// Whether a partition has the columns that one has that is made from its parent.
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
    table.columns.len() == parent.columns.len() && table.columns.iter().zip(&parent.columns).all(is_same)
}

/// Whether a partition's key is as the parent's, under the name that it would get.
fn is_plain_key(table: &Table, parent: &Table, key: &Key, label: &str) -> bool {
    let mut keys: Vec<&Key> = if label == "pkey" { Vec::new() } else { parent.unique.iter().collect() };
    keys.extend(parent.primary_key.iter().filter(|_| label == "pkey"));
    let columns: Vec<&str> = match label {
        "pkey" => Vec::new(),
        _ => key.columns.iter().chain(&key.include).map(String::as_str).collect(),
    };
    let name = object_name(&table.name.name, &columns.join("_"), label);
    let whole = keys.into_iter().find(|above| Some(&above.name) == key.part_of.as_ref().map(|it| &it.name));
    whole.is_some_and(|above| {
        *key == Key { name, comment: None, is_only: false, part_of: key.part_of.clone(), ..above.clone() }
    })
}

fn is_plain_index(table: &Table, parent: &Table, index: &Index) -> bool {
    let whole = parent.indexes.iter().find(|it| Some(&it.name) == index.part_of.as_ref().map(|it| &it.name));
    whole.is_some_and(|above| {
        *index
            == Index {
                name: default_names::index(&table.name.name, above),
                comment: None,
                keys: above.keys.iter().map(without_statistics).collect(),
                is_only: false,
                part_of: index.part_of.clone(),
                ..above.clone()
            }
    })
}

fn is_plain_exclusion(table: &Table, parent: &Table, exclusion: &Exclusion) -> bool {
    let whole = exclusion.part_of.as_ref().map(|it| &it.name);
    let whole = parent.exclusions.iter().find(|it| Some(&it.name) == whole);
    whole.is_some_and(|above| {
        *exclusion
            == Exclusion {
                name: default_names::exclusion(&table.name.name, above),
                comment: None,
                part_of: exclusion.part_of.clone(),
                ..above.clone()
            }
    })
}

/// How finely `ANALYZE` looks at an expression is not handed down.
fn without_statistics(key: &IndexKey) -> IndexKey {
    IndexKey { statistics: None, ..key.clone() }
}
