//! Diagnostics of what is written as other languages write it.

use super::{Diagnostic, codes, foreign, string, syntax};
use crate::source::Span;
use crate::syntax::ast::{Attribute, Field, TypeRef, Word};

/// `-- text`, `/* text */`, `# text`.
pub(crate) fn comment(span: Span, mark: &str, written: &str) -> Diagnostic {
    let length = u32::try_from(mark.len()).unwrap_or(0);
    let diagnostic = Diagnostic::error(
        codes::UNEXPECTED,
        format!("a comment that starts with `{mark}`"),
        span,
        "not a comment here",
    )
    .help("a comment starts with `//` and ends with its line; `///` documents what follows");
    if mark == "/*" && !written.ends_with("*/") {
        return diagnostic;
    }
    diagnostic.replace(Span { end: span.start + length, ..span }, "//")
}

/// `"first name" text`.
pub(crate) fn quoted_field(span: Span, name: &str) -> Diagnostic {
    let better = field_name(name);
    Diagnostic::error(codes::NOT_UNDERSTOOD, "a name in quotes", span, "becomes a name in Rust")
        .help(renamed(&better, name))
}

/// `user-id bigint`, `1st text`.
pub(crate) fn bad_field_name(span: Span, name: &str) -> Diagnostic {
    let better = field_name(name);
    Diagnostic::error(
        codes::NOT_UNDERSTOOD,
        format!("`{name}` is not a name for a field"),
        span,
        "a name has letters, digits and `_`, not a digit first",
    )
    .help(renamed(&better, name))
}

/// A name that Rust takes for a field.
fn field_name(name: &str) -> String {
    let mut better = String::new();
    for c in name.chars() {
        let c = if c.is_alphanumeric() { c } else { '_' };
        if c != '_' || !better.ends_with('_') {
            better.push(c);
        }
    }
    let better = pg_orm_ir::names::snake_case(better.trim_matches('_'));
    match better.chars().next() {
        None => "a_name".to_owned(),
        Some(first) if first.is_numeric() => format!("a_{better}"),
        Some(_) if pg_orm_ir::names::is_rust_keyword(&better) => format!("{better}_"),
        Some(_) => better,
    }
}

fn renamed(better: &str, name: &str) -> String {
    if better == name {
        return format!("write `{name}`");
    }
    format!(
        "write `{better}` and behind the type `@map({})`, which keeps the name in the database",
        string(name)
    )
}

/// `id -> Int8`.
pub(crate) fn arrow_before_type(span: Span, field: Word<'_>) -> Diagnostic {
    Diagnostic::error(codes::UNEXPECTED, "an arrow between name and type", span, "remove it")
        .help(format!("a field is `{} type`", field.text))
        .remove(span)
}

/// `login: true` where entries stand.
pub(crate) fn colon_in_entry(span: Span, key: Word<'_>) -> Diagnostic {
    Diagnostic::error(codes::UNEXPECTED, "a colon in an entry", span, "write `=`")
        .help(format!("an entry is `{} = value`", key.text))
        .replace(span, " =")
}

/// `@default: 1`.
pub(crate) fn colon_behind_attribute(span: Span, attribute: &Attribute<'_>, written: &str) -> Diagnostic {
    let value = written.trim_start_matches(':').trim();
    let value = if value.is_empty() { ".." } else { value };
    Diagnostic::error(codes::UNEXPECTED, "a colon behind an attribute", span, "not understood")
        .help(format!("arguments stand in parentheses: `@{}({value})`", attribute.name.text))
}

/// `Vec<text>`, `Option<text>`.
pub(crate) fn generic_type(type_ref: &TypeRef<'_>, junk: Span, written: &str) -> Diagnostic {
    let inner = written.get(1..).and_then(|rest| rest.split_once('>')).map(|(inner, _)| inner.trim());
    let end = written.find('>').map_or(written.len(), |at| at + 1);
    let span = type_ref.name_span.to(Span { end: junk.start + u32::try_from(end).unwrap_or(0), ..junk });
    let words = &type_ref.words;
    let diagnostic = Diagnostic::error(
        codes::TYPE_SYNTAX,
        format!("`{words}<..>` is not a type"),
        span,
        "not a type here",
    );
    let Some(inner) = inner.filter(|inner| !inner.is_empty() && !inner.contains('<')) else {
        return diagnostic.help("an array is `text[]`, a type that may be null `text?`");
    };
    let inner = super::foreign_types::element(inner);
    match words.to_lowercase().as_str() {
        "vec" | "list" | "array" | "set" | "collection" | "slice" | "arrayfield" => {
            diagnostic.help(format!("an array is `{inner}[]`")).perhaps(span, format!("{inner}[]"))
        }
        "option" | "optional" | "nullable" | "maybe" => diagnostic
            .help(format!("a type that may be null is `{inner}?`"))
            .perhaps(span, format!("{inner}?")),
        // `chrono::DateTime<Utc>`, `HashMap<String, i32>`
        words => match super::foreign_types::meant(words.rsplit("::").next().unwrap_or(words)) {
            Some(meant) => {
                diagnostic.help(format!("PostgreSQL's type for this is `{meant}`")).perhaps(span, meant)
            }
            None => diagnostic.help("an array is `text[]`, a type that may be null `text?`"),
        },
    }
}

/// `text | null`.
pub(crate) fn union_type(span: Span, type_ref: &TypeRef<'_>, written: &str) -> Diagnostic {
    let words = super::foreign_types::element(&type_ref.words);
    let diagnostic =
        Diagnostic::error(codes::NOT_UNDERSTOOD, "a type of several types", span, "a column has one type");
    match written.trim_start_matches(['|', ' ']).to_lowercase().as_str() {
        "null" | "none" | "undefined" | "nil" => diagnostic
            .help(format!("a column that may be null is `{words}?`"))
            .perhaps(type_ref.span.to(span), format!("{words}?")),
        _ => diagnostic.help("values of any shape are `jsonb`; some of several words are an enum: `enum State { draft, live }`"),
    }
}

/// `text!`.
pub(crate) fn not_null_mark(span: Span) -> Diagnostic {
    Diagnostic::error(codes::UNEXPECTED, "`!` behind a type", span, "not needed")
        .help("a column is never null unless its type ends in `?`: remove this")
        .remove(span)
}

/// `tags [text]`, `id integer [primary key]`.
pub(crate) fn bracket(span: Span, written: &str, has_type: bool) -> Diagnostic {
    let inner = written.trim_start_matches('[').split(']').next().unwrap_or_default().trim();
    if has_type || inner.is_empty() {
        return Diagnostic::error(
            codes::NOT_UNDERSTOOD,
            format!("`{written}` behind a type"),
            span,
            "not understood",
        )
        .help("what is said of a column are attributes: `@id`, `@unique`, `@default(0)`");
    }
    let inner = super::foreign_types::element(inner);
    let end = written.find(']').map_or(written.len(), |at| at + 1);
    let place = Span { end: span.start + u32::try_from(end).unwrap_or(0), ..span };
    Diagnostic::error(codes::TYPE_SYNTAX, format!("`{written}` is not a type"), span, "not a type here")
        .help(format!("an array is `{inner}[]`"))
        .perhaps(place, format!("{inner}[]"))
}

/// `settings { .. }` within a model.
pub(crate) fn nested_block(span: Span, field: Word<'_>) -> Diagnostic {
    Diagnostic::error(
        codes::NOT_UNDERSTOOD,
        format!("`{}` with a block of its own", field.text),
        span,
        "a field has a type",
    )
    .help(format!("rows of its own are a model of its own; values of any shape are `{} jsonb`", field.text))
}

/// `&str`.
pub(crate) fn reference_type(span: Span, written: &str) -> Diagnostic {
    Diagnostic::error(
        codes::TYPE_SYNTAX,
        format!("`{written}` is not a type"),
        span,
        "Rust's, not PostgreSQL's",
    )
    .help("types are PostgreSQL's: `text`, `bytea`")
}

/// `'text'` among arguments.
pub(crate) fn single_quote(span: Span, rest: &str) -> Diagnostic {
    let diagnostic = Diagnostic::error(codes::UNEXPECTED, "a single quote", span, "not a string")
        .help("strings stand in double quotes, SQL between backticks");
    in_double_quotes(diagnostic, span, rest, '\'')
}

/// `“text”` among arguments.
pub(crate) fn curly_quote(span: Span, rest: &str) -> Diagnostic {
    let first = rest.chars().next().unwrap_or('“');
    let close = match first {
        '‘' | '’' => '’',
        '«' => '»',
        '„' => '“',
        _ => '”',
    };
    let span = Span { end: span.start + u32::try_from(first.len_utf8()).unwrap_or(1), ..span };
    let diagnostic = Diagnostic::error(codes::UNEXPECTED, "a typographic quote", span, "not a string")
        .help("strings stand in straight double quotes: `\"text\"`");
    in_double_quotes(diagnostic, span, rest, close)
}

/// A value right behind another one.
pub(crate) fn missing_comma(span: Span) -> Diagnostic {
    Diagnostic::error(
        codes::UNEXPECTED,
        "two values without a comma between",
        span,
        "a comma is missing before this",
    )
    .help("arguments and elements of lists are separated by commas")
    .replace(Span { end: span.start, ..span }, ", ")
}

fn in_double_quotes(diagnostic: Diagnostic, open: Span, rest: &str, close: char) -> Diagnostic {
    let mut characters = rest.chars();
    characters.next();
    let Some((text, _)) = characters.as_str().split_once(close).filter(|(text, _)| !text.contains('\n'))
    else {
        return diagnostic;
    };
    let length = rest.len() - characters.as_str().len() + text.len() + close.len_utf8();
    let whole = Span { end: open.start + u32::try_from(length).unwrap_or(0), ..open };
    diagnostic.perhaps(whole, string(text))
}

/// A word or character that does not fit among arguments; `all` is what stands before it, `rest` behind.
pub(crate) fn in_arguments(span: Span, all: &str, written: &str, rest: &str) -> Diagnostic {
    let diagnostic = syntax::unexpected_in_arguments(span, written);
    let before = all.trim_end();
    let word_start = before.rfind(|c: char| !c.is_alphanumeric() && c != '_').map_or(0, |at| at + 1);
    let previous = before.get(word_start..).unwrap_or_default();
    if matches!(written, "asc" | "desc" | "ASC" | "DESC") && !previous.is_empty() {
        return diagnostic.help(format!(
            "an order stands behind its field in parentheses: `{previous}({})`",
            written.to_lowercase()
        ));
    }
    let starts_with_digit = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
    if let Some(digits) = written.strip_prefix("0x")
        && let Ok(number) = u64::from_str_radix(digits, 16)
    {
        return diagnostic.help(format!("numbers are decimal: `{number}`")).perhaps(span, number.to_string());
    }
    if starts_with_digit(written) && written.contains('_') {
        let digits = written.replace('_', "");
        return diagnostic.help(format!("digits stand together: `{digits}`")).replace(span, digits);
    }
    if written == "-" && starts_with_digit(previous) {
        return diagnostic.help("a date stands in double quotes: `\"2026-01-31\"`");
    }
    if matches!(written, "<" | ">" | "!" | "+" | "*" | "/" | "|" | "%" | "~") {
        return diagnostic.help("an expression is SQL, between backticks: `age > 0`");
    }
    // `array["x"]`
    if written == "[" && previous.eq_ignore_ascii_case("array") {
        let word = u32::try_from(all.len() - word_start).unwrap_or(0);
        let place = Span { start: span.start - word, end: span.start, ..span };
        return diagnostic.help("a list stands in brackets alone: `[a, b]`").perhaps(place, "");
    }
    if matches!(written, "[" | "{") {
        return missing_comma(span);
    }
    if written == "." {
        let behind = Span { start: span.end, ..span };
        if !starts_with_digit(previous) {
            return diagnostic.help("a number has a digit before its point: `0.5`");
        }
        let is_address = previous.len() < before.len() && before.contains('.');
        if !is_address && !rest.starts_with(|c: char| c.is_ascii_digit()) {
            return diagnostic
                .help(format!("a number has a digit behind its point: `{previous}.0`"))
                .perhaps(behind, "0");
        }
        return diagnostic.help("an address stands in double quotes: `\"10.0.0.1\"`");
    }
    if before.ends_with('"') {
        return diagnostic
            .help("a quote within a string is written `\\\"`; arguments are separated by commas");
    }
    diagnostic
}

/// `state text CHECK (state <> '')`.
pub(crate) fn parentheses(span: Span, field: &Field<'_>) -> Diagnostic {
    let words = field.type_ref.as_ref().map_or("", |type_ref| &type_ref.words);
    let diagnostic = Diagnostic::error(codes::NOT_UNDERSTOOD, "not a field", span, "not understood");
    if words.to_uppercase().ends_with("CHECK") {
        return diagnostic.help("a check is SQL between backticks: `@check(`n > 0`)`");
    }
    if words.eq_ignore_ascii_case("enum") {
        return diagnostic
            .help("an enum is an item of its own: `enum State { draft, live }`, and `state State`");
    }
    if words.to_uppercase().ends_with("DEFAULT") {
        return diagnostic.help("a default is `@default(value)`; SQL stands between backticks");
    }
    diagnostic.help(
        "behind a type, numbers stand in parentheses: `varchar(80)`; arguments follow an attribute's name",
    )
}

/// `name = models.CharField(max_length=100)`.
pub(crate) fn assignment(span: Span) -> Diagnostic {
    Diagnostic::error(codes::MISPLACED_MEMBER, "an assignment among fields", span, "not a field")
        .help("a field is `name type`, such as `name varchar(100)`; its default is `@default(value)`")
}

/// `r#type text`.
pub(crate) fn raw_identifier(span: Span, name: &str) -> Diagnostic {
    let better = format!("{name}_");
    Diagnostic::error(
        codes::RUST_KEYWORD,
        format!("`r#{name}` is a raw identifier of Rust"),
        span,
        "not a name here",
    )
    .help(format!(
        "write `{better}` and behind the type `@map({})`, which keeps the name in the database",
        string(name)
    ))
}

/// `c: text` and `c("label")` in an enum.
pub(crate) fn behind_label(span: Span, value: Word<'_>, label: Option<&str>) -> Diagnostic {
    let diagnostic = Diagnostic::error(
        codes::NOT_UNDERSTOOD,
        format!("more than a word for the enum's value `{}`", value.text),
        span,
        "not understood",
    );
    match label {
        Some(label) if !label.is_empty() => diagnostic.help(format!(
            "its label in the database is given by `{} @map({})`",
            value.text,
            string(label)
        )),
        _ => diagnostic.help("a value is a word alone, without a type; its label is given by `@map(\"..\")`"),
    }
}

/// `...Timestamps`.
pub(crate) fn spread(span: Span, written: &str) -> Diagnostic {
    let mixin = written.trim_start_matches('.').trim();
    Diagnostic::error(
        codes::NOT_UNDERSTOOD,
        format!("`{written}` is not understood"),
        span,
        "written otherwise here",
    )
    .help(format!("a mixin is included by `@@include({mixin})`"))
    .perhaps(span, format!("@@include({mixin})"))
}

/// Whether a type's last word is one of SQL's that a value follows: `int default 3`, `text collate "C"`.
pub(crate) fn awaits_value(field: &Field<'_>) -> bool {
    let words = field.type_ref.as_ref().map_or("", |type_ref| &type_ref.words);
    let last = words.rsplit_once(' ').map_or("", |(_, last)| last);
    ["DEFAULT", "COLLATE"].iter().any(|word| last.eq_ignore_ascii_case(word))
}

/// Whether a text starts with a word that SQL writes behind a column's type.
pub(crate) fn is_sql_word(written: &str) -> bool {
    let word = written.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default().to_uppercase();
    ["DEFAULT", "NOT", "NULL", "PRIMARY", "UNIQUE", "REFERENCES", "CHECK", "GENERATED"].contains(&&*word)
}

/// `tags text[] DEFAULT '{}'`, `meta jsonb default '{}'`, `kind 'draft' | 'live'`.
pub(crate) fn sql_behind_type(field: &Field<'_>, span: Span, written: &str) -> Diagnostic {
    let words = field.type_ref.as_ref().map_or("", |type_ref| &type_ref.words);
    let all = format!("{words} {written}").to_uppercase();
    let whole = field.type_ref.as_ref().map_or(span, |type_ref| type_ref.span.to(span));
    let what =
        if field.type_ref.is_some() { "a column as SQL writes it" } else { "values in place of a type" };
    let diagnostic = Diagnostic::error(codes::NOT_UNDERSTOOD, what, whole, "written otherwise here");
    let has = |word: &str| all.split(|c: char| !c.is_alphabetic()).any(|other| other == word);
    let is_array = field.type_ref.as_ref().is_some_and(|type_ref| type_ref.dimensions > 0);
    let text = written.split_once('\'').and_then(|(_, rest)| rest.split_once('\'')).map(|(text, _)| text);
    let mut help = Vec::new();
    if field.type_ref.is_none() {
        help.push(
            "an enum is an item of its own: `enum State { draft, live }`, and `state State`".to_owned(),
        );
    }
    if has("NOT") && has("NULL") {
        help.push("a column is never null unless its type ends in `?`".to_owned());
    }
    if has("PRIMARY") {
        help.push("a primary key is `@id`".to_owned());
    }
    if has("UNIQUE") {
        help.push("a unique column is `@unique`".to_owned());
    }
    if has("REFERENCES") {
        help.push(foreign::RELATION.to_owned());
    }
    if has("CHECK") {
        help.push("a check is SQL between backticks: `@check(`n > 0`)`".to_owned());
    }
    if has("COLLATE") {
        help.push("a collation is `@collate(\"C\")`".to_owned());
    }
    if has("DEFAULT") {
        help.push(match text {
            Some("{}") if is_array => "a default is `@default([])`".to_owned(),
            Some(text) => format!("a default is `@default({})`", string(text)),
            // `int default 3`
            None if words.to_uppercase().ends_with("DEFAULT")
                && (written.parse::<f64>().is_ok() || matches!(written, "true" | "false")) =>
            {
                format!("a default is `@default({written})`")
            }
            None => "a default is `@default(value)`".to_owned(),
        });
    }
    if help.is_empty() {
        help.push(
            "what is said of a column are attributes behind its type: `@id`, `@unique`, `@default(0)`"
                .to_owned(),
        );
    }
    diagnostic.help(help.join("\n"))
}
