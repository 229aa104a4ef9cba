//! Diagnostics of types.

use super::{Diagnostic, codes, suggestion};
use crate::source::Span;
use crate::syntax::ast::{Attribute, Clause, Field, Item, TypeRef, Word};

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
    let help = match (foreign, suggestion(words, candidates)) {
        (Some(meant), _) => format!("PostgreSQL's type for this is `{meant}`"),
        (None, Some(near)) => format!("did you mean `{near}`?"),
        (None, None) => {
            "a type is one of PostgreSQL's own, or an enum, a domain, a composite or a model of this schema, in its exact spelling"
                .to_owned()
        }
    };
    Diagnostic::error(
        codes::UNKNOWN_TYPE,
        format!("unknown type `{words}`"),
        type_ref.name_span,
        "not a type",
    )
    .help(help)
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
        diagnostic
    }
}

pub(crate) fn no_modifiers(type_: &str, span: Span) -> Diagnostic {
    let diagnostic = Diagnostic::error(
        codes::TYPE_MODIFIER,
        format!("`{type_}` takes nothing in parentheses"),
        span,
        "remove this",
    );
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

pub(crate) fn no_base(item: &Item<'_>, name: &str) -> Diagnostic {
    Diagnostic::error(
        codes::DOMAIN_BASE,
        format!("the domain `{name}` does not say what it is made of"),
        item.head,
        "expected a colon and a type behind this",
    )
    .help(format!("for example `domain {name} : text {{ .. }}`"))
}

pub(crate) fn second_base(clause: &Clause<'_>, first: Span) -> Diagnostic {
    Diagnostic::error(codes::DOMAIN_BASE, "a domain is made of one type", clause.span, "the second one")
        .label(first, "the first one")
}

pub(crate) fn nullable_base(name: &str, mark: Span) -> Diagnostic {
    Diagnostic::error(
        codes::DOMAIN_BASE,
        "`?` behind the type that a domain is made of",
        mark,
        "says nothing here",
    )
    .help(format!("whether a value may be null is said where the domain is used: `email {name}?`"))
}

/// A model where only a value's type can stand: `what` is the domain or the composite's field.
pub(crate) fn model_as_value(type_ref: &TypeRef<'_>, what: &str, declared: Span) -> Diagnostic {
    Diagnostic::error(
        codes::NOT_A_TYPE,
        format!("`{}` is a model, not the type of a value", type_ref.words),
        type_ref.name_span,
        format!("{what} can't hold rows of a table"),
    )
    .label(declared, "declared here")
    .help("only a model's field leads to a model; a struct of values is a composite: `type Name { .. }`")
}

pub(crate) fn cycle(name: Word<'_>, keyword: &str, chain: &[&str]) -> Diagnostic {
    let chain = match chain {
        [] => "holds itself".to_owned(),
        between => format!("by way of `{}`", between.join("`, `")),
    };
    Diagnostic::error(
        codes::TYPE_CYCLE,
        format!("the {keyword} `{}` is made of itself", name.text),
        name.span,
        chain,
    )
    .help("PostgreSQL has no such types: let a model hold the parts, each pointing to what it belongs to")
}

/// `?`, or `?[]`, on a domain that is never null.
pub(crate) fn never_null(mark: Span, type_: &str, declared: Span) -> Diagnostic {
    Diagnostic::error(
        codes::NEVER_NULL,
        format!("a `{type_}` is never null"),
        mark,
        "this says that it may be",
    )
    .label(declared, "its domain says `@@not_null`")
    .help("remove the `?`; or remove `@@not_null`, and let each column say whether it may be null")
}

pub(crate) fn domain_field(field: &Field<'_>, name: &str) -> Diagnostic {
    Diagnostic::error(
        codes::MISPLACED_MEMBER,
        format!("a field in the domain `{name}`"),
        field.span,
        "a domain is made of one type, behind its colon",
    )
    .help(format!("a type of several fields is a composite: `type {name} {{ .. }}`"))
}

/// An attribute that columns have and fields of composites have not.
pub(crate) fn not_on_composite(attribute: &Attribute<'_>, composite: &str) -> Diagnostic {
    let name = attribute.name.text;
    let diagnostic = Diagnostic::error(
        codes::MISPLACED_ATTRIBUTE,
        format!("`@{name}` on a field of the composite `{composite}`"),
        attribute.span,
        "only a model's columns have this",
    );
    match name {
        "default" => diagnostic.help("a column of this type can have a default: @default(`row(..)`)"),
        "check" => {
            diagnostic.help("a domain can check values: `domain Amount : numeric { @@check(`value > 0`) }`")
        }
        _ => diagnostic,
    }
}
