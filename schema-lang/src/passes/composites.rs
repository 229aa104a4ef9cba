//! Composites: their fields.

use std::collections::HashMap;

use pg_orm_ir::model::{Composite, CompositeField};

use super::names::Declared;
use super::seen::Seen;
use super::types::{self, Resolved, ValueType};
use super::{Context, enums, items, rust_names, vocabulary};
use crate::diagnostics::{attributes, names, types as diagnostics};
use crate::source::Span;
use crate::syntax::ast::{Body, Field, Item, Member, Name};

/// A composite and where its name stands.
#[derive(Debug)]
pub(super) struct CompositeDraft<'a> {
    pub(super) ir: Composite,
    pub(super) item: &'a Item<'a>,
    pub(super) name: &'a Name<'a>,
    /// The place of the type's name in the database.
    pub(super) type_span: Span,
    /// The types of its fields, in order.
    pub(super) types: Vec<ValueType>,
}

impl<'a> CompositeDraft<'a> {
    /// The composite, without its fields.
    pub(super) fn named(cx: &mut Context<'a>, declared: Declared<'a>) -> Self {
        let Declared { item, name } = declared;
        let docs = items::docs(item.docs.as_ref());
        let (type_name, type_span) = enums::type_name(cx, declared);
        let ir = Composite {
            name: name.text.to_string(),
            type_name,
            comment: docs.clone(),
            docs,
            ..Composite::default()
        };
        Self { ir, item, name, type_span, types: Vec::new() }
    }
}

/// Reads the fields of the composite of this index, and its attributes.
pub(super) fn fields(cx: &mut Context<'_>, index: usize) {
    let Some(draft) = cx.composites.get(index) else { return };
    let (item, name) = (draft.item, draft.name);
    let mut read = Read::default();
    let mut comment = None;
    let mut seen = Seen::default();
    for member in item.members() {
        match member {
            Member::Field(field) => read.field(cx, name, field),
            Member::Entry(entry) => cx.report(attributes::entry_in_fields(entry, "a composite")),
            Member::Attribute(attribute) => {
                let name = attribute.name.text;
                if !matches!(name, "grant" | "revoke") && !seen.is_first(cx, attribute) {
                    continue;
                }
                match name {
                    "comment" => comment = Some(enums::comment(cx, attribute)),
                    "" | "schema" | "map" | "owner" | "grant" | "revoke" => {}
                    _ => cx.unknown_attribute(attribute, "a composite", vocabulary::COMPOSITE),
                }
            }
        }
    }
    if !read.has_any && matches!(item.body, Body::Block(_)) {
        cx.report(names::empty_composite(item, &name.text));
    }
    let access = super::types_access::of(cx, item);
    if let Some(draft) = cx.composites.get_mut(index) {
        draft.ir.access = access;
        draft.ir.fields = read.fields;
        draft.types = read.types;
        if let Some(comment) = comment {
            draft.ir.comment = comment;
        }
    }
}

/// The fields read so far.
#[derive(Default)]
struct Read<'a> {
    fields: Vec<CompositeField>,
    types: Vec<ValueType>,
    names: HashMap<&'a str, Span>,
    attributes: HashMap<String, Span>,
    /// There is a field, right or wrong.
    has_any: bool,
}

impl<'a> Read<'a> {
    fn field(&mut self, cx: &mut Context<'a>, composite: &Name<'_>, field: &'a Field<'a>) {
        self.has_any = true;
        let name = field.name;
        if let Some(&first) = self.names.get(name.text) {
            return cx.report(names::duplicate_member(&composite.text, name.text, name.span, first));
        }
        self.names.insert(name.text, name.span);
        let is_mapped = field.attributes.iter().any(|attribute| attribute.name.text == "map");
        let map = if is_mapped { rust_names::Map::Given } else { rust_names::Map::Needed };
        rust_names::check_field(cx, "field", name, map);
        let docs = items::docs(field.docs.as_ref());
        let mut attribute = name.text.to_owned();
        let mut comment = docs.clone();
        let mut collation = None;
        let mut span = name.span;
        let mut seen = Seen::default();
        for given in &field.attributes {
            if !seen.is_first(cx, given) {
                continue;
            }
            match given.name.text {
                "map" => {
                    if let Some(mapped) = enums::text(cx, given, "the attribute's name") {
                        mapped.clone_into(&mut attribute);
                        span = given.span;
                    }
                }
                "comment" => comment = enums::comment(cx, given),
                "collate" => collation = super::storage::collation(cx, given),
                "" => {}
                other if vocabulary::COLUMN.contains(&other) => {
                    cx.report(diagnostics::not_on_composite(given, &composite.text));
                }
                _ => cx.unknown_attribute(given, "a composite's field", vocabulary::COMPOSITE_FIELD),
            }
        }
        if !is_mapped {
            cx.check_database_name(&attribute, span, "the attribute's name");
        }
        match self.attributes.get(&attribute) {
            Some(&first) => cx.report(names::same_attribute(&composite.text, &attribute, span, first)),
            None => {
                self.attributes.insert(attribute.clone(), span);
            }
        }
        let Some(type_ref) = types::required(cx, field) else { return };
        let value = match types::resolve(cx, type_ref) {
            Resolved::Value(value) => value,
            Resolved::Model(index) => {
                if let Some(model) = cx.names.models.get(index).map(|declared| declared.name.span) {
                    cx.report(diagnostics::model_as_value(type_ref, "a composite", model));
                }
                return;
            }
            Resolved::Unknown => return,
        };
        self.fields.push(CompositeField {
            name: name.text.to_owned(),
            attribute,
            docs,
            comment,
            collation,
            type_: value.type_.clone(),
            shape: value.shape,
            is_nullable: type_ref.nullable.is_some(),
        });
        self.types.push(value);
    }
}
