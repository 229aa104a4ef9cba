//! The sequences behind columns that number themselves, under the names that PostgreSQL gives them.

use std::collections::{HashMap, HashSet};

use pg_orm_ir::QualifiedName;
use pg_orm_ir::catalog::{Column, Table};
use pg_orm_ir::names::object_name;

use super::order::Order;

/// The sequence of one column.
pub(super) struct Sequence {
    pub(super) name: QualifiedName,
    /// Whether PostgreSQL would choose this name without being told.
    pub(super) is_default: bool,
}

/// The sequences of all columns.
pub(super) struct Sequences<'a> {
    by_column: HashMap<(&'a QualifiedName, &'a str), Sequence>,
}

impl<'a> Sequences<'a> {
    /// A sequence is made before its table: a name that a table, an index or a key is still to have must
    /// be kept free for it, which PostgreSQL can't know.
    pub(super) fn of(order: &Order<'a>) -> Self {
        let mut taken: HashSet<QualifiedName> = HashSet::new();
        for table in &order.tables {
            taken.insert(table.name.clone());
            let indexes = table.indexes.iter().map(|index| &index.name);
            let keys =
                table.primary_key.iter().map(|key| &key.name).chain(table.unique.iter().map(|key| &key.name));
            taken.extend(indexes.chain(keys).map(|name| QualifiedName::new(&table.name.schema, name)));
        }
        let mut by_column = HashMap::new();
        for table in &order.tables {
            for column in table.columns.iter().filter(|column| column.numbering.is_some()) {
                by_column.insert((&table.name, column.name.as_str()), choose(table, column, &mut taken));
            }
        }
        Self { by_column }
    }

    /// The sequence of this column, where it numbers itself.
    pub(super) fn get(&self, table: &'a Table, column: &'a Column) -> Option<&Sequence> {
        self.by_column.get(&(&table.name, column.name.as_str()))
    }
}

fn choose(table: &Table, column: &Column, taken: &mut HashSet<QualifiedName>) -> Sequence {
    let named = |label: &str| {
        QualifiedName::new(&table.name.schema, object_name(&table.name.name, &column.name, label))
    };
    let mut name = named("seq");
    let mut number = 0_u32;
    while !taken.insert(name.clone()) {
        number += 1;
        name = named(&format!("seq{number}"));
    }
    Sequence { name, is_default: number == 0 }
}
