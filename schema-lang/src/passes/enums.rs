//! Enums: their values and labels.

use std::collections::HashMap;

use pg_orm_ir::QualifiedName;
use pg_orm_ir::model::{Enum, EnumValue};
use pg_orm_ir::names::snake_case;

use super::args::Args;
use super::names::Declared;
use super::seen::Seen;
use super::{Context, items, read, rust_names};
use crate::diagnostics::{attributes, names as diagnostics};
use crate::source::Span;
use crate::syntax::ast::{Attribute, Field, Member, Name, ValueKind, Word};

/// An enum and where its name stands.
#[derive(Debug)]
pub(super) struct EnumDraft<'a> {
    pub(super) ir: Enum,
    pub(super) name: &'a Name<'a>,
    /// The place of the type's name in the database.
    pub(super) type_span: Span,
}

const ATTRIBUTES: &[&str] = super::vocabulary::COMPOSITE;

/// The type's name in the database, and where it stands.
pub(super) fn type_name<'a>(cx: &mut Context<'a>, declared: Declared<'a>) -> (QualifiedName, Span) {
    let mut name = QualifiedName::new(items::PUBLIC, snake_case(&declared.name.text));
    let mut span = declared.name.span;
    for member in declared.item.members() {
        let Member::Attribute(attribute) = member else { continue };
        match attribute.name.text {
            "schema" => {
                if let Some(schema) = schema(cx, attribute) {
                    name.schema = schema;
                }
            }
            "map" => {
                if let Some(mapped) = text(cx, attribute, "the type's name") {
                    mapped.clone_into(&mut name.name);
                    span = attribute.span;
                }
            }
            _ => {}
        }
    }
    cx.check_derived_name(&name.name, span, "the type's name", "@@map");
    (name, span)
}

/// Fills `cx.enums`.
pub(super) fn resolve(cx: &mut Context<'_>) {
    for declared in cx.names.enums.clone() {
        let draft = enum_(cx, declared);
        cx.enums.push(draft);
    }
}

fn enum_<'a>(cx: &mut Context<'a>, declared: Declared<'a>) -> EnumDraft<'a> {
    let Declared { item, name } = declared;
    let docs = items::docs(item.docs.as_ref());
    let (type_name, type_span) = type_name(cx, declared);
    let ir = Enum { name: name.text.to_string(), type_name, comment: docs.clone(), docs, ..Enum::default() };
    let mut draft = EnumDraft { ir, name, type_span };
    let mut values: HashMap<&'a str, Span> = HashMap::new();
    let mut labels: HashMap<String, Span> = HashMap::new();
    let mut words: Vec<(Word<'a>, String)> = Vec::new();
    let mut seen = Seen::default();
    for member in item.members() {
        match member {
            Member::Field(field) => {
                // Where the line is not understood, its first word need not be a value.
                if field.has_junk {
                    continue;
                }
                if let Some(&first) = values.get(field.name.text) {
                    cx.report(diagnostics::duplicate("the value", field.name.text, field.name.span, first));
                    continue;
                }
                values.insert(field.name.text, field.name.span);
                let (value, span) = value(cx, field);
                words.push((field.name, value.label.clone()));
                match labels.get(&value.label) {
                    Some(&first) => cx.report(diagnostics::same_label(&value.label, span, first)),
                    None => {
                        labels.insert(value.label.clone(), span);
                    }
                }
                draft.ir.values.push(value);
            }
            Member::Entry(entry) if entry.has_junk => {}
            Member::Entry(entry) => cx.report(attributes::entry_in_fields(entry, "an enum")),
            Member::Attribute(attribute) => {
                let name = attribute.name.text;
                if !matches!(name, "grant" | "revoke") && !seen.is_first(cx, attribute) {
                    continue;
                }
                match name {
                    "comment" => draft.ir.comment = comment(cx, attribute),
                    "" | "schema" | "map" | "owner" | "grant" | "revoke" => {}
                    _ => cx.unknown_attribute(attribute, "an enum", ATTRIBUTES),
                }
            }
        }
    }
    draft.ir.access = super::types_access::of(cx, item);
    rust_names::check_variants(cx, &words);
    if draft.ir.values.is_empty()
        && !cx.has_error_in(item)
        && matches!(item.body, crate::syntax::ast::Body::Block(_))
    {
        cx.report(diagnostics::empty_enum(item, &name.text));
    }
    draft
}

/// A value and the place of its label.
fn value<'a>(cx: &mut Context<'a>, field: &'a Field<'a>) -> (EnumValue, Span) {
    // Where the line is not understood, that is said already.
    if let Some(type_) = field.type_ref.as_ref().filter(|_| !field.has_junk) {
        cx.report(diagnostics::label_with_type(field, type_.span));
    }
    let mut value = EnumValue {
        name: field.name.text.to_owned(),
        label: field.name.text.to_owned(),
        docs: items::docs(field.docs.as_ref()),
    };
    let mut span = field.name.span;
    let mut first: Option<&Attribute<'_>> = None;
    for attribute in &field.attributes {
        match (attribute.name.text, first) {
            ("map", Some(first)) => cx.report(attributes::repeated(attribute, first)),
            ("map", None) => {
                first = Some(attribute);
                if let Some(label) = label(cx, attribute) {
                    label.clone_into(&mut value.label);
                    span = attribute.span;
                }
            }
            ("", _) => {}
            _ => cx.unknown_attribute(attribute, "an enum's value", &["map"]),
        }
    }
    if first.is_none() {
        cx.check_derived_name(&value.label, span, "the label", "@map");
    }
    (value, span)
}

/// `@@schema(app)`.
pub(super) fn schema<'a>(cx: &mut Context<'a>, attribute: &'a Attribute<'a>) -> Option<String> {
    let mut args = Args::new(attribute, &[]);
    let value = args.required(cx, "a schema");
    args.finish(cx);
    items::schema_name(cx, value?)
}

pub(super) fn comment<'a>(cx: &mut Context<'a>, attribute: &'a Attribute<'a>) -> Option<String> {
    text(cx, attribute, "a comment").filter(|comment| !comment.is_empty()).map(str::to_owned)
}

/// A label of `@map`, which may be empty, unlike names.
fn label<'a>(cx: &mut Context<'a>, attribute: &'a Attribute<'a>) -> Option<&'a str> {
    let mut args = Args::new(attribute, &[]);
    let value = args.required(cx, "a string");
    args.finish(cx);
    match &value?.kind {
        ValueKind::String(label) if label.is_empty() => Some(label),
        _ => read::name_string(cx, value?, "the label"),
    }
}

/// The one string that `@map`, `@@map` and `@comment` take.
pub(super) fn text<'a>(cx: &mut Context<'a>, attribute: &'a Attribute<'a>, what: &str) -> Option<&'a str> {
    let mut args = Args::new(attribute, &[]);
    let value = args.required(cx, "a string");
    args.finish(cx);
    if attribute.name.text == "comment" {
        read::string(cx, value?, "a string")
    } else {
        read::name_string(cx, value?, what)
    }
}
