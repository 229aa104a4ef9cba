//! Partitions: the tables that a partitioned model has beside its own.

use crate::QualifiedName;
use crate::catalog::{Bound, Column, PartitionOf, Table};
use crate::model::{Model, PartitionRule};
use crate::names::object_name;

/// The partitions of `model`, whose table is `table`: those that it declares, and those of its rule.
pub(super) fn lower(model: &Model, table: &Table) -> Vec<Table> {
    let own = |label: &str| QualifiedName::new(&table.name.schema, object_name(&table.name.name, "", label));
    let by_rule: Vec<(QualifiedName, Bound)> = match &model.partition_rule {
        // The others are made as time goes on.
        Some(PartitionRule::Every { .. }) => vec![(own("default"), Bound::Default)],
        Some(PartitionRule::Modulus(modulus)) => (0..*modulus)
            .map(|remainder| (own(&remainder.to_string()), Bound::Hash { modulus: *modulus, remainder }))
            .collect(),
        None => Vec::new(),
    };
    let declared = model
        .partitions
        .iter()
        .map(|it| partition(table, it.table.clone(), it.comment.clone(), it.bound.clone()));
    by_rule.into_iter().map(|(name, bound)| partition(table, name, None, bound)).chain(declared).collect()
}

fn partition(parent: &Table, name: QualifiedName, comment: Option<String>, bound: Bound) -> Table {
    Table {
        name,
        comment,
        partition_of: Some(PartitionOf { parent: parent.name.clone(), bound }),
        columns: parent.columns.iter().map(inherited).collect(),
        access: crate::catalog::Access { owner: parent.access.owner.clone(), ..Default::default() },
        ..Table::default()
    }
}

/// A column as a partition has it: comments and numbering stay with the parent.
fn inherited(column: &Column) -> Column {
    Column { comment: None, numbering: None, is_inherited: true, ..column.clone() }
}
