//! Objects without words, as the SQL that makes them and takes them away.

use std::collections::HashMap;

use pg_orm_ir::QualifiedName;
use pg_orm_ir::catalog::{Raw, RawKind};
use pg_orm_sql::{Identifier, Qualified, literal};

use super::context::Context;
use super::rows::{self, Rows};

/// What an object is called in SQL: the word of its kind, and its identity behind it.
struct Named<'a> {
    kind: RawKind,
    word: &'static str,
    identity: String,
    /// The catalog, to find its comment.
    class: &'static str,
    oid: u32,
    context: &'a Context,
}

impl Named<'_> {
    /// The object, made by `create`, with its comment and its owner, where it has one.
    fn raw(self, create: Vec<String>, owner: Option<u32>) -> Raw {
        let Self { kind, word, identity, class, oid, context } = self;
        let mut statements = create;
        if let Some(owner) = owner.and_then(|owner| context.owner(owner)) {
            statements.push(format!("alter {word} {identity} owner to {}", Identifier(&owner)));
        }
        if let Some(comment) = context.comment((class, oid, 0)) {
            statements.push(format!("comment on {word} {identity} is {}", literal(&comment)));
        }
        Raw {
            kind,
            after: Vec::new(),
            create: statements.join(";\n"),
            drop: Some(format!("drop {word} {identity}")),
            name: identity,
        }
    }
}

/// Options in parentheses, those that are said.
fn list(options: &[(&str, Option<String>)]) -> String {
    let said = options.iter().filter_map(|(name, value)| Some((name, value.as_ref()?)));
    let lines: Vec<String> = said
        .map(|(name, value)| if value.is_empty() { (*name).to_owned() } else { format!("{name} = {value}") })
        .collect();
    format!("(\n  {}\n)", lines.join(",\n  "))
}

fn flag(is_on: bool) -> Option<String> {
    is_on.then(String::new)
}

/// All of them, in an order in which each finds those that it needs.
pub(super) fn assemble(rows: &mut Rows, context: &Context) -> Vec<Raw> {
    let mut raws = Vec::new();
    raws.extend(std::mem::take(&mut rows.languages).into_iter().map(|row| language(row, context)));
    raws.extend(std::mem::take(&mut rows.access_methods).into_iter().map(|row| access_method(&row, context)));
    raws.extend(std::mem::take(&mut rows.base_types).into_iter().map(|row| base_type(row, context)));
    raws.extend(std::mem::take(&mut rows.operators).into_iter().map(|row| operator(row, context)));
    let mut members: HashMap<(bool, u32), Vec<rows::FamilyMember>> = HashMap::new();
    for row in std::mem::take(&mut rows.family_members) {
        members.entry((row.is_class, row.holder)).or_default().push(row);
    }
    let families = std::mem::take(&mut rows.operator_families);
    // Loose members of a family name operators alone, and need no class.
    raws.extend(families.into_iter().map(|row| {
        let loose = members.remove(&(false, row.oid)).unwrap_or_default();
        operator_family(&row, &loose, context)
    }));
    raws.extend(std::mem::take(&mut rows.operator_classes).into_iter().map(|row| {
        let own = members.remove(&(true, row.oid)).unwrap_or_default();
        operator_class(&row, &own, context)
    }));
    raws.extend(std::mem::take(&mut rows.casts).into_iter().map(|row| cast(&row, context)));
    raws.extend(std::mem::take(&mut rows.transforms).into_iter().map(|row| transform(row, context)));
    raws.extend(std::mem::take(&mut rows.conversions).into_iter().map(|row| conversion(&row, context)));
    raws.extend(std::mem::take(&mut rows.parsers).into_iter().map(|row| parser(row, context)));
    raws.extend(std::mem::take(&mut rows.templates).into_iter().map(|row| template(row, context)));
    raws
}

fn language(row: rows::Language, context: &Context) -> Raw {
    let identity = Identifier(&row.name).to_string();
    let trusted = if row.is_trusted { "trusted " } else { "" };
    let mut create = format!("create {trusted}language {identity}");
    for (word, function) in [("handler", row.handler), ("inline", row.inline), ("validator", row.validator)] {
        create.extend(function.map(|function| format!(" {word} {function}")));
    }
    let mut create = vec![create];
    create.extend(context.grant_statements("pg_language", row.oid, &format!("language {identity}")));
    let word = "language";
    let kind = RawKind::Language;
    Named { kind, word, identity, class: "pg_language", oid: row.oid, context }.raw(create, Some(row.owner))
}

fn access_method(row: &rows::AccessMethod, context: &Context) -> Raw {
    let identity = Identifier(&row.name).to_string();
    let kind = if row.kind == "t" { "table" } else { "index" };
    let create = vec![format!("create access method {identity} type {kind} handler {}", row.handler)];
    let (kind, word) = (RawKind::AccessMethod, "access method");
    Named { kind, word, identity, class: "pg_am", oid: row.oid, context }.raw(create, None)
}

fn base_type(row: rows::BaseType, context: &Context) -> Raw {
    let identity = Qualified(&row.schema, &row.name).to_string();
    let alignment = match row.alignment.as_str() {
        "c" => "char",
        "s" => "int2",
        "d" => "double",
        _ => "int4",
    };
    let storage = match row.storage.as_str() {
        "e" => "external",
        "x" => "extended",
        "m" => "main",
        _ => "plain",
    };
    let options = list(&[
        ("input", Some(row.input)),
        ("output", Some(row.output)),
        ("receive", row.receive),
        ("send", row.send),
        ("typmod_in", row.typmod_in),
        ("typmod_out", row.typmod_out),
        ("analyze", row.analyze_),
        ("subscript", row.subscript),
        ("internallength", Some(if row.length < 0 { "variable".to_owned() } else { row.length.to_string() })),
        ("passedbyvalue", flag(row.is_by_value)),
        ("alignment", Some(alignment.to_owned())),
        ("storage", Some(storage.to_owned())),
        ("category", Some(literal(&row.category).to_string())),
        ("preferred", row.is_preferred.then(|| "true".to_owned())),
        ("default", row.default_.map(|text| literal(&text).to_string())),
        ("element", row.element),
        ("delimiter", Some(literal(&row.delimiter).to_string())),
        ("collatable", row.is_collatable.then(|| "true".to_owned())),
    ]);
    let mut create = vec![format!("create type {identity} {options}")];
    create.extend(context.grant_statements("pg_type", row.oid, &format!("type {identity}")));
    let (kind, word) = (RawKind::BaseType, "type");
    Named { kind, word, identity, class: "pg_type", oid: row.oid, context }.raw(create, Some(row.owner))
}

/// An enum without labels or a composite without attributes, which nothing in a program could hold a value of.
pub(super) fn empty_type(
    name: &QualifiedName,
    what: &str,
    (oid, owner): (u32, u32),
    context: &Context,
) -> Raw {
    let identity = Qualified(&name.schema, &name.name).to_string();
    let mut create = vec![format!("create type {identity} {what}")];
    create.extend(context.grant_statements("pg_type", oid, &format!("type {identity}")));
    let (kind, word) = (RawKind::BaseType, "type");
    Named { kind, word, identity, class: "pg_type", oid, context }.raw(create, Some(owner))
}

/// `schema.name`; an operator's name is never quoted.
fn operator_name(schema: &str, name: &str) -> String {
    format!("{}.{name}", Identifier(schema))
}

fn operator(row: rows::Operator, context: &Context) -> Raw {
    let name = operator_name(&row.schema, &row.name);
    let identity = format!("{name} ({}, {})", row.left_.as_deref().unwrap_or("none"), row.right_);
    let other = |schema: Option<String>, name: Option<String>| {
        schema.zip(name).map(|(schema, name)| format!("operator({})", operator_name(&schema, &name)))
    };
    let options = list(&[
        ("function", Some(row.function)),
        ("leftarg", row.left_),
        ("rightarg", Some(row.right_)),
        ("commutator", other(row.commutator_schema, row.commutator)),
        ("negator", other(row.negator_schema, row.negator)),
        ("restrict", row.restrict_),
        ("join", row.join_),
        ("hashes", flag(row.hashes)),
        ("merges", flag(row.merges)),
    ]);
    let create = vec![format!("create operator {name} {options}")];
    let (kind, word) = (RawKind::Operator, "operator");
    Named { kind, word, identity, class: "pg_operator", oid: row.oid, context }.raw(create, Some(row.owner))
}

/// A member as `CREATE OPERATOR CLASS` and `ALTER OPERATOR FAMILY` write it.
fn member(row: &rows::FamilyMember) -> String {
    let types = format!("({}, {})", row.left_, row.right_);
    if row.is_operator {
        let name = operator_name(&row.schema, &row.name);
        let sort = row.sort_schema.as_deref().zip(row.sort_family.as_deref());
        let order = sort
            .map(|(schema, name)| format!(" for order by {}", Qualified(schema, name)))
            .unwrap_or_default();
        return format!("operator {} {name} {types}{order}", row.number);
    }
    let function = Qualified(&row.schema, &row.name);
    format!("function {} {types} {function}({})", row.number, row.arguments.as_deref().unwrap_or_default())
}

fn operator_family(row: &rows::OperatorFamily, loose: &[rows::FamilyMember], context: &Context) -> Raw {
    let identity = format!("{} using {}", Qualified(&row.schema, &row.name), Identifier(&row.method));
    let mut create = vec![format!("create operator family {identity}")];
    if !loose.is_empty() {
        let members: Vec<String> = loose.iter().map(member).collect();
        create.push(format!("alter operator family {identity} add\n  {}", members.join(",\n  ")));
    }
    let (kind, word) = (RawKind::OperatorFamily, "operator family");
    Named { kind, word, identity, class: "pg_opfamily", oid: row.oid, context }.raw(create, Some(row.owner))
}

fn operator_class(row: &rows::OperatorClass, own: &[rows::FamilyMember], context: &Context) -> Raw {
    let name = Qualified(&row.schema, &row.name);
    let method = Identifier(&row.method);
    let default = if row.is_default { " default" } else { "" };
    let mut members: Vec<String> = own.iter().map(member).collect();
    // The grammar asks for one member at least; the type itself, stored, says nothing.
    let storage = row.storage.as_deref().or_else(|| members.is_empty().then_some(row.type_.as_str()));
    members.extend(storage.map(|type_| format!("storage {type_}")));
    let family = Qualified(&row.family_schema, &row.family_name);
    let create = vec![format!(
        "create operator class {name}{default} for type {} using {method} family {family} as\n  {}",
        row.type_,
        members.join(",\n  ")
    )];
    let identity = format!("{name} using {method}");
    let (kind, word) = (RawKind::OperatorClass, "operator class");
    Named { kind, word, identity, class: "pg_opclass", oid: row.oid, context }.raw(create, Some(row.owner))
}

fn cast(row: &rows::Cast, context: &Context) -> Raw {
    let identity = format!("({} as {})", row.source, row.target);
    let how = match (row.method.as_str(), &row.function) {
        ("i", _) => " with inout".to_owned(),
        (_, Some(function)) => format!(" with function {function}"),
        _ => " without function".to_owned(),
    };
    let context_ = match row.context.as_str() {
        "a" => " as assignment",
        "i" => " as implicit",
        _ => "",
    };
    let create = vec![format!("create cast {identity}{how}{context_}")];
    let kind = RawKind::Cast;
    Named { kind, word: "cast", identity, class: "pg_cast", oid: row.oid, context }.raw(create, None)
}

fn transform(row: rows::Transform, context: &Context) -> Raw {
    let identity = format!("for {} language {}", row.type_, Identifier(&row.language));
    let from = row.from_sql.map(|function| format!("from sql with function {function}"));
    let to = row.to_sql.map(|function| format!("to sql with function {function}"));
    let parts: Vec<String> = from.into_iter().chain(to).collect();
    let create = vec![format!("create transform {identity} ({})", parts.join(", "))];
    let (kind, word) = (RawKind::Transform, "transform");
    Named { kind, word, identity, class: "pg_transform", oid: row.oid, context }.raw(create, None)
}

fn conversion(row: &rows::Conversion, context: &Context) -> Raw {
    let identity = Qualified(&row.schema, &row.name).to_string();
    let default = if row.is_default { "default " } else { "" };
    let (from, to) = (literal(&row.source), literal(&row.target));
    let create =
        vec![format!("create {default}conversion {identity} for {from} to {to} from {}", row.function)];
    let (kind, word) = (RawKind::Conversion, "conversion");
    Named { kind, word, identity, class: "pg_conversion", oid: row.oid, context }.raw(create, Some(row.owner))
}

fn parser(row: rows::Parser, context: &Context) -> Raw {
    let identity = Qualified(&row.schema, &row.name).to_string();
    let options = list(&[
        ("start", Some(row.start)),
        ("gettoken", Some(row.token)),
        ("end", Some(row.end_)),
        ("headline", row.headline),
        ("lextypes", Some(row.types)),
    ]);
    let create = vec![format!("create text search parser {identity} {options}")];
    let (kind, word) = (RawKind::TextSearchParser, "text search parser");
    Named { kind, word, identity, class: "pg_ts_parser", oid: row.oid, context }.raw(create, None)
}

fn template(row: rows::Template, context: &Context) -> Raw {
    let identity = Qualified(&row.schema, &row.name).to_string();
    let options = list(&[("init", row.init), ("lexize", Some(row.lexize))]);
    let create = vec![format!("create text search template {identity} {options}")];
    let (kind, word) = (RawKind::TextSearchTemplate, "text search template");
    Named { kind, word, identity, class: "pg_ts_template", oid: row.oid, context }.raw(create, None)
}
