//! Indexes, those of constraints included, and their keys.

use std::collections::HashMap;

use pg_orm_ir::QualifiedName;
use pg_orm_ir::catalog::{Index, IndexKey, IndexTarget, Nulls};
use pg_orm_sql::TokenKind;

use super::context::{Context, options, qualified};
use super::expression::{bare, group, pieces, split};
use super::rows::{self, Rows};

/// An index with what stands beside it.
pub(super) struct Found {
    pub(super) oid: u32,
    pub(super) relation: u32,
    pub(super) index: Index,
    pub(super) is_constraints: bool,
    pub(super) is_clustered: bool,
    pub(super) is_replica_identity: bool,
}

/// Every index, by table and name.
pub(super) fn assemble(rows: &mut Rows, context: &Context) -> Vec<Found> {
    let mut keys: HashMap<u32, Vec<rows::IndexKey>> = HashMap::new();
    for row in std::mem::take(&mut rows.index_keys) {
        keys.entry(row.index).or_default().push(row);
    }
    let indexes = std::mem::take(&mut rows.indexes).into_iter();
    indexes
        .map(|row| {
            let keys = keys.remove(&row.oid).unwrap_or_default();
            found(row, keys, context)
        })
        .collect()
}

fn found(row: rows::Index, keys: Vec<rows::IndexKey>, context: &Context) -> Found {
    let (included, keys): (Vec<_>, Vec<_>) = keys.into_iter().partition(|key| key.is_included);
    let is_ordered = row.method == "btree";
    let definitions = row.definition.as_deref().map(definitions).unwrap_or_default();
    let key =
        |(place, key): (usize, rows::IndexKey)| index_key(key, definitions.get(place).copied(), is_ordered);
    Found {
        oid: row.oid,
        relation: row.relation,
        is_constraints: row.is_constraints,
        is_clustered: row.is_clustered,
        is_replica_identity: row.is_replica_identity,
        index: Index {
            comment: context.comment(("pg_class", row.oid, 0)),
            is_unique: row.is_unique,
            nulls_not_distinct: row.nulls_not_distinct,
            keys: keys.into_iter().enumerate().map(key).collect(),
            include: included.into_iter().filter_map(|key| key.column).collect(),
            predicate: row.predicate.map(|sql| bare(&sql)),
            options: options(row.options),
            tablespace: row.tablespace,
            is_only: row.is_only,
            part_of: qualified(row.parent_schema, row.parent),
            method: row.method,
            name: row.name,
        },
    }
}

fn index_key(key: rows::IndexKey, definition: Option<&str>, is_ordered: bool) -> IndexKey {
    let mut collation = qualified(key.collation_schema, key.collation);
    let target = match (key.column, key.expression) {
        (_, Some(sql)) => {
            // Only the whole definition says whether an expression's collation is its own.
            let rest = definition.and_then(|definition| definition.strip_prefix(sql.as_str()));
            if !rest.is_some_and(|rest| rest.starts_with(" COLLATE ")) {
                collation = None;
            }
            IndexTarget::Expression(bare(&sql))
        }
        (column, None) => IndexTarget::Column(column.unwrap_or_default()),
    };
    let nulls = match (key.is_descending, key.is_nulls_first) {
        (false, true) => Some(Nulls::First),
        (true, false) => Some(Nulls::Last),
        _ => None,
    };
    IndexKey {
        target,
        collation,
        operator_class: key
            .operator_class_schema
            .zip(key.operator_class)
            .map(|(s, n)| QualifiedName::new(s, n)),
        operator_class_options: options(key.operator_class_options),
        is_descending: is_ordered && key.is_descending,
        nulls: nulls.filter(|_| is_ordered),
        statistics: key.statistics,
    }
}

/// The keys as `pg_get_indexdef` prints them: the first brackets behind `USING method`.
fn definitions(definition: &str) -> Vec<&str> {
    let pieces = pieces(definition);
    let using = pieces.iter().find(|piece| piece.kind == TokenKind::Word && piece.text == "USING");
    using
        .and_then(|using| group(definition, &pieces, using.end))
        .map(|(keys, _)| split(keys, ","))
        .unwrap_or_default()
}
