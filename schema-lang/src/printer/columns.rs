//! A column as a field: its type, its key, where its values come from, how they are kept.

use pg_orm_ir::QualifiedName;
use pg_orm_ir::catalog::{
    Access, Column, Compression, GeneratedKind, Grant, Identity, Key, NotNull, Numbering, Persistence,
    Privilege, Storage, Table,
};

use super::constraints::{is_plain, unique_arguments};
use super::context::Cx;
use super::entries::{collation, grant_map, object, option, option_map};
use super::{constraints, defaults, sequences, text, types};

/// The lines of a table's columns.
pub(super) fn fields(cx: &Cx<'_>, table: &Table) -> Vec<String> {
    let is_partition = table.partition_of.is_some();
    let is_silent = |column: &Column| match cx.handed_down(table, column) {
        Some(handed) => handed == *column && !has_own_key(table, column),
        None => false,
    };
    // A partition of another order has to say all of it.
    let has_order = cx.whole(table).is_none_or(|whole| {
        let names = |table: &Table| table.columns.iter().map(|it| it.name.clone()).collect::<Vec<_>>();
        names(whole) == names(table)
    });
    let is_said =
        |column: &&Column| !has_order || !((is_partition || column.is_inherited) && is_silent(column));
    table.columns.iter().filter(is_said).filter_map(|column| field(cx, table, column)).collect()
}

/// Whether a key stands on the column's line.
fn has_own_key(table: &Table, column: &Column) -> bool {
    let is_key = |key: &&Key| key.columns.as_slice() == std::slice::from_ref(&column.name) && is_plain(key);
    table.primary_key.iter().chain(&table.unique).any(|key| is_key(&key))
}

fn field(cx: &Cx<'_>, table: &Table, column: &Column) -> Option<String> {
    let name = cx.field(&table.name, &column.name)?;
    let mark = types::mark(column.is_nullable, &column.type_, cx.catalog);
    let is_key = |key: &&Key| key.columns.as_slice() == std::slice::from_ref(&column.name);
    let mut attributes = Vec::new();
    if let Some(key) = table.primary_key.as_ref().filter(is_key).filter(|key| is_plain(key)) {
        attributes.push(called("@id", &cx.given.primary_key(table, key)));
    }
    attributes.extend(column.numbering.as_ref().map(|it| numbering(table, it)));
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
    if !column.foreign_options.is_empty() {
        attributes.push(format!("@foreign({})", option_map(&column.foreign_options)));
    }
    if column.is_inherited && table.partition_of.is_none() {
        attributes.push("@inherited".to_owned());
    }
    attributes.extend(parameters(cx, &table.name, &column.name, &column.options));
    if column.is_nullable && mark.is_empty() {
        attributes.push("@not_null(false)".to_owned());
    }
    attributes.extend(column.not_null.as_ref().map(not_null));
    let type_ = format!("{}{mark}", types::value_ref(&column.type_, &cx.types));
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

/// `@with(n_distinct: -0.5)`.
pub(super) fn parameters(
    cx: &Cx<'_>,
    table: &QualifiedName,
    column: &str,
    options: &[(String, String)],
) -> Option<String> {
    let pairs = options.iter().filter_map(|(key, value)| {
        cx.lacks(!text::is_word(key), "the parameter", format_args!("{table}.{column}: {key}"));
        text::is_word(key).then(|| format!("{key}: {}", option(value)))
    });
    let pairs: Vec<String> = pairs.collect();
    (!pairs.is_empty()).then(|| format!("@with({})", pairs.join(", ")))
}

/// `@not_null(name: "..")`.
pub(super) fn not_null(not_null: &NotNull) -> String {
    let NotNull { name, comment, is_no_inherit, is_not_valid } = not_null;
    let name = name.as_ref().map(|name| format!("name: {}", text::string(name)));
    let no_inherit = is_no_inherit.then(|| "no_inherit: true".to_owned());
    let not_valid = is_not_valid.then(|| "enforcement: not_valid".to_owned());
    let args = name.into_iter().chain(no_inherit).chain(not_valid);
    called("@not_null", &args.chain(constraints::comment(comment.as_deref())).collect::<Vec<_>>())
}

fn numbering(table: &Table, numbering: &Numbering) -> String {
    let (attribute, kind) = match numbering.kind {
        Identity::Always => ("@identity", None),
        Identity::ByDefault => ("@identity", Some("by_default".to_owned())),
        Identity::Serial => ("@serial", None),
    };
    let options = sequences::options(&numbering.options).into_iter();
    let options = options.map(|(key, value)| format!("{key}: {value}"));
    let mut args: Vec<String> = kind.into_iter().chain(options).collect();
    let name = numbering.name.as_ref().map(|name| object(name, &table.name.schema));
    args.extend(name.map(|name| format!("sequence: {name}")));
    args.extend(numbering.persistence.map(|it| format!("unlogged: {}", it == Persistence::Unlogged)));
    args.extend(constraints::comment(numbering.comment.as_deref()));
    let access = &numbering.access;
    if *access != sequence_access(table, numbering.kind) {
        let grants = |is_grantable: bool| {
            let grants = access.grants.iter().filter(|grant| grant.is_grantable == is_grantable);
            grant_map(grants, sequences::PRIVILEGES)
        };
        let (plain, grantable) = (grants(false), grants(true));
        let revoked = grant_map(&access.revoked, sequences::PRIVILEGES);
        let is_said = grantable.is_some() || revoked.is_some();
        // Nothing granted is something to say where it would be granted without a word.
        let plain = plain.or_else(|| (!is_said).then(|| "{}".to_owned()));
        let all = [("grant", plain), ("grant_with_option", grantable), ("revoke", revoked)];
        args.extend(all.into_iter().filter_map(|(key, value)| Some(format!("{key}: {}", value?))));
    }
    called(attribute, &args)
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
