//! Partition keys and bounds.

use pg_orm_ir::QualifiedName;
use pg_orm_ir::catalog::{Bound, IndexTarget, PartitionBy, PartitionKey, PartitionOf, PartitionStrategy};

use super::IntrospectError;
use super::context::qualified;
use super::expression::{bare, group, pieces, split};
use super::rows;

pub(super) fn partition_by(strategy: &str, keys: Vec<rows::PartitionKey>) -> PartitionBy {
    let strategy = match strategy {
        "l" => PartitionStrategy::List,
        "h" => PartitionStrategy::Hash,
        _ => PartitionStrategy::Range,
    };
    // All expressions are one list, in the order of the keys that have no column.
    let expressions = keys.iter().find_map(|key| key.expressions.clone()).unwrap_or_default();
    let mut expressions = split(&expressions, ",").into_iter();
    let keys = keys.into_iter().map(|key| PartitionKey {
        target: match key.column {
            Some(column) => IndexTarget::Column(column),
            None => IndexTarget::Expression(expressions.next().map(bare).unwrap_or_default()),
        },
        collation: qualified(key.collation_schema, key.collation),
        operator_class: qualified(key.operator_class_schema, key.operator_class),
    });
    PartitionBy { strategy, keys: keys.collect() }
}

pub(super) fn partition_of(
    table: &QualifiedName,
    parent: Option<QualifiedName>,
    text: &str,
) -> Result<PartitionOf, IntrospectError> {
    parent.zip(bound(text)).map(|(parent, bound)| PartitionOf { parent, bound }).ok_or_else(|| {
        IntrospectError::Definition { what: format!("the partition {table}"), text: text.to_owned() }
    })
}

/// `DEFAULT`, or `FOR VALUES` and `IN (..)`, `FROM (..) TO (..)`, `WITH (modulus .., remainder ..)`.
fn bound(text: &str) -> Option<Bound> {
    if text == "DEFAULT" {
        return Some(Bound::Default);
    }
    let rest = text.strip_prefix("FOR VALUES ")?;
    let pieces = pieces(rest);
    let (first, end) = group(rest, &pieces, 0)?;
    if rest.starts_with("IN ") {
        return Some(Bound::List(values(first)));
    }
    if rest.starts_with("WITH ") {
        let mut numbers = split(first, ",").into_iter().map(|part| part.rsplit(' ').next()?.parse().ok());
        return Some(Bound::Hash { modulus: numbers.next()??, remainder: numbers.next()?? });
    }
    let (second, _) = group(rest, &pieces, end)?;
    Some(Bound::Range { from: values(first), to: values(second) })
}

fn values(list: &str) -> Vec<String> {
    let value = |sql: &str| match sql {
        "MINVALUE" | "MAXVALUE" => sql.to_lowercase(),
        _ => sql.to_owned(),
    };
    split(list, ",").into_iter().map(value).collect()
}

#[cfg(test)]
mod tests {
    use pg_orm_ir::catalog::Bound;

    use super::bound;

    #[test]
    fn every_bound() {
        let strings = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
        for (text, expected) in [
            ("DEFAULT", Bound::Default),
            ("FOR VALUES IN ('a,(', NULL)", Bound::List(strings(&["'a,('", "NULL"]))),
            ("FOR VALUES WITH (modulus 4, remainder 3)", Bound::Hash { modulus: 4, remainder: 3 }),
            (
                "FOR VALUES FROM (MINVALUE, 1) TO ('x', MAXVALUE)",
                Bound::Range { from: strings(&["minvalue", "1"]), to: strings(&["'x'", "maxvalue"]) },
            ),
        ] {
            assert_eq!(bound(text), Some(expected));
        }
    }
}
