//! Diagnostics of types.

use pg_orm_ir::types::BuiltIn;

use super::{Diagnostic, codes, foreign_types, list, sql_domain, suggestion};
use crate::source::Span;
use crate::syntax::ast::{Attribute, Body, Clause, Field, Item, TypeRef, Word};

pub(crate) fn missing(field: Word<'_>) -> Diagnostic {
    Diagnostic::error(
        codes::MISSING_TYPE,
        format!("the field `{}` has no type", field.text),
        field.span,
        "expected a type behind this",
    )
    .help(format!("for example `{} text`, or `{} text?` where it may be null", field.text, field.text))
}

/// `setof` on something that is not what a function returns.
pub(crate) fn set(type_ref: &TypeRef<'_>) -> Diagnostic {
    let message = "`setof` outside of what a function returns";
    Diagnostic::error(codes::UNKNOWN_TYPE, message, type_ref.span, "one value stands here")
        .help("remove `setof`, or declare an array: `text[]`")
}

pub(crate) fn unknown<'c>(
    type_ref: &TypeRef<'_>,
    candidates: impl IntoIterator<Item = &'c str>,
) -> Diagnostic {
    let words = &*type_ref.words;
    let diagnostic = Diagnostic::error(
        codes::UNKNOWN_TYPE,
        format!("unknown type `{words}`"),
        type_ref.name_span,
        "not a type",
    );
    // A length behind the name stays.
    let place = match &type_ref.args {
        Some(args) => Span { end: args.span.start, ..type_ref.name_span },
        None => type_ref.name_span,
    };
    if type_ref.is_quoted && BuiltIn::from_name(words).is_some() {
        return diagnostic
            .help(format!("a type of PostgreSQL's own stands without quotes: `{words}`"))
            .replace(place, words);
    }
    if let Some(diagnostic) = sql_words(type_ref, diagnostic.clone()) {
        return diagnostic;
    }
    if let Some(meant) = foreign_types::meant(words) {
        return diagnostic.help(format!("PostgreSQL's type for this is `{meant}`")).perhaps(place, meant);
    }
    // A slip in another language's name too.
    let foreign = foreign_types::names().map(|name| -> &'c str { name });
    let near = suggestion(words, candidates.into_iter().chain(foreign));
    match near.map(|near| (near, foreign_types::meant(near))) {
        Some((near, Some(meant))) => diagnostic
            .help(format!("did you mean `{near}`? PostgreSQL's type for that is `{meant}`"))
            .perhaps(type_ref.name_span, meant),
        Some((near, None)) => {
            diagnostic.help(format!("did you mean `{near}`?")).perhaps(type_ref.name_span, near)
        }
        None => diagnostic.help(
            "a type is one of PostgreSQL's own, or an enum, a domain, a composite or a model of this schema, in its exact spelling",
        ),
    }
}

const UNSIGNED: &str =
    "PostgreSQL has no unsigned integers: take the next larger type, and `@check(`n >= 0`)`";

/// What SQL writes behind a column's type, and kinds of types that are written otherwise here.
fn sql_words(type_ref: &TypeRef<'_>, diagnostic: Diagnostic) -> Option<Diagnostic> {
    let words: Vec<&str> = type_ref.words.split(' ').collect();
    let upper: Vec<String> = words.iter().map(|word| word.to_uppercase()).collect();
    match upper.first().map(String::as_str)? {
        "ENUM" => {
            return Some(
                diagnostic
                    .help("an enum is an item of its own: `enum State { draft, live }`, and `state State`"),
            );
        }
        "UNSIGNED" => {
            return Some(diagnostic.help(UNSIGNED));
        }
        _ if upper.len() > 1 && upper.iter().any(|word| word == "UNSIGNED") => {
            return Some(diagnostic.help(UNSIGNED));
        }
        "ARRAY" => return Some(diagnostic.help("an array has `[]` behind its elements' type: `text[]`")),
        _ => {}
    }
    // `text array`; a length behind it says nothing to PostgreSQL.
    if let [.., last] = upper.as_slice()
        && last == "ARRAY"
        && let Some((base, _)) = type_ref.words.rsplit_once(' ')
    {
        let array = format!("{base}[]");
        return Some(
            diagnostic
                .help(format!("an array has `[]` behind its elements' type: `{array}`"))
                .perhaps(type_ref.name_span, array),
        );
    }
    let is_constraint = |word: &String| {
        [
            "NOT",
            "NULL",
            "PRIMARY",
            "UNIQUE",
            "DEFAULT",
            "REFERENCES",
            "CHECK",
            "CONSTRAINT",
            "GENERATED",
            "COLLATE",
        ]
        .contains(&word.as_str())
    };
    let start = upper.iter().position(is_constraint).filter(|start| *start > 0)?;
    let base = words.get(..start)?.join(" ");
    let mut rest = upper.get(start..)?;
    let (mut attributes, mut mark, mut help) = (String::new(), "", Vec::new());
    loop {
        let text: Vec<&str> = rest.iter().map(String::as_str).collect();
        let read = match text.as_slice() {
            [] => break,
            ["NOT", "NULL", ..] => {
                help.push("a column is never null unless its type ends in `?`".to_owned());
                2
            }
            ["NULL", ..] => {
                help.push(format!("a column that may be null is `{base}?`"));
                mark = "?";
                1
            }
            ["PRIMARY", "KEY", ..] => {
                help.push("a primary key is `@id`".to_owned());
                attributes.push_str(" @id");
                2
            }
            ["UNIQUE", ..] => {
                help.push("a unique column is `@unique`".to_owned());
                attributes.push_str(" @unique");
                1
            }
            ["DEFAULT", ..] => {
                help.push("a default is `@default(value)`".to_owned());
                return Some(diagnostic.help(help.join("\n")));
            }
            ["REFERENCES", ..] => {
                help.push(super::foreign::RELATION.to_owned());
                return Some(diagnostic.help(help.join("\n")));
            }
            ["GENERATED", ..] => {
                help.push("a column that numbers itself is `bigint @identity`".to_owned());
                return Some(diagnostic.help(help.join("\n")));
            }
            ["CHECK", ..] => {
                help.push("a check is SQL between backticks: `@check(`n > 0`)`".to_owned());
                return Some(diagnostic.help(help.join("\n")));
            }
            _ => {
                help.push(
                    "what is said of a column are attributes behind its type, such as `@unique`".to_owned(),
                );
                return Some(diagnostic.help(help.join("\n")));
            }
        };
        rest = rest.get(read..).unwrap_or_default();
    }
    let mended = format!("{base}{mark}{attributes}");
    let diagnostic = diagnostic.help(help.join("\n"));
    // Numbers in parentheses are not among the words.
    Some(if type_ref.args.is_none() { diagnostic.perhaps(type_ref.name_span, mended) } else { diagnostic })
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
    match kind {
        "mixin" => diagnostic.help(format!("its columns are included by `@@include({words})`")),
        "view" => diagnostic.help("only functions take and return rows of a view: write the type of a value"),
        _ => diagnostic.help("a session is who is asking, not what is stored: write the type of a value"),
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

/// `interval month to day`.
pub(crate) fn interval_fields(type_ref: &TypeRef<'_>, fields: &str, known: &[&str]) -> Diagnostic {
    let error = |message: String| {
        Diagnostic::error(codes::UNKNOWN_TYPE, message, type_ref.name_span, "PostgreSQL has no such type")
    };
    let not_a_type = error(format!("unknown type `{}`", type_ref.words));
    if let Some(diagnostic) = sql_words(type_ref, not_a_type) {
        return diagnostic;
    }
    let diagnostic = error(format!("an interval of the fields `{fields}`"));
    // `interval years`, `interval second to minute`.
    let singular: Vec<&str> = fields.split(' ').map(|word| word.strip_suffix('s').unwrap_or(word)).collect();
    let swapped = match singular.as_slice() {
        [from, "to", to] => format!("{to} to {from}"),
        _ => String::new(),
    };
    let singular = singular.join(" ");
    let exact = known.iter().copied().find(|known| *known == singular || *known == swapped);
    match exact.or_else(|| suggestion(fields, known.iter().copied())) {
        Some(near) => {
            let meant = format!("interval {near}");
            let diagnostic = diagnostic.help(format!("did you mean `{meant}`?"));
            // A precision is not among the words.
            if type_ref.args.is_none() { diagnostic.perhaps(type_ref.name_span, meant) } else { diagnostic }
        }
        None => diagnostic.help(format!("the fields are {}", list(known.iter().copied(), "or"))),
    }
}

/// `interval year(3)`.
pub(crate) fn interval_precision(type_: &str, span: Span) -> Diagnostic {
    Diagnostic::error(
        codes::TYPE_MODIFIER,
        format!("`{type_}` takes no precision here"),
        span,
        "not of seconds",
    )
    .help("a precision stands behind the seconds that it is of: `interval(3)`, `interval day to second(3)`")
    .remove(span)
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

/// `domain Percent : int check (value > 0)`, of which the words `check` and on are read as the type's.
pub(crate) fn sql_behind_base(item: &Item<'_>, type_ref: &TypeRef<'_>, name: &str) -> Option<Diagnostic> {
    let (base, rest) = sql_domain::split(&type_ref.words)?;
    (!base.is_empty()).then(|| {
        Diagnostic::error(
            codes::AFTER_ITEM,
            "a domain as SQL writes it",
            type_ref.name_span,
            "written otherwise here",
        )
        .help(sql_domain::help(name, base, rest, matches!(item.body, Body::Block(_))))
    })
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
    let diagnostic = Diagnostic::error(
        codes::MISPLACED_MEMBER,
        format!("a field in the domain `{name}`"),
        field.span,
        "a domain is made of one type, behind its colon",
    );
    if field.type_ref.is_none()
        && let Some(attribute) = sql_domain::attribute(field.name.text)
    {
        return diagnostic.help(format!("what is said of a domain is an attribute: {attribute}"));
    }
    diagnostic.help(format!("a type of several fields is a composite: `type {name} {{ .. }}`"))
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
