//! `@@foreign_key`: a foreign key that no relation goes by, such as one of periods, which several rows can cover.

use pg_orm_ir::model::ForeignKey;
use pg_orm_ir::types::{BaseType, DataType};

use super::args::Args;
use super::constraints::{self, ENFORCEMENT};
use super::key_types::{self, Meeting};
use super::models::ModelDraft;
use super::objects::DEFERRABLE;
use super::relation_args::{ACTIONS, MATCHES};
use super::targets::{self, Target};
use super::{Context, owners, read};
use crate::diagnostics::{attributes, objects as diagnostics, relations};
use crate::syntax::ast::{Attribute, Value, ValueKind, Word};

const NAMED: &[&str] = &[
    "references",
    "period",
    "on_delete",
    "on_delete_fields",
    "on_update",
    "deferrable",
    "match",
    "enforcement",
    "name",
    "comment",
];

/// Adds the keys to their models; what they reference can be any model or partition.
pub(super) fn resolve<'a>(cx: &mut Context<'a>, models: &mut [ModelDraft<'a>]) {
    for index in 0..models.len() {
        let attributes = models.get_mut(index).map(|model| std::mem::take(&mut model.foreign_keys));
        for attribute in attributes.unwrap_or_default() {
            let mut args = Args::new(attribute, NAMED);
            let name = models
                .get_mut(index)
                .and_then(|model| constraints::given_name(cx, model, &mut args, "the foreign key"));
            let Some(model) = models.get(index) else { continue };
            let key = key(cx, models, model, args);
            if let (Some(key), Some(model)) = (key, models.get_mut(index)) {
                model.ir.foreign_keys.push(ForeignKey { name, ..key });
            }
        }
    }
}

/// `@@foreign_key([room_id, at], Room, references: [id, at], period: true)`.
fn key<'a>(
    cx: &mut Context<'a>,
    models: &[ModelDraft<'a>],
    model: &ModelDraft<'a>,
    mut args: Args<'a>,
) -> Option<ForeignKey> {
    let attribute = args.attribute;
    let fields = args.required(cx, "a list of fields");
    let target = if fields.is_some() { args.required(cx, "the model referenced") } else { None };
    let references = args.named("references");
    let has_period = args.named("period").and_then(|value| read::boolean(cx, value, "true or false"));
    let mut action = |name: &str| {
        args.named(name).and_then(|value| read::choice(cx, value, "an action", ACTIONS)).unwrap_or_default()
    };
    let (on_delete, on_update) = (action("on_delete"), action("on_update"));
    let deleted = args.named("on_delete_fields").map(|value| columns(cx, model, attribute, value));
    let deferrable =
        args.named("deferrable").and_then(|value| read::choice(cx, value, "a time to check", DEFERRABLE));
    let is_match_full =
        args.named("match").and_then(|value| read::choice(cx, value, "a kind of match", MATCHES));
    let enforcement = args
        .named("enforcement")
        .and_then(|value| read::choice(cx, value, "a kind of enforcement", ENFORCEMENT));
    let comment = constraints::comment(cx, &mut args);
    args.finish(cx);
    let own = columns(cx, model, attribute, fields?)?;
    let target = self::target(cx, models, target?)?;
    let others = match references {
        Some(value) => columns(cx, target, attribute, value)?,
        None => match wholes(models, target).find_map(|whole| whole.ir.primary_key.as_ref()) {
            Some(key) => key.fields.clone(),
            None => {
                cx.report(attributes::missing_argument(attribute, "`references`: the model has no key"));
                return None;
            }
        },
    };
    let is_unique = wholes(models, target).any(|whole| owners::is_unique(whole, &others, false));
    check(cx, attribute, (model, &own), (target, &others, is_unique))?;
    Some(ForeignKey {
        name: None,
        fields: own,
        target: target.ir.name.clone(),
        references: others,
        on_delete,
        on_update,
        deferrable: deferrable.unwrap_or_default(),
        comment,
        is_match_full: is_match_full.unwrap_or(false),
        on_delete_fields: deleted.flatten().unwrap_or_default(),
        enforcement: enforcement.unwrap_or_default(),
        has_period: has_period.unwrap_or(false),
    })
}

/// A model; or a partition and what it is a part of, of whose keys it has parts.
fn wholes<'m, 'a>(
    models: &'m [ModelDraft<'a>],
    target: &'m ModelDraft<'a>,
) -> impl Iterator<Item = &'m ModelDraft<'a>> {
    std::iter::successors(Some(target), |part| models.get(part.part_of.as_ref()?.whole))
}

fn columns<'a>(
    cx: &mut Context<'a>,
    model: &ModelDraft<'a>,
    attribute: &'a Attribute<'a>,
    value: &'a Value<'a>,
) -> Option<Vec<String>> {
    let fields = constraints::field_list(cx, model, attribute, value)?;
    Some(fields.into_iter().map(|(_, word)| word.text.to_owned()).collect())
}

fn target<'m, 'a>(
    cx: &mut Context<'a>,
    models: &'m [ModelDraft<'a>],
    value: &'a Value<'a>,
) -> Option<&'m ModelDraft<'a>> {
    let (text, span) = match &value.kind {
        // A partition's name may have its schema before it, or stand in quotes.
        ValueKind::Path(path) => (*path, value.span),
        ValueKind::String(text) => (&**text, value.span),
        _ => {
            let Word { text, span } = read::word(cx, value, "a model")?;
            (text, span)
        }
    };
    match targets::named(cx, Word { text, span })? {
        Target::Model(index) => models.get(index),
        Target::View(_) => {
            cx.report(diagnostics::not_here(span, "a foreign key to a view", "only models have keys"));
            None
        }
    }
}

/// As many fields, of types that may compare, which are a key there.
fn check<'a>(
    cx: &mut Context<'a>,
    attribute: &'a Attribute<'a>,
    (model, own): (&ModelDraft<'a>, &[String]),
    (target, others, is_unique): (&ModelDraft<'a>, &[String], bool),
) -> Option<()> {
    if own.len() != others.len() {
        let label = format!("{} here, {} there", own.len(), others.len());
        let message = "the two ends of a foreign key have different numbers of fields";
        cx.report(diagnostics::not_here(attribute.span, message, &label));
        return None;
    }
    if !is_unique {
        cx.report(relations::not_unique(&target.ir.name, others, attribute.span, target.name.span));
        return None;
    }
    for (here, there) in own.iter().zip(others) {
        let (Some(here), Some(there)) = (model.ir.field(here), target.ir.field(there)) else { return None };
        if is_surely_other(cx, &here.type_, &there.type_) {
            let (here_type, there_type) = (cx.shown(&here.type_), cx.shown(&there.type_));
            let label = format!("`{}` is `{here_type}`, `{}` is `{there_type}`", here.name, there.name);
            let message = "the two ends of a foreign key have different types";
            cx.report(diagnostics::not_here(attribute.span, message, &label));
            return None;
        }
    }
    Some(())
}

/// Whether PostgreSQL has no `=` between these types; of what is not its own it alone knows.
fn is_surely_other(cx: &Context<'_>, here: &DataType, there: &DataType) -> bool {
    let is_built_in = |type_: &DataType| matches!(cx.underlying_type(type_).type_.base, BaseType::BuiltIn(_));
    is_built_in(here) && is_built_in(there) && key_types::meeting(cx, here, there) == Meeting::Different
}
