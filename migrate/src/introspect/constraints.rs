//! Constraints of tables.

use pg_orm_ir::QualifiedName;
use pg_orm_ir::catalog::{
    Check, Enforcement, Exclusion, ExclusionElement, ForeignKey, Index, Key, ReferentialAction, Table,
};

use super::columns::NotNulls;
use super::context::{Context, qualified};
use super::expression::bare;
use super::indexes::Found;
use super::rows;
use super::triggers::deferrable;

/// Adds the constraints of `table` to it; those that are columns' `NOT NULL` to `not_nulls`.
pub(super) fn add(
    table: &mut Table,
    rows: Vec<rows::Constraint>,
    columns: &[rows::Column],
    indexes: &[Found],
    not_nulls: &mut NotNulls,
    context: &Context,
) {
    let named = |numbers: &[i16]| names(numbers, columns);
    for row in rows {
        let comment = context.comment(("pg_constraint", row.oid, 0));
        let index = indexes.iter().find(|found| found.oid == row.index).map(|found| &found.index);
        match (row.kind.as_str(), index) {
            ("p", Some(index)) => table.primary_key = Some(key(row, &named, index, comment)),
            ("u", Some(index)) => table.unique.push(key(row, &named, index, comment)),
            ("x", Some(index)) => table.exclusions.push(exclusion(row, index, comment)),
            ("f", _) => table.foreign_keys.extend(foreign_key(row, &named, comment)),
            ("c", _) => table.checks.push(check(row, comment)),
            ("n", _) => {
                if let Some(column) = named(&row.columns).pop() {
                    not_nulls.insert(column, row);
                }
            }
            _ => {}
        }
    }
}

/// The names of the columns that have these numbers.
fn names(numbers: &[i16], columns: &[rows::Column]) -> Vec<String> {
    let name = |number: &i16| {
        columns.iter().find(|column| column.number == i32::from(*number)).map(|column| column.name.clone())
    };
    numbers.iter().filter_map(name).collect()
}

fn key(
    row: rows::Constraint,
    named: &impl Fn(&[i16]) -> Vec<String>,
    index: &Index,
    comment: Option<String>,
) -> Key {
    Key {
        name: row.name,
        comment,
        columns: named(&row.columns),
        is_without_overlaps: row.is_temporal,
        include: index.include.clone(),
        nulls_not_distinct: index.nulls_not_distinct,
        deferrable: deferrable(row.is_deferrable, row.is_deferred),
        options: index.options.clone(),
        tablespace: index.tablespace.clone(),
        is_only: index.is_only,
        part_of: index.part_of.clone(),
    }
}

fn exclusion(row: rows::Constraint, index: &Index, comment: Option<String>) -> Exclusion {
    let words = row.operators.unwrap_or_default();
    let operators = words.chunks_exact(2).filter_map(|words| match words {
        [schema, name] => Some(QualifiedName::new(schema, name)),
        _ => None,
    });
    let element = |(key, operator)| ExclusionElement { key, operator };
    Exclusion {
        name: row.name,
        comment,
        method: index.method.clone(),
        elements: index.keys.iter().cloned().zip(operators).map(element).collect(),
        include: index.include.clone(),
        predicate: index.predicate.clone(),
        deferrable: deferrable(row.is_deferrable, row.is_deferred),
        options: index.options.clone(),
        tablespace: index.tablespace.clone(),
        part_of: index.part_of.clone(),
    }
}

fn foreign_key(
    row: rows::Constraint,
    named: &impl Fn(&[i16]) -> Vec<String>,
    comment: Option<String>,
) -> Option<ForeignKey> {
    Some(ForeignKey {
        comment,
        target: qualified(row.target_schema.clone(), row.target.clone())?,
        has_period: row.is_temporal,
        is_match_full: row.match_ == "f",
        on_delete: action(&row.on_delete),
        on_update: action(&row.on_update),
        deferrable: deferrable(row.is_deferrable, row.is_deferred),
        enforcement: enforcement(&row),
        columns: named(&row.columns),
        references: row.references_.unwrap_or_default(),
        on_delete_columns: named(&row.on_delete_columns),
        name: row.name,
    })
}

fn check(row: rows::Constraint, comment: Option<String>) -> Check {
    Check {
        comment,
        expression: row.expression.as_deref().map(bare).unwrap_or_default(),
        is_no_inherit: row.is_no_inherit,
        enforcement: enforcement(&row),
        name: row.name,
    }
}

const fn enforcement(row: &rows::Constraint) -> Enforcement {
    match (row.is_enforced, row.is_valid) {
        (false, _) => Enforcement::NotEnforced,
        (true, false) => Enforcement::NotValid,
        (true, true) => Enforcement::Valid,
    }
}

fn action(letter: &str) -> ReferentialAction {
    match letter {
        "r" => ReferentialAction::Restrict,
        "c" => ReferentialAction::Cascade,
        "n" => ReferentialAction::SetNull,
        "d" => ReferentialAction::SetDefault,
        _ => ReferentialAction::NoAction,
    }
}
