//! The order of tables: each after those that its foreign keys need.

use std::collections::{HashMap, HashSet};

use pg_orm_ir::QualifiedName;
use pg_orm_ir::catalog::{Catalog, ForeignKey, Table};

use super::left::Left;

/// Tables in the order in which they are made.
pub(super) struct Order<'a> {
    /// Every table; the catalog's order, as far as foreign keys let it.
    pub(super) tables: Vec<&'a Table>,
    /// Foreign keys that have to wait until all tables are there, with their tables.
    pub(super) postponed: Vec<(&'a Table, &'a ForeignKey)>,
    /// The tables and names of these keys.
    waiting: HashSet<(&'a QualifiedName, &'a str)>,
}

impl<'a> Order<'a> {
    /// Takes, again and again, the first table that needs none of the others that are left. Where each needs
    /// another, the first table of a cycle that nothing outside it holds up goes first.
    pub(super) fn of(catalog: &'a Catalog) -> Self {
        let mut order = Self { tables: Vec::new(), postponed: Vec::new(), waiting: HashSet::new() };
        let place: HashMap<&QualifiedName, usize> =
            catalog.tables.iter().enumerate().map(|(i, table)| (&table.name, i)).collect();
        let mut left = Left::new(&catalog.tables, &place);
        while let Some(at) = left.next() {
            let Some(table) = catalog.tables.get(at) else { continue };
            let is_postponed = |key: &&ForeignKey| {
                let is_left = place.get(&key.target).is_some_and(|&target| left.has(target));
                is_left || key.target == table.name && !is_inline_key(table, key)
            };
            for key in table.foreign_keys.iter().filter(is_postponed) {
                order.postponed.push((table, key));
                order.waiting.insert((&table.name, &key.name));
            }
            order.tables.push(table);
        }
        order
    }

    /// Whether this key of this table waits.
    pub(super) fn is_postponed(&self, table: &Table, key: &ForeignKey) -> bool {
        self.waiting.contains(&(&table.name, key.name.as_str()))
    }
}

/// Whether what a table's key to itself references is a constraint, which is there with the table, rather
/// than an index, which comes after it.
fn is_inline_key(table: &Table, key: &ForeignKey) -> bool {
    let referenced: HashSet<&String> = key.references.iter().collect();
    let is_same = |columns: &[String]| columns.iter().collect::<HashSet<_>>() == referenced;
    table.primary_key.as_ref().is_some_and(|primary| is_same(&primary.columns))
        || table.unique.iter().any(|unique| is_same(&unique.columns))
}

#[cfg(test)]
mod tests {
    use super::*;
    use pg_orm_ir::catalog::Key;

    fn table(name: &str, targets: &[&str]) -> Table {
        let key = |target: &&str| ForeignKey {
            name: format!("{name}_{target}"),
            columns: vec!["id".into()],
            target: QualifiedName::new("public", *target),
            references: vec!["id".into()],
            ..ForeignKey::default()
        };
        Table {
            name: QualifiedName::new("public", name),
            primary_key: Some(Key { columns: vec!["id".into()], ..Key::default() }),
            foreign_keys: targets.iter().map(key).collect(),
            ..Table::default()
        }
    }

    fn ordered(tables: &[(&str, &[&str])]) -> (Vec<String>, Vec<String>) {
        let catalog = Catalog {
            tables: tables.iter().map(|(name, targets)| table(name, targets)).collect(),
            ..Catalog::default()
        };
        let order = Order::of(&catalog);
        (
            order.tables.iter().map(|table| table.name.name.clone()).collect(),
            order.postponed.iter().map(|(_, key)| key.name.clone()).collect(),
        )
    }

    #[test]
    fn keeps_the_order_where_it_can() {
        let (tables, postponed) = ordered(&[("a", &["c"]), ("b", &[]), ("c", &["c"]), ("d", &["a", "b"])]);
        assert_eq!(tables, ["b", "c", "a", "d"]);
        assert!(postponed.is_empty());
    }

    #[test]
    fn a_cycle_is_broken_once_and_holds_up_nobody_else() {
        // `a` only needs the cycle; postponing its key would be needless.
        let (tables, postponed) = ordered(&[("a", &["b"]), ("b", &["c"]), ("c", &["d"]), ("d", &["b"])]);
        assert_eq!(tables, ["b", "a", "d", "c"]);
        assert_eq!(postponed, ["b_c"]);
    }

    #[test]
    fn a_table_that_is_not_in_the_catalog_is_there_already() {
        assert_eq!(ordered(&[("a", &["elsewhere"])]).0, ["a"]);
    }
}
