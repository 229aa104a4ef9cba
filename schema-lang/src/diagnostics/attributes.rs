//! Diagnostics of attributes: which there are, where they stand, what they take.

use super::{Diagnostic, Suggestion, codes, list};
use crate::source::Span;
use crate::syntax::ast::{Arg, Args, Attribute, Entry, Field, ValueKind, Word};

fn title(attribute: &Attribute<'_>) -> String {
    format!("{}{}", attribute.sigil, attribute.name.text)
}

pub(crate) fn unknown(attribute: &Attribute<'_>, place: &str, known: &[&str]) -> Diagnostic {
    let message = format!("unknown attribute `{}`", title(attribute));
    let label = format!("not an attribute of {place}");
    let diagnostic = Diagnostic::error(codes::UNKNOWN_ATTRIBUTE, message, attribute.name.span, label);
    if let Some(help) = super::foreign::attribute(attribute.sigil, attribute.name.text, known) {
        return diagnostic.help(help);
    }
    // Everything takes `allow`, which the passes never see.
    let known_ones = known.iter().copied().chain(std::iter::once("allow"));
    if let Some(name) = super::suggestion(attribute.name.text, known_ones) {
        let meant = format!("{}{name}", attribute.sigil);
        return diagnostic.help(format!("did you mean `{meant}`?")).perhaps(attribute.name.span, meant);
    }
    if known.is_empty() {
        return diagnostic.help(match attribute.name.text {
            "grant" => "grants stand in their model's block: `@@grant(role, [select, insert])`".to_owned(),
            _ => format!("{place} takes no attributes"),
        });
    }
    let known: Vec<String> = known.iter().map(|name| format!("{}{name}", attribute.sigil)).collect();
    diagnostic.help(format!("{place} takes {}", list(known.iter().map(String::as_str), "and")))
}

pub(crate) fn belongs_to_block(attribute: &Attribute<'_>, field: &Field<'_>) -> Diagnostic {
    let name = attribute.name.text;
    let help = match name {
        "index" => format!("write `@@index([{}])` on a line of its own", field.name.text),
        _ => format!("write `@@{name}` on a line of its own"),
    };
    let mut diagnostic = Diagnostic::error(
        codes::MISPLACED_ATTRIBUTE,
        format!("`@{name}` belongs to the block, not to a field"),
        attribute.name.span,
        "on a field",
    )
    .help(help);
    if name == "index" && attribute.args.is_none() && !field.has_junk {
        let line = format!("\n  @@index([{}])", field.name.text);
        diagnostic.suggestions.push(Suggestion::moved(attribute.span, field.span, line));
    }
    diagnostic
}

pub(crate) fn belongs_to_field(attribute: &Attribute<'_>) -> Diagnostic {
    let name = attribute.name.text;
    Diagnostic::error(
        codes::MISPLACED_ATTRIBUTE,
        format!("`@@{name}` belongs to a field, not to the block"),
        attribute.name.span,
        "on a block",
    )
    .help(format!("write `@{name}` behind a field's type"))
}

pub(crate) fn not_on_relation(attribute: &Attribute<'_>, field: &Field<'_>) -> Diagnostic {
    let message = format!("`{}` on the relation `{}`", title(attribute), field.name.text);
    Diagnostic::error(
        codes::MISPLACED_ATTRIBUTE,
        message,
        attribute.name.span,
        "a relation has no column of its own",
    )
    .help("put it on the field that the relation names")
}

pub(crate) fn only_on_relation(attribute: &Attribute<'_>, type_: Span) -> Diagnostic {
    Diagnostic::error(
        codes::MISPLACED_ATTRIBUTE,
        format!("`{}` on a column", title(attribute)),
        attribute.name.span,
        "belongs to a relation",
    )
    .label(type_, "this type is not a model")
    .help("a relation's type is a model: `author User @relation(author_id)`")
}

pub(crate) fn repeated(attribute: &Attribute<'_>, first: &Attribute<'_>) -> Diagnostic {
    Diagnostic::error(
        codes::REPEATED_ATTRIBUTE,
        format!("`{}` twice", title(attribute)),
        attribute.name.span,
        "the second time",
    )
    .label(first.name.span, "the first time")
    .help("remove one of them")
    .perhaps(attribute.span, "")
}

pub(crate) fn conflict(attribute: &Attribute<'_>, other: &Attribute<'_>, why: &str) -> Diagnostic {
    let message = format!("`{}` beside `{}`", title(attribute), title(other));
    Diagnostic::error(codes::CONFLICTING_ATTRIBUTES, message, attribute.name.span, why.to_owned())
        .label(other.name.span, "the other one")
}

pub(crate) fn missing_argument(attribute: &Attribute<'_>, what: &str) -> Diagnostic {
    // `@@check("a > 0")`: the only string is read as the name.
    let only = match attribute.args.as_ref().map(|args| args.list.as_slice()) {
        Some([Arg { name: None, value, .. }]) if attribute.name.text == "check" => Some(value),
        _ => None,
    };
    if let Some(value) = only
        && let ValueKind::String(text) = &value.kind
        && text.contains(|c: char| !c.is_alphanumeric() && c != '_' && c != '`')
    {
        return super::values::expected_sql(what, value);
    }
    Diagnostic::error(
        codes::MISSING_ARGUMENT,
        format!("`{}` lacks {what}", title(attribute)),
        attribute.span,
        format!("expected {what}"),
    )
    .maybe_help(usage(attribute))
}

pub(crate) fn extra_argument(attribute: &Attribute<'_>, arg: &Arg<'_>) -> Diagnostic {
    let diagnostic = Diagnostic::error(
        codes::EXTRA_ARGUMENT,
        format!("`{}` does not take this argument", title(attribute)),
        arg.span,
        "one too many",
    );
    match (title(attribute).as_str(), &arg.value.kind) {
        ("@@index", ValueKind::Path("unique")) => {
            diagnostic.help("write `unique: true`").replace(arg.span, "unique: true")
        }
        ("@@check" | "@check", ValueKind::String(_)) => {
            diagnostic.help("the name comes first: check(\"name\", `sql`)")
        }
        // `@default(1,000)`
        ("@default", ValueKind::Number(_)) => {
            diagnostic.help("digits stand together: `@default(1000)`; a list is `[1, 2]`")
        }
        ("@@index" | "@@unique" | "@@id", ValueKind::Path(_)) => {
            let args = attribute.args.as_ref().map_or(&[][..], |args| &args.list);
            let words = args.iter().map(|arg| match (arg.name, &arg.value.kind) {
                (None, ValueKind::Path(word)) => Some(*word),
                _ => None,
            });
            let words: Option<Vec<&str>> = words.collect();
            match (words, args) {
                (Some(words), [first, .., last]) => {
                    let list = format!("[{}]", words.join(", "));
                    diagnostic
                        .help(format!("several fields are a list: `{}({list})`", title(attribute)))
                        .perhaps(first.span.to(last.span), list)
                }
                _ => diagnostic.maybe_help(usage(attribute)),
            }
        }
        _ => diagnostic.maybe_help(usage(attribute)),
    }
}

pub(crate) fn unknown_argument(attribute: &Attribute<'_>, name: Word<'_>, known: &[&str]) -> Diagnostic {
    let message = format!("`{}` has no argument `{}`", title(attribute), name.text);
    let otherwise = || match known {
        [] => usage(attribute).or_else(|| Some("it takes no named arguments".to_owned())),
        known => Some(format!("it takes {}", list(known.iter().copied(), "and"))),
    };
    let diagnostic = Diagnostic::error(codes::UNKNOWN_ARGUMENT, message, name.span, "not known");
    // `@map(name: "x")`: the only argument, which has no name.
    if let (Some(Args { list, .. }), "map" | "comment" | "schema" | "include" | "default") =
        (&attribute.args, attribute.name.text)
        && let [Arg { value, .. }] = list.as_slice()
    {
        return diagnostic
            .help(format!("its argument has no name: `{}(..)`", title(attribute)))
            .perhaps(Span { end: value.span.start, ..name.span }, "");
    }
    if let Some(help) = super::foreign::argument(attribute.sigil, attribute.name.text, name.text) {
        return diagnostic.help(help);
    }
    diagnostic.nearest((name.text, name.span), known.iter().copied(), otherwise)
}

pub(crate) fn duplicate_argument(attribute: &Attribute<'_>, name: Word<'_>, first: Word<'_>) -> Diagnostic {
    let message = format!("`{}` is given `{}` twice", title(attribute), name.text);
    Diagnostic::error(codes::DUPLICATE_ARGUMENT, message, name.span, "the second time")
        .label(first.span, "the first time")
}

pub(crate) fn column_type(
    attribute: &Attribute<'_>,
    type_: &str,
    type_span: Span,
    wants: &str,
) -> Diagnostic {
    let message = format!("`{}` on a column of type `{type_}`", title(attribute));
    Diagnostic::error(codes::ATTRIBUTE_TYPE, message, attribute.name.span, format!("needs {wants}"))
        .label(type_span, format!("`{type_}`"))
}

pub(crate) fn nullable(attribute: &Attribute<'_>, field: Word<'_>, mark: Span) -> Diagnostic {
    let message = format!("`{}` on `{}`, which may be null", title(attribute), field.text);
    Diagnostic::error(
        codes::ATTRIBUTE_NULLABLE,
        message,
        attribute.name.span,
        "needs a column that is never null",
    )
    .label(mark, "nullable")
    .help("remove the `?`")
    .perhaps(mark, "")
}

pub(crate) fn no_fields(attribute: &Attribute<'_>, span: Span) -> Diagnostic {
    Diagnostic::error(
        codes::NO_FIELDS,
        format!("`{}` over no fields", title(attribute)),
        span,
        "an empty list",
    )
    .maybe_help(usage(attribute))
}

pub(crate) fn repeated_field(attribute: &Attribute<'_>, word: Word<'_>, first: Word<'_>) -> Diagnostic {
    let message = format!("`{}` names `{}` twice", title(attribute), word.text);
    Diagnostic::error(codes::REPEATED_FIELD, message, word.span, "the second time")
        .label(first.span, "the first time")
}

pub(crate) fn unknown_field(word: Word<'_>, model: &str, fields: &[&str]) -> Diagnostic {
    let message = format!("`{model}` has no field `{}`", word.text);
    Diagnostic::error(codes::UNKNOWN_FIELD, message, word.span, "not a field of it").nearest(
        (word.text, word.span),
        fields.iter().copied(),
        || (!fields.is_empty()).then(|| format!("its columns are {}", list(fields.iter().copied(), "and"))),
    )
}

pub(crate) fn relation_as_column(word: Word<'_>, relation: Word<'_>, columns: &[&str]) -> Diagnostic {
    let help = match columns {
        [] => format!(
            "the key of the other row needs a column, such as `{0}_id bigint`, which is then named: `{0}_id`",
            word.text
        ),
        columns => format!("name its column instead: {}", list(columns.iter().copied(), "and")),
    };
    let diagnostic = Diagnostic::error(
        codes::RELATION_AS_COLUMN,
        format!("`{}` is a relation, not a column", word.text),
        word.span,
        "has no column",
    )
    .label(relation.span, "the relation")
    .help(help);
    match columns {
        [column] => diagnostic.perhaps(word.span, *column),
        _ => diagnostic,
    }
}

pub(crate) fn two_primary_keys(second: &Attribute<'_>, first: &Attribute<'_>, fields: &[&str]) -> Diagnostic {
    let diagnostic = Diagnostic::error(
        codes::TWO_PRIMARY_KEYS,
        "a second primary key",
        second.name.span,
        "the second one",
    )
    .label(first.name.span, "the first one");
    match fields {
        [_, _, ..] => diagnostic.help(format!("a key of several fields is `@@id([{}])`", fields.join(", "))),
        _ => diagnostic.help("a model has one primary key: remove one, or make it `@unique`"),
    }
}

pub(crate) fn unknown_key(entry: &Entry<'_>, item: &str, known: &[&str]) -> Diagnostic {
    let message = format!("{item} has no entry `{}`", entry.key.text);
    let other = match (item, &*entry.key.text) {
        ("a policy", "check" | "with check") => Some("with_check"),
        ("a policy", "where" | "condition" | "when" | "filter") => Some("using"),
        ("a policy", "command" | "action" | "operation" | "on") => Some("for"),
        ("a policy", "role" | "roles") => Some("to"),
        ("a policy", "as" | "type") => Some("kind"),
        _ => None,
    };
    if let Some(other) = other {
        return Diagnostic::error(codes::UNKNOWN_ENTRY, message, entry.key.span, "not known")
            .help(format!("did you mean `{other}`?"))
            .perhaps(entry.key.span, other);
    }
    Diagnostic::error(codes::UNKNOWN_ENTRY, message, entry.key.span, "not known").nearest(
        (&entry.key.text, entry.key.span),
        known.iter().copied(),
        || Some(format!("it takes {}", list(known.iter().copied(), "and"))),
    )
}

pub(crate) fn repeated_key(entry: &Entry<'_>, first: &Entry<'_>) -> Diagnostic {
    Diagnostic::error(
        codes::REPEATED_ENTRY,
        format!("`{}` twice", entry.key.text),
        entry.key.span,
        "the second time",
    )
    .label(first.key.span, "the first time")
}

pub(crate) fn missing_value(entry: &Entry<'_>) -> Diagnostic {
    Diagnostic::error(
        codes::MISSING_VALUE,
        format!("`{}` has no value", entry.key.text),
        entry.span,
        "expected a value behind `=`",
    )
}

pub(crate) fn entry_in_fields(entry: &Entry<'_>, item: &str) -> Diagnostic {
    let diagnostic =
        Diagnostic::error(codes::MISPLACED_MEMBER, format!("an entry in {item}"), entry.span, "not a field");
    if item == "an enum" {
        return diagnostic.help("a value is a word; its label in the database is given by `@map(\"..\")`");
    }
    let key = &*entry.key.text;
    if item == "a domain"
        && let Some(attribute) = super::sql_domain::attribute(key)
    {
        return diagnostic.help(format!("what is said of a domain is an attribute: {attribute}"));
    }
    if ["role", "settings", "map", "schema", "comment", "table", "id", "unique", "index"].contains(&key) {
        let key = if key == "table" { "map" } else { key };
        return diagnostic.help(format!("what is said of the whole block is an attribute: `@@{key}(..)`"));
    }
    diagnostic.help("a field is `name type`; a default is `@default(value)`")
}

pub(crate) fn field_in_entries(field: &Field<'_>, item: &str, known: &[&str]) -> Diagnostic {
    Diagnostic::error(codes::MISPLACED_MEMBER, format!("a field in {item}"), field.span, "not an entry").help(
        format!("its entries are written `key = value`; it takes {}", list(known.iter().copied(), "and")),
    )
}

/// How an attribute is written.
fn usage(attribute: &Attribute<'_>) -> Option<String> {
    let usage = match (attribute.sigil, attribute.name.text) {
        ("@", "default") => "@default(0), @default(\"text\"), @default(now()), @default(`any SQL`)",
        ("@", "map") | ("@@", "map") => "its argument is a name in the database: map(\"name\")",
        ("@", "identity") => "@identity, or @identity(by_default)",
        ("@", "relation") => "@relation(author_id, references: [id], on_delete: cascade)",
        ("@", "through") => "@through(Model), where the model has a relation to both ends",
        ("@@", "id") => "@@id([a, b])",
        ("@@", "unique") => "@@unique([a, b], nulls: not_distinct, name: \"name\")",
        ("@@", "index") => {
            "@@index([a, b(desc)], using: btree, where: `..`, include: [c], name: \"name\", unique: true)"
        }
        ("@" | "@@", "check") => "check(\"name\", `sql`), or check(`sql`)",
        ("@@", "include") => "@@include(Mixin)",
        ("@@", "schema") => "@@schema(app)",
        ("@@", "rls") => "@@rls, or @@rls(force), which binds the table's owner too",
        ("@@", "grant") => "@@grant(role, [select, insert, update, delete])",
        ("@@", "role") => "@@role(app_user)",
        ("@@", "settings") => "@@settings(\"prefix\")",
        ("@" | "@@", "comment") => "comment(\"text\")",
        ("@", "id" | "unique" | "serial" | "updated") => {
            "it is written without arguments, or with name: \"name\" where it makes a constraint"
        }
        _ => return None,
    };
    Some(usage.to_owned())
}
