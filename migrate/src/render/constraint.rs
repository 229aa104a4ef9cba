//! Constraints, as a line of their table or as a statement of their own.

use pg_orm_ir::QualifiedName;
use pg_orm_ir::catalog::{
    Check, Deferrable, Enforcement, Exclusion, ExclusionElement, ForeignKey, Key, ReferentialAction, Table,
};
use pg_orm_sql::Identifier;

use super::expression::parenthesised;
use super::index::key_sql;
use super::{comment, name_list, options, reference_name};
use crate::script::{Action, Object, Step};

pub(super) fn primary_key(key: &Key) -> String {
    format!("constraint {} primary key {}", Identifier(&key.name), key_columns(key))
}

pub(super) fn unique(key: &Key) -> String {
    let nulls = if key.nulls_not_distinct { " nulls not distinct" } else { "" };
    format!("constraint {} unique{nulls} {}", Identifier(&key.name), key_columns(key))
}

fn key_columns(key: &Key) -> String {
    let overlaps = if key.is_without_overlaps { " without overlaps" } else { "" };
    let mut sql = format!("({}{overlaps})", name_list(&key.columns));
    sql.push_str(&kept(&key.include, &key.options, key.tablespace.as_ref()));
    sql.push_str(deferrable(key.deferrable));
    sql
}

/// How a constraint's index is kept.
fn kept(include: &[String], options: &[(String, String)], tablespace: Option<&String>) -> String {
    let include =
        if include.is_empty() { String::new() } else { format!(" include ({})", name_list(include)) };
    let tablespace = reference_name("using index tablespace", tablespace);
    format!("{include}{}{tablespace}", options::with(options))
}

pub(super) fn check(check: &Check) -> String {
    let expression = parenthesised(&check.expression, "  ");
    let inherit = if check.is_no_inherit { " no inherit" } else { "" };
    let enforcement = enforcement(check.enforcement);
    format!("constraint {} check {expression}{inherit}{enforcement}", Identifier(&check.name))
}

pub(super) fn exclusion(exclusion: &Exclusion) -> String {
    let element = |element: &ExclusionElement| {
        format!("{} with {}", key_sql(&element.key), operator(&element.operator))
    };
    let elements: Vec<String> = exclusion.elements.iter().map(element).collect();
    let mut sql = format!(
        "constraint {} exclude using {} ({})",
        Identifier(&exclusion.name),
        Identifier(&exclusion.method),
        elements.join(", ")
    );
    sql.push_str(&kept(&exclusion.include, &exclusion.options, exclusion.tablespace.as_ref()));
    if let Some(predicate) = &exclusion.predicate {
        sql.push_str(&format!(" where {}", parenthesised(predicate, "  ")));
    }
    sql.push_str(deferrable(exclusion.deferrable));
    sql
}

/// An operator is no identifier: it is never quoted.
fn operator(name: &QualifiedName) -> String {
    match name.schema.as_str() {
        "" | "pg_catalog" => name.name.clone(),
        schema => format!("operator({}.{})", Identifier(schema), name.name),
    }
}

pub(super) fn foreign_key(key: &ForeignKey) -> String {
    let mut sql = format!(
        "constraint {} foreign key ({}) references {} ({})",
        Identifier(&key.name),
        periods(&key.columns, key.has_period),
        key.target,
        periods(&key.references, key.has_period),
    );
    if key.is_match_full {
        sql.push_str(" match full");
    }
    if let Some(action) = action_sql(key.on_delete) {
        sql.push_str(&format!(" on delete {action}"));
        if !key.on_delete_columns.is_empty() {
            sql.push_str(&format!(" ({})", name_list(&key.on_delete_columns)));
        }
    }
    if let Some(action) = action_sql(key.on_update) {
        sql.push_str(&format!(" on update {action}"));
    }
    sql.push_str(deferrable(key.deferrable));
    sql.push_str(enforcement(key.enforcement));
    sql
}

/// Columns, of which the last one may be a period.
fn periods(columns: &[String], has_period: bool) -> String {
    match columns.split_last() {
        Some((last, others)) if has_period => {
            let others: String = others.iter().map(|name| format!("{}, ", Identifier(name))).collect();
            format!("{others}period {}", Identifier(last))
        }
        _ => name_list(columns),
    }
}

/// Adds a key to a partitioned table and none of its partitions.
pub(super) fn add_only(table: &Table, key: &Key, is_primary: bool) -> Vec<Step> {
    let line = if is_primary { primary_key(key) } else { unique(key) };
    let statement = format!("alter table only {}\n  add {line}", table.name);
    let added = Step::new(Action::Create, object(table, &key.name), statement);
    std::iter::once(added).chain(comment(table, &key.name, key.comment.as_ref())).collect()
}

/// Adds a constraint to its table, given as the line of it.
pub(super) fn add(table: &Table, name: &str, line: &str) -> Step {
    let statement = format!("alter {}\n  add {line}", super::table::called(table));
    Step::new(Action::Create, object(table, name), statement)
}

pub(super) fn drop(table: &Table, name: &str) -> Step {
    let called = super::table::called(table);
    let statement = format!("alter {called} drop constraint {}", Identifier(name));
    Step::new(Action::Drop, object(table, name), statement)
}

pub(super) fn object(table: &Table, name: &str) -> Object {
    Object::Constraint { table: table.name.clone(), name: name.to_owned() }
}

/// The comment on a table's constraint, where there is one.
pub(super) fn comment(table: &Table, name: &str, text: Option<&String>) -> Option<Step> {
    let on = format!("constraint {} on {}", Identifier(name), table.name);
    comment::on(&object(table, name), &on, text)
}

/// When it is checked, with a space before it; nothing of the default.
pub(super) const fn deferrable(deferrable: Deferrable) -> &'static str {
    match deferrable {
        Deferrable::No => "",
        Deferrable::InitiallyImmediate => " deferrable",
        Deferrable::InitiallyDeferred => " deferrable initially deferred",
    }
}

const fn enforcement(enforcement: Enforcement) -> &'static str {
    match enforcement {
        Enforcement::Valid => "",
        Enforcement::NotValid => " not valid",
        Enforcement::NotEnforced => " not enforced",
    }
}

/// What is said of an action; nothing of the default.
const fn action_sql(action: ReferentialAction) -> Option<&'static str> {
    match action {
        ReferentialAction::NoAction => None,
        ReferentialAction::Restrict => Some("restrict"),
        ReferentialAction::Cascade => Some("cascade"),
        ReferentialAction::SetNull => Some("set null"),
        ReferentialAction::SetDefault => Some("set default"),
    }
}
