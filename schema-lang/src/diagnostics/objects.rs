//! Diagnostics of what only the database sees: extensions, sequences, functions, triggers and their like.

use super::{Diagnostic, codes, list, string};
use crate::source::Span;
use crate::syntax::ast::{Clause, Item, Name, TypeRef, Value, Word};

/// A table, function, sequence or other object that is not there.
pub(crate) fn unknown_object<'c>(
    what: &str,
    (name, span): (&str, Span),
    candidates: impl IntoIterator<Item = &'c str>,
    help: Option<String>,
) -> Diagnostic {
    Diagnostic::error(codes::UNKNOWN_OBJECT, format!("there is no {what} `{name}`"), span, "not declared")
        .nearest((name, span), candidates, || help)
}

/// A type, an operator class or an index method of an extension that is not declared.
pub(crate) fn lacks_extension(what: &str, name: &str, span: Span, extension: &str) -> Diagnostic {
    let declared = super::spelled(extension);
    Diagnostic::error(
        codes::LACKS_EXTENSION,
        format!("{what} `{name}` comes with the extension `{extension}`"),
        span,
        "its extension is not declared",
    )
    .help(format!("declare it: `extension {declared}`"))
}

/// An item without an entry, an attribute or a clause that it needs.
pub(crate) fn missing_entry(item: &Item<'_>, what: &str, lacks: &str, example: &str) -> Diagnostic {
    Diagnostic::error(
        codes::MISSING_ENTRY,
        format!("{what} lacks {lacks}"),
        item.head,
        format!("lacks {lacks}"),
    )
    .help(format!("write {example}"))
}

/// Two entries that say one thing, or things that exclude each other.
pub(crate) fn entries_conflict(second: Span, first: Span, message: &str) -> Diagnostic {
    Diagnostic::error(codes::REPEATED_ENTRY, message, second, "the second one").label(first, "the first one")
}

/// A key of a map that is given twice.
pub(crate) fn repeated_pair(key: &Name<'_>, first: Span) -> Diagnostic {
    Diagnostic::error(codes::REPEATED_ENTRY, format!("`{}` twice", key.text), key.span, "the second time")
        .label(first, "the first time")
}

/// A key that a map does not take.
pub(crate) fn unknown_pair(key: &Name<'_>, what: &str, known: &[&str]) -> Diagnostic {
    Diagnostic::error(codes::UNKNOWN_ENTRY, format!("{what} has no `{}`", key.text), key.span, "not known")
        .nearest((&key.text, key.span), known.iter().copied(), || {
            Some(format!("it takes {}", list(known.iter().copied(), "and")))
        })
}

/// An object that is declared twice under a name of the database.
pub(crate) fn duplicate_object(what: &str, name: &str, second: Span, first: Span) -> Diagnostic {
    super::names::duplicate(what, name, second, first)
}

/// A name with more dots than a schema and a name have.
pub(crate) fn name_of_parts(name: &str, span: Span) -> Diagnostic {
    Diagnostic::error(codes::BAD_NAME, format!("`{name}` is no name of the database"), span, "too many parts")
        .help("a name is `name`, `schema.name`, or anything in quotes")
}

/// A name that belongs to no schema, written with one.
pub(crate) fn name_in_schema(what: &str, name: &Name<'_>) -> Diagnostic {
    let last = name.text.rsplit('.').next().unwrap_or_default();
    Diagnostic::error(
        codes::BAD_NAME,
        format!("{what} belongs to no schema"),
        name.span,
        "a name alone is expected",
    )
    .help(format!("write `{last}`, or the whole name in quotes: {}", string(&name.text)))
}

/// A number that an entry cannot have.
pub(crate) fn number_range(value: &Value<'_>, why: &str) -> Diagnostic {
    Diagnostic::error(codes::WRONG_VALUE, "a number that does not fit", value.span, why.to_owned())
}

/// `returns` on what answers nothing, or the reverse.
pub(crate) fn returns(item: &Item<'_>, clause: Option<&Clause<'_>>) -> Diagnostic {
    match clause {
        Some(clause) => Diagnostic::error(
            codes::AFTER_ITEM,
            format!("`->` in the head of this {}", item.keyword.text),
            clause.span,
            "answers nothing of its own",
        )
        .help("what it gives back are its `out` and `inout` arguments"),
        None => missing_entry(
            item,
            "this function",
            "what it returns",
            "`-> bigint`, `-> setof Model`, `-> table(..)`, `-> trigger` or `-> void`",
        ),
    }
}

/// A function that is not what a trigger can call.
pub(crate) fn no_trigger_function(name: &str, span: Span, declared: Span, wants: &str) -> Diagnostic {
    Diagnostic::error(
        codes::WRONG_VALUE,
        format!("`{name}` is not a function of triggers"),
        span,
        format!("does not return `{wants}`"),
    )
    .label(declared, "declared here")
    .help(format!("a trigger's function takes no arguments and returns `{wants}`"))
}

/// A partition of what is not partitioned, or with rows of another rule.
pub(crate) fn partition_rule(span: Span, message: &str, help: &str) -> Diagnostic {
    Diagnostic::error(codes::PARTITION, message, span, "does not fit").help(help.to_owned())
}

/// A unique key, a unique index or an exclusion that lacks a field by which the model is partitioned.
pub(crate) fn key_without_partition(what: &str, key: Span, field: Word<'_>) -> Diagnostic {
    let (message, help) = match what {
        "exclusion" => {
            ("an exclusion of a partitioned model without", format!("add `{} with \"=\"` to it", field.text))
        }
        "unique index" => {
            ("a unique index of a partitioned model without", format!("add `{}` to it", field.text))
        }
        _ => ("a unique key of a partitioned model without", format!("add `{}` to the key", field.text)),
    };
    Diagnostic::error(
        codes::PARTITION,
        format!("{message} `{}`", field.text),
        key,
        "PostgreSQL cannot keep it unique",
    )
    .label(field.span, "partitioned by this")
    .help(help)
}

/// A unique key or index of a model that is partitioned by an expression.
pub(crate) fn key_over_partition_expression(key: Span, what: &str) -> Diagnostic {
    Diagnostic::error(
        codes::PARTITION,
        format!("a {what} of a model that is partitioned by an expression"),
        key,
        "PostgreSQL cannot keep it unique",
    )
    .help("partition by a field, and have that in the key; or make it unique in each partition alone")
}

/// A type that stands where it cannot.
pub(crate) fn pseudo_type(type_ref: &TypeRef<'_>) -> Diagnostic {
    Diagnostic::error(
        codes::NOT_A_TYPE,
        format!("`{}` is not the type of a value", type_ref.words),
        type_ref.name_span,
        "only functions have it",
    )
}

/// An argument of a function that stands where it cannot.
pub(crate) fn argument(span: Span, message: &str, label: &str) -> Diagnostic {
    Diagnostic::error(codes::WRONG_ARGUMENT, message, span, label.to_owned())
}

/// Something that cannot stand in its place.
pub(crate) fn not_here(span: Span, message: &str, label: &str) -> Diagnostic {
    Diagnostic::error(codes::WRONG_VALUE, message, span, label.to_owned())
}
