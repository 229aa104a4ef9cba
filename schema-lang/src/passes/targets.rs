//! What a trigger, a rule or a partition is of: the model or the view that its head names.

use super::Context;
use super::models::ModelDraft;
use super::names::Kind;
use super::views::ViewDraft;
use crate::diagnostics::{access, objects as diagnostics};
use crate::syntax::ast::{Item, Word};

/// A model or a view, by its index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Target {
    Model(usize),
    View(usize),
}

/// The model or view that follows `on`.
pub(super) fn on<'a>(cx: &mut Context<'a>, item: &'a Item<'a>) -> Option<Target> {
    clause(cx, item, "on")
}

/// The model that follows `of`.
pub(super) fn of<'a>(cx: &mut Context<'a>, item: &'a Item<'a>) -> Option<usize> {
    match clause(cx, item, "of")? {
        Target::Model(index) => Some(index),
        Target::View(_) => {
            let message = "a partition of a view";
            cx.report(diagnostics::not_here(item.head, message, "only models have partitions"));
            None
        }
    }
}

fn clause<'a>(cx: &mut Context<'a>, item: &'a Item<'a>, operator: &str) -> Option<Target> {
    let clause = item.clauses.iter().find(|clause| clause.operator.text == operator);
    let Some(type_ref) = clause.and_then(|clause| clause.type_ref.as_ref()) else {
        if !item.has_junk {
            let keyword = item.keyword.text;
            let example = format!("`{keyword} name {operator} Model {{ .. }}`");
            let lacks = format!("`{operator} Model`");
            cx.report(diagnostics::missing_entry(item, &format!("a {keyword}"), &lacks, &example));
        }
        return None;
    };
    named(cx, Word { text: &type_ref.words, span: type_ref.span })
}

/// The model or view of this name; reports where there is none.
pub(super) fn named(cx: &mut Context<'_>, word: Word<'_>) -> Option<Target> {
    let partition = cx.names.partitions.get(word.text).copied();
    match cx.names.types.get(word.text).copied() {
        Some((Kind::Model(index), _)) => Some(Target::Model(index)),
        Some((Kind::View(index), _)) => Some(Target::View(index)),
        Some((Kind::Unsupported, _)) => None,
        Some((kind, declared)) => {
            cx.report(access::policy_on_other(word, kind.noun(), declared));
            None
        }
        None if partition.is_some() => partition.map(|(index, _)| Target::Model(index)),
        None => {
            let names = cx.names.models.iter().chain(&cx.names.views);
            let mut names: Vec<&str> = names.map(|declared| &*declared.name.text).collect();
            names.extend(cx.names.partition_names());
            let diagnostic = access::policy_on_unknown(word, &names);
            cx.report(diagnostic);
            None
        }
    }
}

pub(super) fn draft<'m, 'a>(
    target: Target,
    models: &'m [ModelDraft<'a>],
    views: &'m [ViewDraft<'a>],
) -> Option<&'m ModelDraft<'a>> {
    match target {
        Target::Model(index) => models.get(index),
        Target::View(index) => views.get(index).map(|view| &view.model),
    }
}

pub(super) fn draft_mut<'m, 'a>(
    target: Target,
    models: &'m mut [ModelDraft<'a>],
    views: &'m mut [ViewDraft<'a>],
) -> Option<&'m mut ModelDraft<'a>> {
    match target {
        Target::Model(index) => models.get_mut(index),
        Target::View(index) => views.get_mut(index).map(|view| &mut view.model),
    }
}
