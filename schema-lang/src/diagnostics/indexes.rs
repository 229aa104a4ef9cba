//! Diagnostics of indexes and of the order that keys need.

use super::{Diagnostic, codes, list};
use crate::source::Span;
use crate::syntax::ast::Word;

pub(crate) fn no_order(
    attribute: Span,
    what: &str,
    field: Word<'_>,
    type_: &str,
    type_span: Span,
) -> Diagnostic {
    let message = format!("a column of type `{type_}` cannot be in {what}");
    let help = match type_ {
        "json" => "`jsonb` has an order".to_owned(),
        "xid" => "`xid8` has an order".to_owned(),
        "point" | "box" | "polygon" | "circle" if what == "a btree index" => {
            format!("an index of geometry is `using: gist`: `@@index([{}], using: gist)`", field.text)
        }
        _ if what == "a btree index" => format!(
            "an index over what SQL makes of it can do: `@@index([expr(`..`)])`, with an expression over `{}`",
            field.text
        ),
        _ => "take a column of another type: rows are not found by what has no order".to_owned(),
    };
    Diagnostic::error(codes::NO_ORDER, message, attribute, format!("over `{}`", field.text))
        .label(type_span, format!("PostgreSQL has no btree order for `{type_}`"))
        .help(help)
}

pub(crate) fn method_cannot(method: Word<'_>, span: Span, what: &str, help: &str) -> Diagnostic {
    Diagnostic::error(
        codes::INDEX_METHOD,
        format!("an index of method `{}` {what}", method.text),
        span,
        "not possible",
    )
    .help(help.to_owned())
}

pub(crate) fn unknown_method(method: Word<'_>, known: &[&str]) -> Diagnostic {
    Diagnostic::error(
        codes::INDEX_METHOD,
        format!("unknown index method `{}`", method.text),
        method.span,
        "not known",
    )
    .nearest((method.text, method.span), known.iter().copied(), || {
        Some(format!("PostgreSQL has {}", list(known.iter().copied(), "and")))
    })
}

pub(crate) fn unknown_key_option(name: Word<'_>, known: &[&str]) -> Diagnostic {
    Diagnostic::error(
        codes::UNKNOWN_ARGUMENT,
        format!("an index's key has no `{}`", name.text),
        name.span,
        "not known",
    )
    .nearest((name.text, name.span), known.iter().copied(), || {
        if matches!(name.text, "sort" | "order" | "direction") {
            return Some("an order stands alone: `name(desc)`".to_owned());
        }
        Some("it takes `asc` or `desc`, `nulls: first` or `nulls: last`, and `ops: some_ops`".to_owned())
    })
}

/// `is_scalar` where `btree_gist` and `btree_gin` have operators for the type.
pub(crate) fn no_operators(
    method: Word<'_>,
    field: Word<'_>,
    type_: &str,
    type_span: Span,
    is_scalar: bool,
) -> Diagnostic {
    let message = format!("{} has no default operators for `{type_}`", method.text);
    let is_text = type_.contains("char") || type_ == "text";
    let class = match method.text {
        "gist" if matches!(type_, "inet" | "cidr") => Some("inet_ops"),
        "gist" if is_text => Some("gist_trgm_ops"),
        "gin" if is_text => Some("gin_trgm_ops"),
        _ => None,
    };
    let class = class.map(|class| match class {
        "inet_ops" => format!("name an operator class: {}(ops: inet_ops)", field.text),
        class => format!("to search in texts, {}(ops: {class}) from pg_trgm", field.text),
    });
    let extension = match method.text {
        "gist" | "gin" if is_scalar => {
            Some(format!("declare `extension btree_{}`, which brings operators for it", method.text))
        }
        _ => None,
    };
    let own = match method.text {
        "gin" => "gin takes arrays, jsonb and tsvector by itself",
        "spgist" => "spgist takes ranges, points, boxes, polygons, inet and text by itself",
        _ => "gist takes ranges, geometry and tsvector by itself",
    };
    let help = match (extension, class) {
        (Some(extension), Some(class)) if method.text == "gin" => format!("{class}; or {extension}"),
        (Some(extension), Some(class)) => format!("{extension}; or {class}"),
        (Some(help), None) | (None, Some(help)) => help,
        (None, None) if type_ == "json" => "`jsonb` has operators of gin".to_owned(),
        (None, None) => format!("name an operator class, {}(ops: some_ops); {own}", field.text),
    };
    Diagnostic::error(codes::NO_OPERATORS, message, field.span, "needs an operator class")
        .label(type_span, format!("`{type_}`"))
        .help(help)
}

pub(crate) fn partial_unique(span: Span) -> Diagnostic {
    Diagnostic::error(codes::PARTIAL_UNIQUE, "a unique key over some rows only", span, "not for a constraint")
        .help("PostgreSQL has unique indexes for this: @@index([..], unique: true, where: `..`)")
}
