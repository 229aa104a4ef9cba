//! Diagnostics of relations that go through a model.

use super::{Diagnostic, article, codes, list};
use crate::passes::drafts::RelationDraft;
use crate::source::Span;
use crate::syntax::ast::Word;

pub(crate) fn unknown(word: Word<'_>, models: &[&str]) -> Diagnostic {
    Diagnostic::error(
        codes::THROUGH_UNKNOWN,
        format!("there is no model `{}`", word.text),
        word.span,
        "not declared",
    )
    .nearest((word.text, word.span), models.iter().copied(), || {
        Some(format!("declare it with a relation to each end: `model {} {{ .. }}`", word.text))
    })
}

pub(crate) fn no_model(word: Word<'_>, kind: &str, declared: Span) -> Diagnostic {
    Diagnostic::error(
        codes::THROUGH_UNKNOWN,
        format!("`{}` is {}, not a model", word.text, article(kind)),
        word.span,
        "no relation goes through it",
    )
    .label(declared, "declared here")
    .help("name the model that has a relation to each end")
}

pub(crate) fn needs_list(relation: &RelationDraft<'_>) -> Diagnostic {
    let (name, type_) = (relation.field.name.text, &relation.type_ref.words);
    Diagnostic::error(
        codes::THROUGH_LIST,
        format!("`{name}` goes through a model, and is no list"),
        relation.type_ref.span,
        "many rows stand there",
    )
    .help(format!("write `{name} {type_}[]`"))
    .replace(relation.type_ref.span, format!("{type_}[]"))
}

pub(crate) fn unknown_end(word: Word<'_>, between: &str, end: &str, fields: &[&str]) -> Diagnostic {
    Diagnostic::error(
        codes::THROUGH_END,
        format!("`{between}` has no relation `{}` to `{end}`", word.text),
        word.span,
        "not a relation of it",
    )
    .nearest((word.text, word.span), fields.iter().copied(), || match fields {
        [] => None,
        [one] => Some(format!("its relation to `{end}` is `{one}`")),
        fields => Some(format!("its relations to `{end}` are {}", list(fields.iter().copied(), "and"))),
    })
}

pub(crate) fn no_relation(word: Word<'_>, between: &str, end: &str) -> Diagnostic {
    let name = pg_orm_ir::names::snake_case(end);
    Diagnostic::error(
        codes::THROUGH_END,
        format!("`{between}` has no relation to `{end}`"),
        word.span,
        "does not lead to both ends",
    )
    .help(format!("add to `{between}`: `{name} {end} @relation({name}_id)`"))
}

pub(crate) fn ambiguous(
    word: Word<'_>,
    between: &str,
    end: &str,
    argument: &str,
    fields: &[&str],
) -> Diagnostic {
    let example = fields.first().copied().unwrap_or_default();
    Diagnostic::error(
        codes::THROUGH_AMBIGUOUS,
        format!("`{between}` has several relations to `{end}`"),
        word.span,
        "by which one?",
    )
    .help(format!(
        "say which: `@through({between}, {argument}: {example})`; there are {}",
        list(fields.iter().copied(), "and")
    ))
}

pub(crate) fn needs_two(word: Word<'_>, between: &str, end: &str) -> Diagnostic {
    Diagnostic::error(
        codes::THROUGH_END,
        format!("`{between}` does not have two relations to `{end}`"),
        word.span,
        "one for each end is needed",
    )
    .help(format!("give `{between}` two relations to `{end}`, such as `follower` and `followed`"))
}

pub(crate) fn same_model(word: Word<'_>, between: &str, fields: &[&str]) -> Diagnostic {
    let (from, to) =
        (fields.first().copied().unwrap_or_default(), fields.get(1).copied().unwrap_or_default());
    Diagnostic::error(
        codes::THROUGH_AMBIGUOUS,
        format!("both ends of `{between}` are this model"),
        word.span,
        "in which direction?",
    )
    .help(format!("say it: `@through({between}, from: {from}, to: {to})`, or the other way round"))
}
