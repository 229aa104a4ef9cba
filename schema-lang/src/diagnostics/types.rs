//! Diagnostics of types.

use super::{Diagnostic, codes, suggestion};
use crate::source::Span;
use crate::syntax::ast::{TypeRef, Word};

pub(crate) fn missing(field: Word<'_>) -> Diagnostic {
    Diagnostic::error(
        codes::MISSING_TYPE,
        format!("the field `{}` has no type", field.text),
        field.span,
        "expected a type behind this",
    )
    .help(format!("for example `{} text`, or `{} text?` where it may be null", field.text, field.text))
}

pub(crate) fn unknown<'c>(
    type_ref: &TypeRef<'_>,
    foreign: Option<&str>,
    candidates: impl IntoIterator<Item = &'c str>,
) -> Diagnostic {
    let words = &*type_ref.words;
    let diagnostic = Diagnostic::error(
        codes::UNKNOWN_TYPE,
        format!("unknown type `{words}`"),
        type_ref.name_span,
        "not a type",
    );
    match (foreign, suggestion(words, candidates)) {
        (Some(meant), _) => diagnostic
            .help(format!("PostgreSQL's type for this is `{meant}`"))
            .perhaps(type_ref.name_span, meant),
        (None, Some(near)) => {
            diagnostic.help(format!("did you mean `{near}`?")).perhaps(type_ref.name_span, near)
        }
        (None, None) => diagnostic.help(
            "a type is one of PostgreSQL's own, or an enum or a model of this schema, in its exact spelling",
        ),
    }
}

pub(crate) fn not_a_type(type_ref: &TypeRef<'_>, kind: &str, declared: Span) -> Diagnostic {
    let words = &type_ref.words;
    let diagnostic = Diagnostic::error(
        codes::NOT_A_TYPE,
        format!("`{words}` is a {kind}, not a type"),
        type_ref.name_span,
        "no column has this type",
    )
    .label(declared, "declared here");
    if kind == "mixin" {
        diagnostic.help(format!("its columns are included by `@@include({words})`"))
    } else {
        diagnostic.help("a session is who is asking, not what is stored: write the type of a value")
    }
}

pub(crate) fn no_modifiers(type_: &str, span: Span) -> Diagnostic {
    let diagnostic = Diagnostic::error(
        codes::TYPE_MODIFIER,
        format!("`{type_}` takes nothing in parentheses"),
        span,
        "remove this",
    )
    .perhaps(span, "");
    match type_.to_lowercase().as_str() {
        "int" | "integer" | "bigint" | "smallint" => {
            diagnostic.help("an integer's size is in its name: smallint (2 bytes), integer (4), bigint (8)")
        }
        "text" => diagnostic.help("text of a limited length is `varchar(n)`"),
        _ => diagnostic,
    }
}

pub(crate) fn modifier_count(type_ref: &TypeRef<'_>, type_: &str, most: usize) -> Diagnostic {
    let span = type_ref.args.as_ref().map_or(type_ref.name_span, |args| args.span);
    let takes = if most == 1 { "one number".to_owned() } else { "one or two numbers".to_owned() };
    Diagnostic::error(
        codes::TYPE_MODIFIER,
        format!("`{type_}` takes {takes} in parentheses"),
        span,
        format!("expected {takes}"),
    )
}

pub(crate) fn modifier_range(span: Span, what: &str, least: i32, most: i32) -> Diagnostic {
    Diagnostic::error(
        codes::TYPE_MODIFIER,
        format!("{what} is between {least} and {most}"),
        span,
        "out of range",
    )
}
