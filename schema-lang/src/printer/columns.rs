//! A column as a field: its type, its key, where its values come from, how they are kept.

use pg_orm_ir::catalog::{
    Access, Column, Compression, GeneratedKind, Grant, Identity, Key, Numbering, Privilege, Storage, Table,
};

use super::constraints::{is_plain, unique_arguments};
use super::context::Cx;
use super::entries::collation;
use super::{defaults, sequences, text, types};

/// The lines of a table's columns.
pub(super) fn fields(cx: &Cx<'_>, table: &Table) -> Vec<String> {
    table.columns.iter().filter_map(|column| field(cx, table, column)).collect()
}

fn field(cx: &Cx<'_>, table: &Table, column: &Column) -> Option<String> {
    let name = cx.field(&table.name, &column.name)?;
    let mark = types::mark(column.is_nullable, &column.type_, cx.catalog);
    let is_key = |key: &&Key| key.columns.as_slice() == std::slice::from_ref(&column.name);
    let mut attributes = Vec::new();
    if let Some(key) = table.primary_key.as_ref().filter(is_key).filter(|key| is_plain(key)) {
        attributes.push(called("@id", &cx.given.primary_key(table, key)));
    }
    attributes.extend(column.numbering.as_ref().map(|it| numbering(cx, table, column, it)));
    if let Some(default) = &column.default {
        attributes
            .push(format!("@default({})", defaults::default(default, &column.type_, cx.catalog, cx.chosen)));
    }
    if let Some(generated) = &column.generated {
        let kind = if generated.kind == GeneratedKind::Virtual { "virtual: " } else { "" };
        attributes.push(format!("@generated({kind}{})", text::sql(&generated.expression, 2)));
    }
    // A second one on the same column stands with the model's attributes.
    if let Some(key) = table.unique.iter().find(is_key).filter(|key| is_plain(key)) {
        attributes.push(called("@unique", &unique_arguments(cx, table, key)));
    }
    attributes.extend(column.collation.as_ref().map(|name| format!("@collate({})", collation(name))));
    attributes.extend(kept(column.storage, column.compression, column.statistics));
    let whole = format_args!("{}.{}", table.name, column.name);
    cx.lacks(!column.options.is_empty(), "the options", whole);
    cx.lacks(!column.foreign_options.is_empty(), "the foreign options", whole);
    cx.lacks(column.not_null.is_some(), "what its NOT NULL says of itself", whole);
    cx.lacks(column.is_inherited, "the inheritance", whole);
    let type_ = format!("{}{mark}", types::type_ref(&column.type_, &cx.types));
    Some(line(name, &type_, &column.name, column.comment.as_deref(), attributes))
}

/// A field's line: doc comment, name, type, attributes, and the name and the comment that these don't say.
pub(super) fn line(
    field: &str,
    type_: &str,
    column: &str,
    comment: Option<&str>,
    mut attributes: Vec<String>,
) -> String {
    if field != column {
        attributes.push(format!("@map({})", text::string(column)));
    }
    let docs = comment.map(|comment| (comment, text::docs(comment, 2)));
    let docs = match docs {
        Some((_, Some(docs))) => format!("{}  ", docs.strip_prefix("  ").unwrap_or(&docs)),
        Some((comment, None)) => {
            attributes.push(format!("@comment({})", text::string(comment)));
            String::new()
        }
        None => String::new(),
    };
    let attributes: String = attributes.iter().map(|attribute| format!(" {attribute}")).collect();
    format!("{docs}{field} {type_}{attributes}")
}

/// `@storage(external) @compression(lz4) @statistics(1000)`.
pub(super) fn kept(
    storage: Option<Storage>,
    compression: Option<Compression>,
    statistics: Option<i32>,
) -> Vec<String> {
    let storage = storage.map(|storage| match storage {
        Storage::Plain => "@storage(plain)".to_owned(),
        Storage::External => "@storage(external)".to_owned(),
        Storage::Extended => "@storage(extended)".to_owned(),
        Storage::Main => "@storage(main)".to_owned(),
    });
    let compression = compression.map(|compression| match compression {
        Compression::Pglz => "@compression(pglz)".to_owned(),
        Compression::Lz4 => "@compression(lz4)".to_owned(),
    });
    let statistics = statistics.map(|target| format!("@statistics({target})"));
    [storage, compression, statistics].into_iter().flatten().collect()
}

fn numbering(cx: &Cx<'_>, table: &Table, column: &Column, numbering: &Numbering) -> String {
    let whole = format_args!("the sequence of {}.{}", table.name, column.name);
    cx.lacks(numbering.name.is_some(), "the name", whole);
    cx.lacks(numbering.comment.is_some(), "the comment", whole);
    cx.lacks(numbering.persistence.is_some(), "the persistence", whole);
    cx.lacks(numbering.access != sequence_access(table, numbering.kind), "the privileges", whole);
    let (attribute, kind) = match numbering.kind {
        Identity::Always => ("@identity", None),
        Identity::ByDefault => ("@identity", Some("by_default".to_owned())),
        Identity::Serial => ("@serial", None),
    };
    let options = sequences::options(&numbering.options).into_iter();
    let options = options.map(|(key, value)| format!("{key}: {value}"));
    called(attribute, &kind.into_iter().chain(options).collect::<Vec<_>>())
}

/// What a column's own sequence is granted without a word: who inserts may draw from that of a serial column.
fn sequence_access(table: &Table, kind: Identity) -> Access {
    let is_writer =
        |grant: &&Grant| kind == Identity::Serial && grant.privileges.contains(&Privilege::Insert);
    let usage = |grant: &Grant| Grant {
        role: grant.role.clone(),
        privileges: vec![Privilege::Usage],
        ..Grant::default()
    };
    Access { grants: table.access.grants.iter().filter(is_writer).map(usage).collect(), ..Access::default() }
}

/// `@id(name: "..")`, or `@id` where nothing more is said.
fn called(attribute: &str, args: &[String]) -> String {
    if args.is_empty() { attribute.to_owned() } else { format!("{attribute}({})", args.join(", ")) }
}
