//! `@@foreign_key`: a key to a partition, which no relation can lead to.

use pg_orm_ir::model::ForeignKey;

use super::args::Args;
use super::constraints::{self, ENFORCEMENT};
use super::models::{GivenName, ModelDraft};
use super::relation_args::{ACTIONS, DEFERRABLE, MATCHES};
use super::{Context, read};
use crate::diagnostics::{families, objects as diagnostics, values};
use crate::source::Span;
use crate::syntax::ast::{Attribute, Value, ValueKind, Word};

const NAMED: &[&str] = &[
    "references",
    "on_delete",
    "on_delete_fields",
    "on_update",
    "deferrable",
    "match",
    "enforcement",
    "name",
    "comment",
];

/// A key on its way to the representation.
#[derive(Debug)]
pub(crate) struct KeyDraft<'a> {
    target: (String, Span),
    references: (Vec<Word<'a>>, Span),
    key: ForeignKey,
}

/// `@@foreign_key([foo], sale_de, references: [foo])`.
pub(super) fn read<'a>(cx: &mut Context<'a>, draft: &mut ModelDraft<'a>, attribute: &'a Attribute<'a>) {
    let mut args = Args::new(attribute, NAMED);
    let fields = args.required(cx, "a list of fields");
    let target = if fields.is_some() { args.required(cx, "a partition") } else { None };
    let name = args.named("name").and_then(|value| {
        let what = "the foreign key";
        let name = read::name_string(cx, value, &format!("{what}'s name"))?.to_owned();
        let given = GivenName { what, name, span: value.span, is_relation: false, is_constraint: true };
        draft.given_names.push(given);
        draft.given_names.last().map(|given| given.name.clone())
    });
    let references = args.named("references");
    let mut action = |name: &str| args.named(name).and_then(|value| read::choice(cx, value, "an action", ACTIONS));
    let (on_delete, on_update) = (action("on_delete"), action("on_update"));
    let on_delete_fields = args.named("on_delete_fields");
    let deferrable =
        args.named("deferrable").and_then(|value| read::choice(cx, value, "a way to defer", DEFERRABLE));
    let match_ = args.named("match").and_then(|value| read::choice(cx, value, "a kind of match", MATCHES));
    let enforcement = args
        .named("enforcement")
        .and_then(|value| read::choice(cx, value, "a kind of enforcement", ENFORCEMENT));
    let comment = constraints::comment(cx, &mut args);
    args.finish(cx);
    let fields = fields.and_then(|value| constraints::field_list(cx, draft, attribute, value));
    let on_delete_fields =
        on_delete_fields.map(|value| constraints::field_list(cx, draft, attribute, value).unwrap_or_default());
    let (Some(fields), Some(target)) = (fields, target.and_then(|value| target_name(cx, value))) else {
        return;
    };
    let Some(references) = references else {
        return cx.report(crate::diagnostics::attributes::missing_argument(
            attribute,
            "the fields that it leads to: `references: [id]`",
        ));
    };
    let words: Vec<Word<'a>> =
        read::elements(references).iter().filter_map(|value| read::word(cx, value, "a field")).collect();
    let names = |list: Vec<(usize, Word<'a>)>| list.into_iter().map(|(_, word)| word.text.to_owned()).collect();
    draft.foreign_keys.push(KeyDraft {
        target,
        references: (words, references.span),
        key: ForeignKey {
            name,
            fields: names(fields),
            on_delete: on_delete.unwrap_or_default(),
            on_update: on_update.unwrap_or_default(),
            deferrable: deferrable.unwrap_or_default(),
            comment,
            is_match_full: match_.unwrap_or(false),
            on_delete_fields: on_delete_fields.map(names).unwrap_or_default(),
            enforcement: enforcement.unwrap_or_default(),
            ..ForeignKey::default()
        },
    });
}

fn target_name<'a>(cx: &mut Context<'a>, value: &'a Value<'a>) -> Option<(String, Span)> {
    match &value.kind {
        ValueKind::Path(path) => Some(((*path).to_owned(), value.span)),
        ValueKind::String(text) => Some((text.to_string(), value.span)),
        _ => {
            cx.report(values::expected("a partition", value));
            None
        }
    }
}

/// Adds the keys to their models, once every partition is known.
pub(super) fn resolve<'a>(cx: &mut Context<'a>, models: &mut [ModelDraft<'a>]) {
    let drafts: Vec<Vec<KeyDraft<'a>>> =
        models.iter_mut().map(|model| std::mem::take(&mut model.foreign_keys)).collect();
    let mut found: Vec<Vec<ForeignKey>> = Vec::with_capacity(drafts.len());
    for drafts in drafts {
        found.push(drafts.into_iter().filter_map(|draft| key(cx, models, draft)).collect());
    }
    for (model, keys) in models.iter_mut().zip(found) {
        model.ir.foreign_keys.extend(keys);
    }
}

fn key<'a>(cx: &mut Context<'a>, models: &[ModelDraft<'a>], draft: KeyDraft<'a>) -> Option<ForeignKey> {
    let (name, span) = draft.target;
    if let Some(&(_, declared)) = cx.names.types.get(&*name) {
        cx.report(families::relation_to_model(&name, span, declared));
        return None;
    }
    let Some(&(index, _)) = cx.names.partitions.get(&*name) else {
        let partitions = cx.names.partition_names();
        cx.report(diagnostics::unknown_object("partition", (&name, span), partitions, None));
        return None;
    };
    let target = models.get(index)?;
    let (words, span) = draft.references;
    if words.len() != draft.key.fields.len() {
        cx.report(families::key_count(span, words.len(), draft.key.fields.len()));
        return None;
    }
    let columns: Vec<Option<usize>> = words.iter().map(|word| target.column(cx, *word)).collect();
    columns.iter().all(Option::is_some).then(|| ForeignKey {
        target: target.ir.name.clone(),
        references: words.iter().map(|word| word.text.to_owned()).collect(),
        ..draft.key
    })
}
