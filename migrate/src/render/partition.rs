//! Partitions: the rule by which rows are spread, and the rows that a part holds.

use pg_orm_ir::catalog::{Bound, PartitionBy, PartitionKey, PartitionStrategy};

use super::index::target_sql;
use super::reference;

/// `partition by range (at)`.
pub(super) fn partition_by(by: &PartitionBy) -> String {
    let strategy = match by.strategy {
        PartitionStrategy::Range => "range",
        PartitionStrategy::List => "list",
        PartitionStrategy::Hash => "hash",
    };
    let keys: Vec<String> = by.keys.iter().map(key).collect();
    format!("partition by {strategy} ({})", keys.join(", "))
}

fn key(key: &PartitionKey) -> String {
    let mut sql = target_sql(&key.target);
    if let Some(collation) = &key.collation {
        sql.push_str(&format!(" collate {}", reference(collation)));
    }
    if let Some(class) = &key.operator_class {
        sql.push_str(&format!(" {}", reference(class)));
    }
    sql
}

/// `for values from (1) to (10)`.
pub(super) fn bound(bound: &Bound) -> String {
    match bound {
        Bound::Default => "default".to_owned(),
        Bound::Range { from, to } => {
            format!("for values from ({}) to ({})", from.join(", "), to.join(", "))
        }
        Bound::List(values) => format!("for values in ({})", values.join(", ")),
        Bound::Hash { modulus, remainder } => {
            format!("for values with (modulus {modulus}, remainder {remainder})")
        }
    }
}
