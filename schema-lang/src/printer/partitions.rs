//! Partitions: how a table's rows are spread, and the tables that hold them.

use pg_orm_ir::QualifiedName;
use pg_orm_ir::catalog::{
    Access, Bound, Column, IndexTarget, PartitionBy, PartitionOf, PartitionStrategy, Table,
};
use pg_orm_ir::names::object_name;

use super::context::Cx;
use super::entries::{EntryItem, one_or_list};
use super::text;

/// `@@partition(range: at)`; with the modulus where the partitions are those of a rule.
pub(super) fn attribute(cx: &Cx<'_>, table: &Table, by: &PartitionBy) -> Option<String> {
    let keys = by.keys.iter().map(|key| {
        let is_whole = key.collation.is_none() && key.operator_class.is_none();
        match &key.target {
            _ if !is_whole => None,
            IndexTarget::Column(column) => cx.field(&table.name, column).map(str::to_owned),
            IndexTarget::Expression(sql) => Some(format!("expr({})", text::sql(sql, 2))),
        }
    });
    let Some(keys) = keys.collect::<Option<Vec<String>>>() else {
        cx.unsaid(format_args!("how {} is partitioned", table.name));
        return None;
    };
    let word = match by.strategy {
        PartitionStrategy::Range => "range",
        PartitionStrategy::List => "list",
        PartitionStrategy::Hash => "hash",
    };
    let modulus = modulus(cx, table).map_or_else(String::new, |modulus| format!(", modulus: {modulus}"));
    Some(format!("@@partition({word}: {}{modulus})", one_or_list(&keys)))
}

/// The items of a table's partitions, but for those of its rule.
pub(super) fn items(cx: &Cx<'_>, table: &Table) -> Vec<String> {
    let Some(model) = cx.types.get(&table.name) else { return Vec::new() };
    let is_ruled = modulus(cx, table).is_some();
    let partitions = of(cx, table).into_iter().filter(|_| !is_ruled);
    partitions.map(|partition| item(cx, table, model, partition)).collect()
}

/// The partitions of a table, in the catalog's order.
fn of<'c>(cx: &Cx<'c>, table: &Table) -> Vec<&'c Table> {
    let is_of = |it: &PartitionOf| it.parent == table.name;
    cx.catalog.tables.iter().filter(|it| it.partition_of.as_ref().is_some_and(is_of)).collect()
}

/// The modulus of a table whose partitions are all there, by their default names, with nothing else said of them.
fn modulus(cx: &Cx<'_>, table: &Table) -> Option<u32> {
    let partitions = of(cx, table);
    let count = u32::try_from(partitions.len()).ok().filter(|count| (1..=1000).contains(count))?;
    let is_ruled = (0..count).zip(&partitions).all(|(remainder, partition)| {
        let name = object_name(&table.name.name, "", &remainder.to_string());
        let name = QualifiedName::new(&table.name.schema, name);
        let bound = Bound::Hash { modulus: count, remainder };
        **partition == plain(table, name, None, bound)
    });
    is_ruled.then_some(count)
}

/// A partition of which nothing is said but its name, its comment and its bound.
fn plain(table: &Table, name: QualifiedName, comment: Option<String>, bound: Bound) -> Table {
    let column = |it: &Column| Column { comment: None, numbering: None, is_inherited: true, ..it.clone() };
    Table {
        name,
        comment,
        partition_of: Some(PartitionOf { parent: table.name.clone(), bound }),
        columns: table.columns.iter().map(column).collect(),
        access: Access { owner: table.access.owner.clone(), ..Access::default() },
        ..Table::default()
    }
}

fn item(cx: &Cx<'_>, table: &Table, model: &str, partition: &Table) -> String {
    let mut item = EntryItem::beside("partition", &partition.name, &table.name.schema);
    item.behind_name(&format!(" of {model}"));
    item.comment(partition.comment.as_deref());
    let bound = partition.partition_of.as_ref().map(|it| it.bound.clone()).unwrap_or_default();
    match &bound {
        Bound::Default => item.flag("default", true),
        Bound::List(list) => item.entry("values", &values(list)),
        Bound::Range { from, to } => {
            item.entry("from", &values(from));
            item.entry("to", &values(to));
        }
        Bound::Hash { modulus, remainder } => {
            item.entry("modulus", &modulus.to_string());
            item.entry("remainder", &remainder.to_string());
        }
    }
    let said = plain(table, partition.name.clone(), partition.comment.clone(), bound);
    cx.lacks(said != *partition, "what is its own", format_args!("the partition {}", partition.name));
    item.print()
}

fn values(values: &[String]) -> String {
    let value = |sql: &String| {
        if matches!(sql.as_str(), "true" | "false" | "minvalue" | "maxvalue" | "null") || text::is_number(sql)
        {
            return sql.clone();
        }
        text::literal(sql).map_or_else(|| text::sql(sql, 2), |value| text::string(&value))
    };
    one_or_list(&values.iter().map(value).collect::<Vec<_>>())
}
