//! Ranges of one's own.

use pg_orm_ir::QualifiedName;
use pg_orm_ir::catalog::Range;

use super::args::Args;
use super::names::Declared;
use super::seen::Seen;
use super::types::{self, Resolved};
use super::{Context, enums, items, objects, storage, types_access, vocabulary};
use crate::diagnostics::{attributes, objects as diagnostics, types as type_diagnostics};
use crate::source::Span;
use crate::syntax::ast::{Attribute, Item, Member, Name};

/// A range and where its name stands.
#[derive(Debug)]
pub(super) struct RangeDraft<'a> {
    pub(super) ir: Range,
    item: &'a Item<'a>,
    pub(super) name: &'a Name<'a>,
    /// The place of the type's name in the database.
    pub(super) type_span: Span,
}

/// Fills `cx.ranges` with names, so that other types can name them.
pub(super) fn name(cx: &mut Context<'_>) {
    for declared in cx.names.ranges.clone() {
        let Declared { item, name } = declared;
        let (type_name, type_span) = enums::type_name(cx, declared);
        let ir = Range { name: type_name, comment: items::docs(item.docs.as_ref()), ..Range::default() };
        cx.ranges.push(RangeDraft { ir, item, name, type_span });
    }
}

/// Reads what the ranges are of, and their attributes.
pub(super) fn resolve(cx: &mut Context<'_>) {
    for index in 0..cx.ranges.len() {
        let Some(draft) = cx.ranges.get(index) else { continue };
        let (item, name, mut ir) = (draft.item, draft.name, draft.ir.clone());
        subtype(cx, item, name, &mut ir);
        ir.access = types_access::of(cx, item);
        let mut seen = Seen::default();
        for member in item.members() {
            match member {
                Member::Attribute(attribute) => {
                    if matches!(attribute.name.text, "grant" | "revoke") || seen.is_first(cx, attribute) {
                        self::attribute(cx, attribute, &mut ir);
                    }
                }
                Member::Field(field) if !field.has_junk => {
                    let known = vocabulary::RANGE;
                    cx.report(attributes::field_in_entries(field, "a range", known));
                }
                Member::Entry(entry) if !entry.has_junk => {
                    cx.report(attributes::entry_in_fields(entry, "a range"));
                }
                Member::Field(_) | Member::Entry(_) => {}
            }
        }
        if let Some(draft) = cx.ranges.get_mut(index) {
            draft.ir = ir;
        }
    }
}

/// `of double precision`.
fn subtype<'a>(cx: &mut Context<'a>, item: &'a Item<'a>, name: &Name<'a>, ir: &mut Range) {
    let clause = item.clauses.iter().find(|clause| clause.operator.text == "of");
    let Some(type_ref) = clause.and_then(|clause| clause.type_ref.as_ref()) else {
        if !item.has_junk {
            let example = format!("`range {} of double precision`", name.text);
            cx.report(diagnostics::missing_entry(item, "a range", "the type that it is of", &example));
        }
        return;
    };
    match types::resolve(cx, type_ref) {
        Resolved::Value(value) => ir.subtype = value.type_,
        Resolved::Model(model) => {
            if let Some(model) = cx.names.models.get(model).map(|declared| declared.name.span) {
                cx.report(type_diagnostics::model_as_value(type_ref, "a range", model));
            }
        }
        Resolved::Unknown => {}
    }
}

fn attribute<'a>(cx: &mut Context<'a>, attribute: &'a Attribute<'a>, ir: &mut Range) {
    match attribute.name.text {
        "comment" => ir.comment = enums::comment(cx, attribute),
        "collate" => ir.collation = storage::collation(cx, attribute),
        "operator_class" => ir.operator_class = object(cx, attribute, "an operator class", "pg_catalog"),
        "canonical" => ir.canonical = object(cx, attribute, "a function", items::PUBLIC),
        "subtype_diff" => ir.difference = object(cx, attribute, "a function", "pg_catalog"),
        "multirange" => {
            let schema = ir.name.schema.clone();
            ir.multirange = object(cx, attribute, "the multirange's name", &schema);
        }
        "" | "schema" | "map" | "owner" | "grant" | "revoke" => {}
        _ => cx.report(attributes::unknown(attribute, "a range", vocabulary::RANGE)),
    }
}

fn object<'a>(
    cx: &mut Context<'a>,
    attribute: &'a Attribute<'a>,
    what: &str,
    schema: &str,
) -> Option<QualifiedName> {
    let mut args = Args::new(attribute, &[]);
    let value = args.required(cx, what);
    args.finish(cx);
    objects::object(cx, value?, what, schema)
}
