//! Columns of tables.

use std::collections::HashMap;

use pg_orm_ir::QualifiedName;
use pg_orm_ir::catalog::{
    Column, Compression, Generated, GeneratedKind, Identity, NotNull, Numbering, Storage,
};
use pg_orm_ir::names::object_name;

use super::IntrospectError;
use super::context::{Context, data_type, options, qualified};
use super::expression::bare;
use super::rows;

/// What is said of `NOT NULL`, by column; from PostgreSQL 18 on.
pub(super) type NotNulls = HashMap<String, rows::Constraint>;

pub(super) fn column(
    row: rows::Column,
    table: &QualifiedName,
    numbering: Option<Numbering>,
    not_nulls: &mut NotNulls,
    context: &Context,
) -> Result<Column, IntrospectError> {
    let is_serial = numbering.as_ref().is_some_and(|it| it.kind == Identity::Serial);
    let generated = match row.generated.as_str() {
        "s" => Some(GeneratedKind::Stored),
        "v" => Some(GeneratedKind::Virtual),
        _ => None,
    };
    let not_null = not_nulls.remove(&row.name).map(|it| not_null(it, table, &row.name, context));
    Ok(Column {
        comment: context.comment(("pg_class", row.relation, row.number)),
        type_: data_type(&row.type_)?,
        is_nullable: !row.is_not_null,
        not_null: not_null.filter(|it| *it != NotNull::default()),
        default: row.default_.clone().filter(|_| generated.is_none() && !is_serial),
        generated: generated.zip(row.default_).map(|(kind, sql)| Generated { kind, expression: bare(&sql) }),
        numbering,
        collation: qualified(row.collation_schema, row.collation),
        storage: storage(row.storage.as_deref()),
        compression: compression(&row.compression),
        statistics: row.statistics,
        options: options(row.options),
        foreign_options: options(row.foreign_options),
        is_inherited: row.is_inherited,
        name: row.name,
    })
}

fn not_null(row: rows::Constraint, table: &QualifiedName, column: &str, context: &Context) -> NotNull {
    // A child's is its parent's by itself.
    let is_usual = if row.is_inherited {
        row.has_parents_name
    } else {
        row.name == object_name(&table.name, column, "not_null")
    };
    NotNull {
        comment: context.comment(("pg_constraint", row.oid, 0)),
        is_no_inherit: row.is_no_inherit,
        is_not_valid: !row.is_valid,
        name: (!is_usual).then_some(row.name),
    }
}

pub(super) fn storage(letter: Option<&str>) -> Option<Storage> {
    match letter? {
        "p" => Some(Storage::Plain),
        "e" => Some(Storage::External),
        "x" => Some(Storage::Extended),
        "m" => Some(Storage::Main),
        _ => None,
    }
}

pub(super) fn compression(letter: &str) -> Option<Compression> {
    match letter {
        "p" => Some(Compression::Pglz),
        "l" => Some(Compression::Lz4),
        _ => None,
    }
}
