//! Sequences: those of columns that number themselves, and others.

use std::collections::HashMap;

use pg_orm_ir::QualifiedName;
use pg_orm_ir::catalog::{Catalog, Identity, Numbering, Persistence, Sequence, SequenceOptions};
use pg_orm_ir::names::object_name;
use pg_orm_ir::types::BuiltIn;

use super::context::{Context, qualified};
use super::rows::{self, Rows};

/// The numberings of columns, by their table and number.
pub(super) type Numberings = HashMap<(u32, i32), Numbering>;

pub(super) fn assemble(rows: &mut Rows, context: &Context, catalog: &mut Catalog) -> Numberings {
    let mut numberings = Numberings::new();
    for mut row in std::mem::take(&mut rows.sequences) {
        let kind = match row.identity.as_deref() {
            Some("a") => Some(Identity::Always),
            Some("d") => Some(Identity::ByDefault),
            _ => row.is_serial.then_some(Identity::Serial),
        };
        match (kind, row.relation.zip(row.column_number)) {
            (Some(kind), Some(column)) => {
                numberings.insert(column, numbering(row, kind, context));
            }
            _ => catalog.sequences.push(sequence(&mut row, context)),
        }
    }
    numberings
}

fn numbering(row: rows::Sequence, kind: Identity, context: &Context) -> Numbering {
    let options = options(&row);
    let mut access = context.access("pg_class", row.oid, row.owner, &[]);
    // It is the table's owner.
    access.owner = None;
    let name = QualifiedName::new(&row.schema, &row.name);
    let chosen = row.table_schema.as_deref().zip(row.table_name.as_deref()).map(|(schema, table)| {
        QualifiedName::new(schema, object_name(table, row.column.as_deref().unwrap_or_default(), "seq"))
    });
    Numbering {
        kind,
        name: (Some(&name) != chosen.as_ref()).then_some(name),
        comment: context.comment(("pg_class", row.oid, 0)),
        options,
        persistence: (row.table_persistence.as_ref() != Some(&row.persistence))
            .then(|| persistence(&row.persistence)),
        access,
    }
}

fn sequence(row: &mut rows::Sequence, context: &Context) -> Sequence {
    Sequence {
        name: QualifiedName::new(&row.schema, &row.name),
        comment: context.comment(("pg_class", row.oid, 0)),
        type_: BuiltIn::from_name(&row.type_).filter(|type_| *type_ != BuiltIn::BigInt),
        options: options(row),
        persistence: persistence(&row.persistence),
        owned_by: qualified(row.table_schema.take(), row.table_name.take()).zip(row.column.take()),
        access: context.access("pg_class", row.oid, row.owner, &[]),
    }
}

pub(super) fn persistence(letter: &str) -> Persistence {
    if letter == "u" { Persistence::Unlogged } else { Persistence::Permanent }
}

/// What is not the default for the type and the direction (manual, `CREATE SEQUENCE`).
fn options(row: &rows::Sequence) -> SequenceOptions {
    let (least, greatest) = match row.type_.as_str() {
        "smallint" => (i64::from(i16::MIN), i64::from(i16::MAX)),
        "integer" => (i64::from(i32::MIN), i64::from(i32::MAX)),
        _ => (i64::MIN, i64::MAX),
    };
    let ascends = row.increment > 0;
    let (min, max) = if ascends { (1, greatest) } else { (least, -1) };
    let start = if ascends { row.min } else { row.max };
    let said = |value: i64, default: i64| (value != default).then_some(value);
    SequenceOptions {
        start: said(row.start, start),
        increment: said(row.increment, 1),
        min: said(row.min, min),
        max: said(row.max, max),
        cache: said(row.cache, 1),
        is_cycle: row.is_cycle,
    }
}
