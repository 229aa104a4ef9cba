//! Columns, as a line of their table and as the statements that follow it.

use pg_orm_ir::catalog::{
    Column, Compression, GeneratedKind, Identity, NotNull, Persistence, Storage, Table,
};
use pg_orm_ir::types::{BaseType, BuiltIn};
use pg_orm_sql::{Identifier, literal};

use super::expression::{self, parenthesised};
use super::sequence::{self, Sequence};
use super::{access, comment, options, reference, type_name};
use crate::script::{Action, Object, Step};

/// What stands behind a column's name where all of it is said.
pub(super) fn whole(column: &Column, sequence: Option<&Sequence>, has_default: bool) -> String {
    let mut sql =
        if is_serial_word(column, sequence) { serial(column).to_owned() } else { type_name(&column.type_) };
    if let Some(method) = column.compression {
        sql.push_str(&format!(" compression {}", compression(method)));
    }
    sql.push_str(&options::foreign(&column.foreign_options));
    if let Some(collation) = &column.collation {
        sql.push_str(&format!(" collate {}", reference(collation)));
    }
    sql.push_str(&value(column, sequence, has_default));
    sql.push_str(&not_null(
        column,
        kind(column).is_some_and(|kind| kind != Identity::Serial) || is_serial_word(column, sequence),
    ));
    sql
}

/// What gives a column its values where nobody does, with a space before it.
pub(super) fn value(column: &Column, sequence: Option<&Sequence>, has_default: bool) -> String {
    if let Some(generated) = &column.generated {
        let kind = match generated.kind {
            GeneratedKind::Stored => "stored",
            GeneratedKind::Virtual => "virtual",
        };
        return format!(" generated always as {} {kind}", parenthesised(&generated.expression, "  "));
    }
    match (&column.numbering, sequence) {
        (Some(numbering), Some(sequence)) if numbering.kind == Identity::Serial => {
            if is_serial_word(column, Some(sequence)) {
                return String::new();
            }
            format!(" default nextval({}::regclass)", literal(&sequence.name.to_string()))
        }
        (Some(numbering), sequence) => {
            let kind = if numbering.kind == Identity::ByDefault { "by default" } else { "always" };
            let name = sequence.filter(|sequence| !sequence.is_default);
            let name = name.map(|sequence| format!("sequence name {}", sequence.name));
            let options: Vec<String> =
                name.into_iter().chain(sequence::options(&numbering.options)).collect();
            let options =
                if options.is_empty() { String::new() } else { format!(" ({})", options.join(" ")) };
            format!(" generated {kind} as identity{options}")
        }
        (None, _) => match &column.default {
            Some(default) if has_default => format!(" default {}", expression::default(default, "  ")),
            _ => String::new(),
        },
    }
}

/// What is said of nulls; nothing of what is so by itself, unless it has a name.
pub(super) fn not_null(column: &Column, is_implied: bool) -> String {
    if column.is_nullable {
        return String::new();
    }
    match &column.not_null {
        Some(NotNull { is_not_valid: true, .. }) => String::new(),
        Some(NotNull { name, is_no_inherit, .. }) => {
            let name = name.as_ref();
            let name = name.map_or_else(String::new, |name| format!(" constraint {}", Identifier(name)));
            let inherit = if *is_no_inherit { " no inherit" } else { "" };
            format!("{name} not null{inherit}")
        }
        None if is_implied => String::new(),
        None => " not null".to_owned(),
    }
}

/// The sequences of columns whose `serial` says too little, before their table.
pub(super) fn sequence_before(table: &Table, column: &Column, sequence: Option<&Sequence>) -> Option<Step> {
    let sequence = sequence?;
    let numbering = column.numbering.as_ref().filter(|it| it.kind == Identity::Serial)?;
    if is_serial_word(column, Some(sequence)) {
        return None;
    }
    let unlogged = if table.persistence == Persistence::Unlogged { "unlogged " } else { "" };
    let options: String = sequence::options(&numbering.options).iter().map(|it| format!(" {it}")).collect();
    let statement =
        format!("create {unlogged}sequence {} as {}{options}", sequence.name, type_name(&column.type_));
    Some(Step::new(Action::Create, sequence_object(table, sequence), statement))
}

/// What is said of a column's sequence once its table is there.
pub(super) fn sequence_after(table: &Table, column: &Column, sequence: Option<&Sequence>) -> Vec<Step> {
    let (Some(numbering), Some(sequence)) = (&column.numbering, sequence) else { return Vec::new() };
    let object = sequence_object(table, sequence);
    let called = format!("sequence {}", sequence.name);
    let mut steps = Vec::new();
    if numbering.kind == Identity::Serial && !is_serial_word(column, Some(sequence)) {
        let statement = format!("alter {called} owned by {}.{}", table.name, Identifier(&column.name));
        steps.push(Step::new(Action::Alter, object.clone(), statement));
    }
    if let Some(persistence) = numbering.persistence {
        let word = if persistence == Persistence::Unlogged { "unlogged" } else { "logged" };
        steps.push(Step::new(Action::Alter, object.clone(), format!("alter {called} set {word}")));
    }
    steps.extend(comment::on(&object, &called, numbering.comment.as_ref()));
    steps
}

/// Privileges on its sequence, after those on its table.
pub(super) fn sequence_privileges(table: &Table, column: &Column, sequence: Option<&Sequence>) -> Vec<Step> {
    let (Some(numbering), Some(sequence)) = (&column.numbering, sequence) else { return Vec::new() };
    let object = sequence_object(table, sequence);
    access::privileges(&numbering.access, &object, &format!("sequence {}", sequence.name))
}

fn sequence_object(table: &Table, sequence: &Sequence) -> Object {
    Object::Sequence { table: table.name.clone(), name: sequence.name.clone() }
}

/// How it is stored and looked at, and the parts of `NOT NULL` that have no place in its line.
pub(super) fn after(table: &Table, column: &Column) -> Vec<Step> {
    let called = super::table::called(table);
    let name = Identifier(&column.name);
    let object = Object::Column { table: table.name.clone(), name: column.name.clone() };
    let alter = |change: String| Step::new(Action::Alter, object.clone(), format!("alter {called} {change}"));
    let mut steps = Vec::new();
    if let Some(NotNull { name: constraint, is_not_valid: true, is_no_inherit, .. }) = &column.not_null {
        let constraint = constraint.as_ref();
        let constraint =
            constraint.map_or_else(String::new, |name| format!("constraint {} ", Identifier(name)));
        let inherit = if *is_no_inherit { " no inherit" } else { "" };
        steps.push(alter(format!("add {constraint}not null {name}{inherit} not valid")));
    }
    let column_change = |change: String| alter(format!("alter column {name} {change}"));
    steps.extend(column.storage.map(|it| column_change(format!("set storage {}", storage(it)))));
    steps.extend(column.statistics.map(|it| column_change(format!("set statistics {it}"))));
    if !column.options.is_empty() {
        steps.push(column_change(format!("set ({})", options::parameters(&column.options))));
    }
    steps
}

/// Comments on it and on its `NOT NULL`.
pub(super) fn comments(table: &Table, column: &Column) -> Vec<Step> {
    let object = Object::Column { table: table.name.clone(), name: column.name.clone() };
    let on = format!("column {}.{}", table.name, Identifier(&column.name));
    let mut steps: Vec<Step> = comment::on(&object, &on, column.comment.as_ref()).into_iter().collect();
    if let Some(NotNull { name, comment: Some(comment), .. }) = &column.not_null {
        let chosen = || pg_orm_ir::names::object_name(&table.name.name, &column.name, "not_null");
        let name = name.clone().unwrap_or_else(chosen);
        steps.extend(super::constraint::comment(table, &name, Some(comment)));
    }
    steps
}

/// How it numbers itself.
fn kind(column: &Column) -> Option<Identity> {
    column.numbering.as_ref().map(|numbering| numbering.kind)
}

/// Whether `serial` is all that there is to say of its numbers.
fn is_serial_word(column: &Column, sequence: Option<&Sequence>) -> bool {
    kind(column) == Some(Identity::Serial)
        && sequence.is_none_or(|sequence| sequence.is_default)
        && column.numbering.as_ref().is_none_or(|it| sequence::options(&it.options).is_empty())
        && !column.is_nullable
}

/// The spelling of `serial` for a column's type.
const fn serial(column: &Column) -> &'static str {
    match column.type_.base {
        BaseType::BuiltIn(BuiltIn::SmallInt) => "smallserial",
        BaseType::BuiltIn(BuiltIn::BigInt) => "bigserial",
        _ => "serial",
    }
}

pub(super) const fn storage(storage: Storage) -> &'static str {
    match storage {
        Storage::Plain => "plain",
        Storage::External => "external",
        Storage::Extended => "extended",
        Storage::Main => "main",
    }
}

pub(super) const fn compression(compression: Compression) -> &'static str {
    match compression {
        Compression::Pglz => "pglz",
        Compression::Lz4 => "lz4",
    }
}
