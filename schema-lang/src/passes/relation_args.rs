//! What a relation field says: its name, its fields, what they reference, its actions, the model between.

use pg_orm_ir::catalog::Enforcement;
use pg_orm_ir::model::{Deferrable, ReferentialAction};

use super::args::Args;
use super::constraints::{self, ENFORCEMENT};
use super::models::{GivenName, ModelDraft, Slot};
use super::relations::{RelationDraft, ThroughDraft};
use super::seen::Seen;
use super::{Context, read};
use crate::diagnostics::{attributes, relations as diagnostics};
use crate::syntax::ast::{Attribute, Field, Value, ValueKind, Word};

const RELATION: &[&str] = &[
    "references",
    "on_delete",
    "on_delete_fields",
    "on_update",
    "deferrable",
    "match",
    "enforcement",
    "constraint",
    "comment",
];

pub(super) const MATCHES: &[(&str, bool)] = &[("full", true), ("simple", false)];
const THROUGH: &[&str] = &["from", "to"];

pub(super) const ACTIONS: &[(&str, ReferentialAction)] = &[
    ("cascade", ReferentialAction::Cascade),
    ("restrict", ReferentialAction::Restrict),
    ("set_null", ReferentialAction::SetNull),
    ("set_default", ReferentialAction::SetDefault),
    ("no_action", ReferentialAction::NoAction),
];

pub(super) const DEFERRABLE: &[(&str, Deferrable)] = &[
    ("initially_deferred", Deferrable::InitiallyDeferred),
    ("initially_immediate", Deferrable::InitiallyImmediate),
];

/// Adds a relation to the model named by its type.
pub(super) fn add<'a>(
    cx: &mut Context<'a>,
    draft: &mut ModelDraft<'a>,
    field: &'a Field<'a>,
    target: usize,
) -> Slot {
    let Some(type_ref) = &field.type_ref else { return Slot::Broken };
    if type_ref.dimensions > 1 {
        cx.report(diagnostics::list_of_lists(type_ref));
    } else if let (1, Some(mark)) = (type_ref.dimensions, type_ref.nullable) {
        cx.report(diagnostics::nullable_list(field.name, &type_ref.words, mark));
    } else if let Some(mark) = type_ref.nullable_elements {
        cx.report(diagnostics::nullable_list(field.name, &type_ref.words, mark));
    }
    let mut relation = RelationDraft {
        field,
        type_ref,
        target,
        is_list: type_ref.dimensions > 0,
        name: None,
        fields: Vec::new(),
        references: None,
        on_delete: None,
        on_update: None,
        deferrable: Deferrable::No,
        is_match_full: false,
        on_delete_fields: Vec::new(),
        enforcement: Enforcement::Valid,
        comment: None,
        constraint: None,
        through: None,
        is_broken: field.has_junk,
    };
    let mut seen = Seen::default();
    for attribute in &field.attributes {
        if !seen.is_first(cx, attribute) {
            continue;
        }
        let name = attribute.name.text;
        match name {
            "relation" => relation_attribute(cx, draft, &mut relation, attribute),
            "through" => through_attribute(cx, &mut relation, attribute),
            "" => {}
            _ => {
                // It may be what names the fields: that these are missing is not a second mistake.
                relation.is_broken |= !super::vocabulary::is_known(name);
                cx.unknown_field_attribute(attribute, field, "a relation");
            }
        }
    }
    if let [first, second, ..] = seen.attributes()
        && matches!((first.name.text, second.name.text), ("relation", "through") | ("through", "relation"))
    {
        relation.is_broken = true;
        cx.report(attributes::conflict(
            second,
            first,
            "a relation goes by its own fields, or through a model",
        ));
    }
    draft.relations.push(relation);
    Slot::Relation(draft.relations.len() - 1)
}

fn relation_attribute<'a>(
    cx: &mut Context<'a>,
    draft: &mut ModelDraft<'a>,
    relation: &mut RelationDraft<'a>,
    attribute: &'a Attribute<'a>,
) {
    let mut args = Args::new(attribute, RELATION);
    if let Some(value) = args.positional_if(|value| matches!(value.kind, ValueKind::String(_)))
        && let Some(name) = read::string(cx, value, "a name")
    {
        relation.name = Some(Word { text: name, span: value.span });
    }
    while let Some(value) = args.positional() {
        relation.is_broken |= words(cx, value, &mut relation.fields).is_none();
    }
    if let Some(value) = args.named("fields") {
        relation.is_broken = true;
        let mut fields = Vec::new();
        if words(cx, value, &mut fields).is_some() {
            cx.report(diagnostics::named_fields(attribute, value, &fields));
        }
    }
    if let Some(value) = args.named("references") {
        let mut references = Vec::new();
        relation.is_broken |= words(cx, value, &mut references).is_none();
        relation.references = Some((references, value.span));
    }
    let mut action = |name: &str| {
        let value = args.named(name)?;
        let action = read::choice(cx, value, "an action", ACTIONS)?;
        Some((action, value.span))
    };
    relation.on_delete = action("on_delete");
    relation.on_update = action("on_update");
    if let Some(value) = args.named("deferrable")
        && let Some(deferrable) = read::choice(cx, value, "a way to defer", DEFERRABLE)
    {
        relation.deferrable = deferrable;
    }
    if let Some(value) = args.named("match") {
        relation.is_match_full = read::choice(cx, value, "a kind of match", MATCHES).unwrap_or(false);
    }
    if let Some(value) = args.named("on_delete_fields") {
        relation.is_broken |= words(cx, value, &mut relation.on_delete_fields).is_none();
    }
    if let Some(value) = args.named("enforcement") {
        let enforcement = read::choice(cx, value, "a kind of enforcement", ENFORCEMENT);
        relation.enforcement = enforcement.unwrap_or_default();
    }
    if let Some(value) = args.named("constraint")
        && let Some(name) = read::name_string(cx, value, "the foreign key's name")
    {
        relation.constraint = Some(name.to_owned());
        draft.given_names.push(GivenName {
            what: "the foreign key",
            name: name.to_owned(),
            span: value.span,
            is_relation: false,
            is_constraint: true,
        });
    }
    relation.comment = constraints::comment(cx, &mut args);
    let is_empty = attribute.args.as_ref().is_none_or(|args| args.list.is_empty());
    if is_empty {
        relation.is_broken = true;
        if !attribute.has_junk {
            cx.report(attributes::missing_argument(attribute, "its fields"));
        }
    }
    relation.is_broken |= attribute.has_junk;
    args.finish(cx);
}

fn through_attribute<'a>(
    cx: &mut Context<'a>,
    relation: &mut RelationDraft<'a>,
    attribute: &'a Attribute<'a>,
) {
    let mut args = Args::new(attribute, THROUGH);
    let model = args.required(cx, "a model").and_then(|value| read::word(cx, value, "a model"));
    let mut end =
        |name: &str| args.named(name).and_then(|value| read::word(cx, value, "a relation of the model"));
    let (from, to) = (end("from"), end("to"));
    args.finish(cx);
    match model {
        Some(model) => relation.through = Some(ThroughDraft { model, from, to }),
        None => relation.is_broken = true,
    }
}

/// A word, or a list of them.
fn words<'a>(cx: &mut Context<'a>, value: &'a Value<'a>, words: &mut Vec<Word<'a>>) -> Option<()> {
    let mut is_whole = Some(());
    for element in read::elements(value) {
        match read::word(cx, element, "a field") {
            Some(word) => words.push(word),
            None => is_whole = None,
        }
    }
    is_whole
}
