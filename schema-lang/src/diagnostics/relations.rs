//! Diagnostics of relations.

use super::{Diagnostic, codes, list};
use crate::passes::drafts::{ColumnSite, RelationDraft};
use crate::source::Span;
use crate::syntax::ast::{Attribute, TypeRef, Value, Word};

pub(crate) fn list_of_lists(type_ref: &TypeRef<'_>) -> Diagnostic {
    let list = format!("{}[]", type_ref.words);
    Diagnostic::error(codes::RELATION_TYPE, "a list of lists of models", type_ref.span, "one `[]` is enough")
        .help(format!("write `{list}`"))
        .replace(type_ref.span, list)
}

pub(crate) fn nullable_list(field: Word<'_>, model: &str, mark: Span) -> Diagnostic {
    Diagnostic::error(
        codes::RELATION_TYPE,
        format!("the list `{}` may be null", field.text),
        mark,
        "a list of rows may be empty, never null",
    )
    .help(format!("write `{} {model}[]`", field.text))
    .remove(mark)
}

pub(crate) fn named_fields(attribute: &Attribute<'_>, value: &Value<'_>, fields: &[Word<'_>]) -> Diagnostic {
    let names = fields.iter().map(|field| field.text).collect::<Vec<_>>().join(", ");
    let args = attribute.args.as_ref().map_or(&[][..], |args| &args.list);
    let arg = args.iter().find(|arg| arg.value.span == value.span);
    let name = arg.and_then(|arg| arg.name).map_or(value.span, |name| name.span);
    let diagnostic =
        Diagnostic::error(codes::UNKNOWN_ARGUMENT, "`@relation` has no argument `fields`", name, "not known");
    match arg {
        Some(arg) if !names.is_empty() => diagnostic
            .help(format!("its fields come first and have no name: @relation({names}, ..)"))
            .perhaps(arg.span, names),
        _ => {
            diagnostic.help("its fields come first and have no name: @relation(author_id, references: [id])")
        }
    }
}

/// Fields in another order than the ones that they reference.
pub(crate) fn wrong_order(
    relation: &RelationDraft<'_>,
    order: &[&str],
    key: (&str, Span, &str),
) -> Diagnostic {
    let (names, span, target) = key;
    let first = relation.fields.first().map_or(relation.field.name.span, |first| first.span);
    let fields = relation.fields.last().map_or(first, |last| first.to(last.span));
    let order = order.join(", ");
    let diagnostic = Diagnostic::error(
        codes::RELATION_TYPES,
        format!(
            "the fields of `{}` stand in another order than what they reference",
            relation.field.name.text
        ),
        fields,
        "in this order",
    )
    .label(span, format!("`{target}` has {names}"))
    .help(format!("write `{order}`"));
    diagnostic.perhaps(fields, order)
}

pub(crate) fn fields_on_list(relation: &RelationDraft<'_>, model: &str) -> Diagnostic {
    let span = relation.fields.first().map_or(relation.field.name.span, |first| first.span);
    let target = &relation.type_ref.words;
    Diagnostic::error(
        codes::RELATION_LIST_FIELDS,
        format!("the list `{}` names fields", relation.field.name.text),
        span,
        format!("a field of one `{model}` leads to one `{target}`"),
    )
    .label(relation.type_ref.span, "a list")
    .help(format!(
        "the fields stand on the side of `{target}`; here it is `{} {target}[]`",
        relation.field.name.text
    ))
}

/// A relation by a column that is not there yet.
pub(crate) fn no_key_column(
    relation: &RelationDraft<'_>,
    model: &str,
    word: Word<'_>,
    type_: &str,
) -> Diagnostic {
    let mark = if relation.type_ref.nullable.is_some() { "?" } else { "" };
    let line = format!("{} {type_}{mark}", word.text);
    let start = relation.field.span;
    Diagnostic::error(
        codes::UNKNOWN_FIELD,
        format!("`{model}` has no field `{}`", word.text),
        word.span,
        "not a field of it",
    )
    .help(format!("add it: `{line}`"))
    .perhaps(Span { end: start.start, ..start }, format!("{line}\n  "))
}

pub(crate) fn count(
    relation: &RelationDraft<'_>,
    target: &str,
    count: usize,
    references: Span,
) -> Diagnostic {
    let first = relation.fields.first().map_or(relation.field.name.span, |first| first.span);
    let fields = relation.fields.last().map_or(first, |last| first.to(last.span));
    let message = format!(
        "{} of its own, {} of `{target}`",
        plural(relation.fields.len(), "field"),
        plural(count, "field")
    );
    Diagnostic::error(
        codes::RELATION_COUNT,
        format!("the relation `{}` has {message}", relation.field.name.text),
        references,
        plural(count, "field"),
    )
    .label(fields, plural(relation.fields.len(), "field"))
    .help("name as many fields as it references, in the same order")
}

pub(crate) fn key_count(
    relation: &RelationDraft<'_>,
    target: &str,
    key: &[String],
    key_span: Span,
) -> Diagnostic {
    let first = relation.fields.first().map_or(relation.field.name.span, |first| first.span);
    let fields = relation.fields.last().map_or(first, |last| first.to(last.span));
    let message = format!("the primary key of `{target}` has {}", plural(key.len(), "field"));
    let diagnostic =
        Diagnostic::error(codes::RELATION_COUNT, message, fields, plural(relation.fields.len(), "field"))
            .label(key_span, format!("the key: {}", list(key.iter().map(String::as_str), "and")));
    diagnostic.help(format!("name a field for each of the key's, or the ones referenced with `references: [..]`: those of a unique key of `{target}`"))
}

pub(crate) fn not_unique(target: &str, fields: &[String], references: Span, model: Span) -> Diagnostic {
    let names = fields.join(", ");
    let help = match fields {
        [one] => format!("write `@unique` behind `{one}` in `{target}`"),
        _ => format!("write `@@unique([{names}])` into `{target}`"),
    };
    Diagnostic::error(
        codes::RELATION_NOT_UNIQUE,
        format!("({names}) of `{target}` is not unique"),
        references,
        "a relation leads to one row",
    )
    .label(model, "has no unique key of exactly these fields")
    .help(help)
}

pub(crate) fn no_primary_key(relation: &RelationDraft<'_>, target: &str, model: Span) -> Diagnostic {
    Diagnostic::error(
        codes::RELATION_NO_KEY,
        format!("`{target}` has no primary key to reference"),
        relation.type_ref.span,
        "leads to it",
    )
    .label(model, "has no primary key")
    .help(format!(
        "give `{target}` a primary key, `@id` or `@@id([..])`, or name a unique key of it: references: [..]"
    ))
}

pub(crate) fn types_differ(
    relation: Word<'_>,
    (here, here_type): (&ColumnSite<'_>, &str),
    (there, there_type, target): (&ColumnSite<'_>, &str, &str),
) -> Diagnostic {
    let message = format!("the two ends of `{}` have different types", relation.text);
    Diagnostic::error(
        codes::RELATION_TYPES,
        message,
        here.type_span,
        format!("`{}` is `{here_type}`", here.name.text),
    )
    .label(there.type_span, format!("`{}` of `{target}` is `{there_type}`", there.name.text))
    .help(format!(
        "give `{}` the type of what it references: `{} {there_type}`",
        here.name.text, here.name.text
    ))
    .perhaps(here.type_span, there_type)
}

/// A foreign key that PostgreSQL "cannot implement".
pub(crate) fn domain_of_enum(relation: Word<'_>, site: &ColumnSite<'_>, type_: &str) -> Diagnostic {
    Diagnostic::error(
        codes::RELATION_TYPES,
        format!("`{}` can't be the key of `{}`", site.name.text, relation.text),
        site.type_span,
        format!("`{type_}` is a domain over an enum"),
    )
    .help("PostgreSQL makes no foreign key of such a domain: give the columns at both ends the enum itself")
}

pub(crate) fn must_be_nullable(relation: &RelationDraft<'_>, field: Word<'_>, mark: Span) -> Diagnostic {
    let (name, type_) = (relation.field.name.text, &relation.type_ref.words);
    Diagnostic::error(
        codes::RELATION_NULLABLE,
        format!("the relation `{name}` may be absent"),
        relation.type_ref.span,
        "lacks `?`",
    )
    .label(mark, format!("`{}` may be null", field.text))
    .help(format!("write `{name} {type_}?`, or remove the `?` of `{}`", field.text))
    .insert_behind(relation.type_ref.span, "?")
    .perhaps(mark, "")
}

pub(crate) fn must_not_be_nullable(relation: &RelationDraft<'_>, mark: Span) -> Diagnostic {
    let (name, type_) = (relation.field.name.text, &relation.type_ref.words);
    let fields = list(relation.fields.iter().map(|field| field.text), "and");
    let first = relation.fields.first().map_or(mark, |first| first.span);
    Diagnostic::error(
        codes::RELATION_NULLABLE,
        format!("the relation `{name}` is never absent"),
        mark,
        "remove this",
    )
    .label(first, "never null")
    .help(format!("write `{name} {type_}`, or let {fields} be null with `?`"))
    .remove(mark)
}

pub(crate) fn set_null(argument: &str, span: Span, field: Word<'_>) -> Diagnostic {
    Diagnostic::error(
        codes::RELATION_ACTION,
        format!("`{argument}: set_null` on a field that is never null"),
        span,
        "would fail",
    )
    .label(field.span, "never null")
    .help(format!(
        "let `{}` and the relation be null with `?`, or choose `cascade` or `restrict`",
        field.text
    ))
}

pub(crate) fn set_default(argument: &str, span: Span, field: Word<'_>) -> Diagnostic {
    Diagnostic::error(
        codes::RELATION_ACTION,
        format!("`{argument}: set_default` on a field without a default"),
        span,
        "would fail",
    )
    .label(field.span, "has no default and is never null")
    .help(format!("give `{}` a `@default(..)`, or choose `cascade` or `restrict`", field.text))
}

pub(crate) fn same_name(second: Word<'_>, first: Word<'_>) -> Diagnostic {
    Diagnostic::error(
        codes::RELATION_SAME_NAME,
        format!("two relations between the same models are called \"{}\"", second.text),
        second.span,
        "the second one",
    )
    .label(first.span, "the first one")
    .help("give each its own name, on both of its sides")
}

pub(crate) fn belongs_to_owner(
    argument: &str,
    span: Span,
    target: &str,
    owner: Option<Word<'_>>,
) -> Diagnostic {
    let diagnostic = Diagnostic::error(
        codes::RELATION_FAR_ARGUMENT,
        format!("`{argument}` on the side without fields"),
        span,
        "has no foreign key",
    )
    .help(format!("it belongs to the relation's other side, in `{target}`"));
    match owner {
        Some(owner) => diagnostic.label(owner.span, "has it"),
        None => diagnostic,
    }
}

fn plural(count: usize, noun: &str) -> String {
    if count == 1 { format!("one {noun}") } else { format!("{count} {noun}s") }
}
