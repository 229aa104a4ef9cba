//! Partitions: how a table's rows are spread, and the tables that hold them.

use std::collections::HashMap;

use pg_orm_ir::catalog::{Bound, Catalog, IndexKey, PartitionBy, PartitionKey, PartitionStrategy, Table};
use pg_orm_ir::names::object_name;
use pg_orm_ir::{QualifiedName, plain_partition};

use super::context::Cx;
use super::entries::{lacking_schema, one_or_list};
use super::relations::Relations;
use super::{columns, indexes, model, text};

/// `@@partition(range: at)`; with the modulus where the partitions are those of a rule.
pub(super) fn attribute(cx: &Cx<'_>, table: &Table, by: &PartitionBy) -> Option<String> {
    let keys: Option<Vec<String>> = by.keys.iter().map(|it| key(cx, table, it)).collect();
    let Some(keys) = keys else {
        cx.unsaid(format_args!("how {} is partitioned", table.name));
        return None;
    };
    let word = match by.strategy {
        PartitionStrategy::Range => "range",
        PartitionStrategy::List => "list",
        PartitionStrategy::Hash => "hash",
    };
    let modulus =
        cx.moduli.get(&table.name).map_or_else(String::new, |modulus| format!(", modulus: {modulus}"));
    Some(format!("@@partition({word}: {}{modulus})", one_or_list(&keys)))
}

fn key(cx: &Cx<'_>, table: &Table, key: &PartitionKey) -> Option<String> {
    let key = IndexKey {
        target: key.target.clone(),
        collation: key.collation.clone(),
        operator_class: key.operator_class.clone(),
        ..IndexKey::default()
    };
    indexes::key(cx, &table.name, &key)
}

/// The item of a partition of `whole`; `None` for one of its rule.
pub(super) fn item(
    cx: &Cx<'_>,
    whole: &Table,
    partition: &Table,
    relations: &Relations<'_>,
) -> Option<String> {
    if cx.moduli.contains_key(&whole.name) {
        return None;
    }
    let mut entries: Vec<String> = Vec::new();
    let mut entry = |key: &str, value: &str| entries.push(format!("{key} = {value}"));
    if let Some(schema) = lacking_schema(&partition.name, &whole.name.schema) {
        entry("schema", &schema);
    }
    let mut docs = String::new();
    if let Some(comment) = &partition.comment {
        match text::docs(comment, 0) {
            Some(lines) => docs = lines,
            None => entry("comment", &text::string(comment)),
        }
    }
    match partition.partition_of.as_ref().map(|it| &it.bound)? {
        Bound::Default => entry("default", "true"),
        Bound::List(list) => entry("values", &values(list)),
        Bound::Range { from, to } => {
            entry("from", &values(from));
            entry("to", &values(to));
        }
        Bound::Hash { modulus, remainder } => {
            entry("modulus", &modulus.to_string());
            entry("remainder", &remainder.to_string());
        }
    }
    let owned = relations.owned.iter().map(model::relation).collect();
    let attributes = model::attributes(cx, partition, &relations.others);
    let groups = [entries, columns::fields(cx, partition), owned, attributes];
    let head =
        format!("partition {} of {}", cx.types.called(&partition.name)?, cx.types.called(&whole.name)?);
    Some(model::block(&docs, &head, &groups))
}

/// The moduli of the tables whose partitions are all there, by their default names, with nothing else said of them.
pub(super) fn moduli(catalog: &Catalog) -> HashMap<&QualifiedName, u32> {
    let mut partitions: HashMap<&QualifiedName, HashMap<&QualifiedName, &Table>> = HashMap::new();
    for table in &catalog.tables {
        if let Some(partition) = &table.partition_of {
            partitions.entry(&partition.parent).or_default().insert(&table.name, table);
        }
    }
    let tables = catalog.tables.iter().filter_map(|table| {
        let by = table.partition_by.as_ref().filter(|by| by.strategy == PartitionStrategy::Hash);
        let partitions = by.and_then(|_| partitions.get(&table.name))?;
        Some((&table.name, modulus(table, partitions)?))
    });
    tables.collect()
}

fn modulus(table: &Table, partitions: &HashMap<&QualifiedName, &Table>) -> Option<u32> {
    let count = u32::try_from(partitions.len()).ok().filter(|count| (1..=1000).contains(count))?;
    let is_ruled = (0..count).all(|remainder| {
        let name = object_name(&table.name.name, "", &remainder.to_string());
        let name = QualifiedName::new(&table.name.schema, name);
        let plain = plain_partition(table, name, Bound::Hash { modulus: count, remainder });
        partitions.get(&plain.name).is_some_and(|partition| **partition == plain)
    });
    is_ruled.then_some(count)
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
