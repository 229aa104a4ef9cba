//! Tables with their columns, and what follows them: indexes, comments, row security, privileges.

use pg_orm_ir::catalog::{Column, Identity, Table};
use pg_orm_ir::types::{BaseType, BuiltIn};
use pg_orm_sql::{Identifier, literal};

use super::order::Order;
use super::sequence::{Sequence, Sequences};
use super::{constraint, expression, index};
use crate::script::{Action, Object, Step};

/// Columns line up behind names of at most this many characters.
const MAX_ALIGNED: usize = 32;

pub(super) fn create<'a>(table: &'a Table, sequences: &Sequences<'a>, order: &Order<'a>) -> Vec<Step> {
    let mut steps = Vec::new();
    let serials: Vec<(&Column, &Sequence)> = table
        .columns
        .iter()
        .filter(|column| kind(column) == Some(Identity::Serial))
        .filter_map(|column| Some((column, sequences.get(table, column)?)))
        .collect();
    let named = || serials.iter().filter(|(_, sequence)| !sequence.is_default);
    steps.extend(named().map(|(column, sequence)| {
        let statement = format!("create sequence {} as {}", sequence.name, column.type_);
        Step::new(Action::Create, sequence_object(table, sequence), statement)
    }));
    steps.push(create_table(table, sequences, order));
    steps.extend(named().map(|(column, sequence)| {
        let column = Identifier(&column.name);
        let statement = format!("alter sequence {} owned by {}.{column}", sequence.name, table.name);
        Step::new(Action::Alter, sequence_object(table, sequence), statement)
    }));
    steps.extend(table.indexes.iter().map(|index| index::create(table, index)));
    steps.extend(comments(table));
    steps.extend(row_security(table));
    steps.extend(grants(table, &serials));
    steps
}

pub(super) fn drop(table: &Table) -> Step {
    Step::new(Action::Drop, Object::Table(table.name.clone()), format!("drop table {}", table.name))
}

fn create_table<'a>(table: &'a Table, sequences: &Sequences<'a>, order: &Order<'a>) -> Step {
    let names: Vec<String> =
        table.columns.iter().map(|column| Identifier(&column.name).to_string()).collect();
    let width =
        names.iter().map(|name| name.chars().count()).filter(|w| *w <= MAX_ALIGNED).max().unwrap_or(0);
    let columns =
        table.columns.iter().zip(&names).map(|(column, name)| {
            format!("{name:width$} {}", column_sql(column, sequences.get(table, column)))
        });
    let mut lines: Vec<String> = columns.collect();
    lines.extend(table.primary_key.iter().map(constraint::primary_key));
    lines.extend(table.unique.iter().map(constraint::unique));
    lines.extend(table.checks.iter().map(constraint::check));
    let keys = table.foreign_keys.iter().filter(|key| !order.is_postponed(table, key));
    lines.extend(keys.map(constraint::foreign_key));
    let body = if lines.is_empty() { String::new() } else { format!("\n  {}\n", lines.join(",\n  ")) };
    let statement = format!("create table {} ({body})", table.name);
    Step::new(Action::Create, Object::Table(table.name.clone()), statement)
}

/// What stands behind a column's name.
fn column_sql(column: &Column, sequence: Option<&Sequence>) -> String {
    let type_ = &column.type_;
    let mut sql = match (kind(column), sequence) {
        (Some(Identity::Serial), Some(sequence)) if !sequence.is_default => {
            let name = sequence.name.to_string();
            format!("{type_} default nextval({}::regclass)", literal(&name))
        }
        (Some(Identity::Serial), _) => serial(column).to_owned(),
        (Some(identity), sequence) => {
            let kind = if identity == Identity::Always { "always" } else { "by default" };
            let name = sequence
                .filter(|sequence| !sequence.is_default)
                .map_or_else(String::new, |sequence| format!(" (sequence name {})", sequence.name));
            format!("{type_} generated {kind} as identity{name}")
        }
        (None, _) => type_.to_string(),
    };
    if let (None, Some(default)) = (&column.numbering, &column.default) {
        sql.push_str(&format!(" default {}", expression::default(default, "  ")));
    }
    // A column that numbers itself is never null; only a default that reads a sequence does not say so.
    let is_implied = column.numbering.is_some() && !sql.contains(" default nextval(");
    if !column.is_nullable && !is_implied {
        sql.push_str(" not null");
    }
    sql
}

/// How it numbers itself.
fn kind(column: &Column) -> Option<Identity> {
    column.numbering.as_ref().map(|numbering| numbering.kind)
}

/// The spelling of `serial` for a column's type.
const fn serial(column: &Column) -> &'static str {
    match column.type_.base {
        BaseType::BuiltIn(BuiltIn::SmallInt) => "smallserial",
        BaseType::BuiltIn(BuiltIn::BigInt) => "bigserial",
        _ => "serial",
    }
}

fn comments(table: &Table) -> Vec<Step> {
    let mut steps = Vec::new();
    if let Some(comment) = &table.comment {
        let statement = format!("comment on table {} is {}", table.name, literal(comment));
        steps.push(Step::new(Action::Comment, Object::Table(table.name.clone()), statement));
    }
    for column in &table.columns {
        let Some(comment) = &column.comment else { continue };
        let name = Identifier(&column.name);
        let statement = format!("comment on column {}.{name} is {}", table.name, literal(comment));
        let object = Object::Column { table: table.name.clone(), name: column.name.clone() };
        steps.push(Step::new(Action::Comment, object, statement));
    }
    steps
}

fn row_security(table: &Table) -> Vec<Step> {
    let Some(security) = table.row_security else { return Vec::new() };
    let alter = |verb: &str| {
        let statement = format!("alter table {} {verb} row level security", table.name);
        Step::new(Action::Alter, Object::Table(table.name.clone()), statement)
    };
    let mut steps = vec![alter("enable")];
    if security.is_forced {
        steps.push(alter("force"));
    }
    steps
}

/// Privileges on the table. Who may insert also gets the sequences that serial columns draw from; identity
/// columns need no such privilege.
fn grants(table: &Table, serials: &[(&Column, &Sequence)]) -> Vec<Step> {
    let mut steps = Vec::new();
    for grant in table.access.grants.iter().filter(|grant| !grant.privileges.is_empty()) {
        let role = Identifier(&grant.role);
        let privileges: Vec<&str> = grant.privileges.iter().map(|privilege| privilege.sql()).collect();
        let statement = format!("grant {} on {} to {role}", privileges.join(", "), table.name);
        steps.push(Step::new(Action::Grant, Object::Table(table.name.clone()), statement));
        if grant.privileges.contains(&pg_orm_ir::catalog::Privilege::Insert) {
            steps.extend(serials.iter().map(|(_, sequence)| {
                let statement = format!("grant usage on sequence {} to {role}", sequence.name);
                Step::new(Action::Grant, sequence_object(table, sequence), statement)
            }));
        }
    }
    steps
}

fn sequence_object(table: &Table, sequence: &Sequence) -> Object {
    Object::Sequence { table: table.name.clone(), name: sequence.name.clone() }
}
