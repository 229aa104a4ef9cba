//! Partitions: the tables that a partitioned model has beside its own.

use super::names::NamesInUse;
use super::table::{self, Models};
use super::{LowerError, default_names};
use crate::QualifiedName;
use crate::catalog::{Bound, Column, Identity, NotNull, PartitionOf, Table};
use crate::model::{Model, PartitionRule, Schema};
use crate::names::object_name;

/// The partitions of `model`, whose table is `table`: those of its rule, and those that it declares, each followed by its
/// own.
pub(super) fn lower(
    schema: &Schema,
    models: &Models<'_>,
    (model, table): (&Model, &Table),
    names: &mut NamesInUse,
) -> Result<Vec<Table>, LowerError> {
    let own = |label: &str| QualifiedName::new(&table.name.schema, object_name(&table.name.name, "", label));
    let mut partitions: Vec<Table> = match &model.partition_rule {
        // The others are made as time goes on.
        Some(PartitionRule::Every { .. }) => vec![plain(table, own("default"), Bound::Default)],
        Some(PartitionRule::Modulus(modulus)) => (0..*modulus)
            .map(|remainder| {
                plain(table, own(&remainder.to_string()), Bound::Hash { modulus: *modulus, remainder })
            })
            .collect(),
        None => Vec::new(),
    };
    for declared in &model.partitions {
        let mut partition = table::lower(schema, models, &declared.model, names)?;
        partition.partition_of =
            Some(PartitionOf { parent: table.name.clone(), bound: declared.bound.clone() });
        partition.columns.iter_mut().for_each(|column| column.is_inherited = true);
        // Nobody who does not say otherwise has a partition of somebody else's table.
        partition.access.owner = partition.access.owner.or_else(|| table.access.owner.clone());
        let below = lower(schema, models, (&declared.model, &partition), names)?;
        partitions.push(partition);
        partitions.extend(below);
    }
    Ok(partitions)
}

/// A partition of `parent` of which nothing is said but its name and its bound.
#[must_use]
pub fn plain(parent: &Table, name: QualifiedName, bound: Bound) -> Table {
    Table {
        name,
        partition_of: Some(PartitionOf { parent: parent.name.clone(), bound }),
        columns: parent.columns.iter().map(|column| inherited(&parent.name, column)).collect(),
        access: crate::catalog::Access { owner: parent.access.owner.clone(), ..Default::default() },
        ..Table::default()
    }
}

/// A column as a partition or a child has it from the table `parent` where it says nothing of it: comments, numbering
/// and statistics stay with the parent, whose sequence a `serial` column goes on reading.
#[must_use]
pub fn inherited(parent: &QualifiedName, column: &Column) -> Column {
    let is_serial = |it: &&crate::catalog::Numbering| it.kind == Identity::Serial;
    let serial = column.numbering.as_ref().filter(is_serial).map(|numbering| match &numbering.name {
        Some(name) => default_names::reads_sequence(name),
        None => default_names::serial_default(parent, &column.name),
    });
    let not_null = column.not_null.as_ref();
    Column {
        name: column.name.clone(),
        type_: column.type_.clone(),
        is_nullable: column.is_nullable || not_null.is_some_and(|it| it.is_no_inherit),
        not_null: not_null
            .filter(|it| it.is_not_valid && !it.is_no_inherit)
            .map(|_| NotNull { is_not_valid: true, ..NotNull::default() }),
        default: column.default.clone().or(serial),
        generated: column.generated.clone(),
        collation: column.collation.clone(),
        storage: column.storage,
        compression: column.compression,
        is_inherited: true,
        ..Column::default()
    }
}
