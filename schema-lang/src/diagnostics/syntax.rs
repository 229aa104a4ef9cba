//! Diagnostics of the grammar: what could not be read.

use super::{Diagnostic, codes};
use crate::source::Span;
use crate::syntax::ast::{Field, Name, Word};

pub(crate) fn not_an_item(span: Span, written: &str) -> Diagnostic {
    let written = written.trim_end();
    let span = Span { end: span.start + u32::try_from(written.len()).unwrap_or(0), ..span };
    let diagnostic =
        Diagnostic::error(codes::NOT_AN_ITEM, "expected an item", span, "no item starts like this");
    if written == "}" {
        return diagnostic.help("this brace closes nothing: remove it").remove(span);
    }
    if written.starts_with("#[") {
        return diagnostic
            .help("derives for generated code are set in pgorm.toml: `[generate]`, `derive = [..]`");
    }
    diagnostic.help("an item is a keyword, a name and a block: `model User { .. }`, `enum State { .. }`")
}

pub(crate) fn after_item(
    keyword: Word<'_>,
    name: Option<&Name<'_>>,
    base: Option<&str>,
    span: Span,
    written: &str,
) -> Diagnostic {
    let message = format!("this does not belong to the {}", keyword.text);
    let shown = written.split(['{', '\n']).next().unwrap_or_default().trim_end();
    let span = Span { end: span.start + u32::try_from(shown.len()).unwrap_or(0), ..span };
    let diagnostic = Diagnostic::error(codes::AFTER_ITEM, message, span, "not understood");
    if written.starts_with('`') {
        return diagnostic.help("SQL on one line ends with a backtick; SQL of many lines starts on the line after the backtick and ends with a backtick at a line's start");
    }
    if shown == "}" {
        return diagnostic.help("this brace closes nothing: remove it").remove(span);
    }
    let behind = |word: &str| {
        let (start, rest) = shown.split_at_checked(word.len())?;
        let is_word = start.eq_ignore_ascii_case(word) && rest.starts_with(char::is_whitespace);
        is_word.then(|| rest.trim_start())
    };
    match keyword.text {
        "function" | "procedure" | "aggregate" if let Some(type_) = behind("returns") => diagnostic
            .help(format!("what a function returns stands behind an arrow: `-> {type_}`"))
            .perhaps(span, format!("-> {type_} ")),
        "view" | "materialized view" | "materialized" if let Some(query) = behind("as") => {
            let query = query.trim_matches('`');
            diagnostic.help(format!(
                "a view has a block, with its columns and its query: `{{ id bigint  @@as(`{query}`) }}`"
            ))
        }
        "policy" => diagnostic.help("write `policy name on Model { .. }`, with one model"),
        "model" if shown.starts_with("extends") => {
            diagnostic.help("models do not inherit: what they share is a mixin, `@@include(Mixin)`")
        }
        "domain"
            if let Some(help) = name.and_then(|name| domain(name, base, shown, written.contains('{'))) =>
        {
            diagnostic.help(help)
        }
        _ => diagnostic.help(match name {
            Some(name) if !name.is_quoted => one_name(keyword.text, &name.text, shown),
            _ => format!("write `{} Name {{ .. }}`", keyword.text),
        }),
    }
}

/// What to write for `domain Word as text check (..)`.
fn domain(name: &Name<'_>, base: Option<&str>, shown: &str, has_block: bool) -> Option<String> {
    if let (Some(_), Some(value)) = (base, shown.strip_prefix('=')) {
        return Some(format!(
            "a domain's default is an attribute in its block: `{{ @@default({}) }}`",
            value.trim()
        ));
    }
    // The base type behind an equals sign instead of a colon.
    if let (None, Some(base)) = (base, shown.strip_prefix('=')) {
        return Some(format!("write `domain {} : {}`", name.text, base.trim()));
    }
    if let (Some(base), Some(attribute)) = (base, shown.strip_prefix('@')) {
        let attribute = attribute.trim_start_matches('@').trim_end();
        return Some(format!("write `domain {} : {base} {{ @@{attribute} }}`", name.text));
    }
    if let Some(base) = base {
        let all = format!("{base} {shown}");
        let (base, rest) = super::sql_domain::split(&all)?;
        return Some(super::sql_domain::help(&name.text, base, rest, has_block));
    }
    let rest = shown.get(..3).filter(|start| start.eq_ignore_ascii_case("as "));
    let type_ = match rest {
        Some(_) => shown.get(3..)?.trim_start(),
        None if shown.starts_with(char::is_alphabetic) => shown,
        None => return None,
    };
    let (base, rest) = super::sql_domain::split(type_).unwrap_or((type_, ""));
    Some(super::sql_domain::help(&name.text, base, rest, has_block))
}

/// What to write for `model Order Item` and `role my-role`.
fn one_name(keyword: &str, name: &str, more: &str) -> String {
    if more.starts_with(|c: char| c.is_ascii_punctuation() && !matches!(c, '-' | '.' | '$')) {
        return format!("write `{keyword} {name} {{ .. }}`");
    }
    let is_adjacent = !more.starts_with(|c: char| c.is_alphanumeric());
    let separator = if is_adjacent { "" } else { " " };
    match keyword {
        "role" | "schema" => {
            format!(
                "a name that is not one word stands in quotes: `{keyword} {}`",
                super::string(&format!("{name}{separator}{more}"))
            )
        }
        _ => {
            let word = format!("{name}_{more}");
            let word: String = word.chars().map(|c| if c.is_alphanumeric() { c } else { '_' }).collect();
            let better = pg_orm_ir::names::pascal_case(&word);
            format!("a name is one word: `{keyword} {better} {{ .. }}`")
        }
    }
}

pub(crate) fn unclosed_block(
    keyword: Word<'_>,
    name: Option<&Name<'_>>,
    open: Span,
    end: Span,
) -> Diagnostic {
    let what = match name {
        Some(name) => format!("{} `{}`", keyword.text, name.text),
        None => keyword.text.to_owned(),
    };
    Diagnostic::error(
        codes::UNCLOSED_BLOCK,
        format!("the block of {what} is not closed"),
        open,
        "opened here",
    )
    .label(end, "`}` is missing before this")
    .perhaps(end, "\n}\n")
}

/// An item whose head starts within another one's block.
pub(crate) fn nested_item(open: Span, head: Span, written: &str, outer: &str) -> Diagnostic {
    let keyword = written.split_whitespace().next().unwrap_or_default();
    Diagnostic::error(
        codes::UNCLOSED_BLOCK,
        format!("`{}` within the block of {outer}", written.trim_end()),
        head,
        format!("{} stands beside other items", super::article(keyword)),
    )
    .label(open, "not closed before it")
    .help("move it behind the block; where the block was to end before it, write `}`")
}

pub(crate) fn unnamed_attribute(span: Span, sigil: &str) -> Diagnostic {
    let help = if sigil == "@" {
        "a field's attribute: `@id`, `@default(now())`, `@unique`"
    } else {
        "a block's attribute: `@@id([a, b])`, `@@index([a])`, `@@map(\"name\")`"
    };
    Diagnostic::error(codes::UNNAMED_ATTRIBUTE, format!("`{sigil}` without a name"), span, "which attribute?")
        .help(help)
}

/// `domain Slug : text { /// doc`.
pub(crate) fn doc_behind_brace(span: Span, keyword: &str) -> Diagnostic {
    Diagnostic::error(
        codes::DOC_BEHIND,
        "a doc comment behind a brace",
        span,
        "belongs to nothing",
    )
    .help(match keyword {
        "domain" => "what documents the domain stands on the line before it; a remark starts with `//`".to_owned(),
        keyword => format!(
            "what documents the {keyword} stands on the line before it, what documents its first member on a line of its own; \
             a remark starts with `//`"
        ),
    })
    .perhaps(Span { end: span.start + 3, ..span }, "//")
}

pub(crate) fn doc_behind(span: Span) -> Diagnostic {
    Diagnostic::error(codes::DOC_BEHIND, "a doc comment behind what it documents", span, "belongs to nothing")
        .help("put it on the line before; a remark that is not documentation starts with `//`")
        .perhaps(Span { end: span.start + 3, ..span }, "//")
}

pub(crate) fn stray_doc(span: Span) -> Diagnostic {
    Diagnostic::error(
        codes::STRAY_DOC,
        "a doc comment that documents nothing",
        span,
        "neither an item nor a field follows",
    )
    .help("move it before an item or a field, or write `//` for a plain comment")
    .perhaps(Span { end: span.start + 3, ..span }, "//")
}

pub(crate) fn second_type_arguments(span: Span) -> Diagnostic {
    Diagnostic::error(codes::TYPE_SYNTAX, "a type has one pair of parentheses", span, "the second one")
}

/// `text[3]`.
pub(crate) fn array_length(span: Span, field: &str, type_: &str, written: &str) -> Diagnostic {
    let length = written.trim_matches(['[', ']', ' ']);
    let diagnostic = Diagnostic::error(
        codes::TYPE_SYNTAX,
        "an array with a length",
        span,
        "PostgreSQL reads this and ignores it",
    );
    if ["varchar", "char", "character varying", "character", "bit", "varbit", "string"]
        .iter()
        .any(|text| type_.eq_ignore_ascii_case(text))
    {
        let length = format!("({length})");
        return diagnostic
            .help(format!(
                "a text's length stands in parentheses: `{type_}{length}`; an array is `{type_}[]`"
            ))
            .perhaps(span, length);
    }
    diagnostic
        .help(format!(
            "write `{type_}[]`; a check keeps the length: @check(`cardinality({field}) = {length}`)"
        ))
        .replace(span, "[]")
}

pub(crate) fn nullable_dimension(span: Span) -> Diagnostic {
    Diagnostic::error(
        codes::TYPE_SYNTAX,
        "`?` between two `[]`",
        span,
        "a dimension of an array is never null",
    )
    .help("nullable elements are `text?[][]`; an array that may be null is `text[][]?`")
}

pub(crate) fn second_question_mark(span: Span) -> Diagnostic {
    Diagnostic::error(codes::TYPE_SYNTAX, "a second `?`", span, "the type is nullable already").remove(span)
}

pub(crate) fn bad_escape(span: Span, written: &str) -> Diagnostic {
    Diagnostic::error(codes::BAD_ESCAPE, format!("unknown escape `{written}`"), span, "in this string")
        .help(r#"strings know `\"`, `\\`, `\n`, `\r`, `\t` and `\u{e9}`, but not the character zero; write a backslash as `\\`"#)
}

pub(crate) fn unclosed_sql(span: Span) -> Diagnostic {
    Diagnostic::error(codes::UNCLOSED_SQL, "this SQL does not end", span, "opened here")
        .help(
            "SQL on one line ends with a backtick on that line;\n\
             SQL of many lines starts on the line after its backtick and ends with a backtick at a line's start;\n\
             SQL that holds a backtick stands between three or more",
        )
}

pub(crate) fn long_fence(span: Span) -> Diagnostic {
    Diagnostic::error(codes::UNCLOSED_SQL, "a fence of more than eight backticks", span, "too many")
        .help("SQL that holds backticks stands between three to eight; with eight of them within, between `sql\"` and `\"`, escaped as a string is")
}

pub(crate) fn unclosed_string(span: Span) -> Diagnostic {
    Diagnostic::error(codes::UNCLOSED_STRING, "this string does not end on its line", span, "opened here")
        .help("a string ends with `\"`; a line end in it is written `\\n`")
}

/// A whole string where a column's attributes stand.
pub(crate) fn string_behind(span: Span, written: &str) -> Diagnostic {
    Diagnostic::error(codes::NOT_UNDERSTOOD, "a string behind a type", span, "not understood here")
        .help(format!("a default is `@default({written})`; a comment is `@comment({written})`, or `///` on the line before"))
}

pub(crate) fn unclosed_bracket(open: Span, bracket: char, end: Span) -> Diagnostic {
    let close = match bracket {
        '[' => ']',
        '{' => '}',
        _ => ')',
    };
    Diagnostic::error(codes::UNCLOSED_BRACKET, format!("`{bracket}` is not closed"), open, "opened here")
        .label(end, format!("expected `{close}`"))
        .perhaps(end, close)
}

pub(crate) fn equals_in_arguments(span: Span) -> Diagnostic {
    Diagnostic::error(codes::UNEXPECTED, "`=` among arguments", span, "write `:`")
        .help("a named argument is `name: value`")
        .replace(span, ":")
}

pub(crate) fn unexpected_in_arguments(span: Span, written: &str) -> Diagnostic {
    Diagnostic::error(codes::UNEXPECTED, format!("unexpected `{written}`"), span, "not understood here")
        .help("a text stands in double quotes, SQL between backticks, a list in `[..]`;\narguments are separated by commas")
}

pub(crate) fn colon_before_type(span: Span, field: Word<'_>) -> Diagnostic {
    Diagnostic::error(codes::UNEXPECTED, "a colon between name and type", span, "remove it")
        .help(format!("a field is `{} type`, without a colon", field.text))
        .remove(span)
}

pub(crate) fn equals_on_field(span: Span, field: &Field<'_>, written: &str) -> Diagnostic {
    let value = written.trim_start_matches('=').trim();
    let diagnostic = Diagnostic::error(codes::UNEXPECTED, "`=` behind a field", span, "not understood");
    if field.type_ref.is_none() || value.is_empty() || value.contains(char::is_whitespace) {
        return diagnostic.help("a field is `name type`, its default `@default(value)`");
    }
    diagnostic.help(format!("a default is `@default({value})`")).perhaps(span, format!("@default({value})"))
}

pub(crate) fn after_value(span: Span, written: &str) -> Diagnostic {
    Diagnostic::error(codes::NOT_UNDERSTOOD, format!("`{written}` behind a value"), span, "not part of it")
        .help("an entry has one value; SQL stands between backticks")
}

pub(crate) fn semicolon(span: Span) -> Diagnostic {
    Diagnostic::error(codes::UNEXPECTED, "a semicolon", span, "remove it")
        .help("a line's end is enough")
        .remove(span)
}

pub(crate) fn attribute_alone(span: Span, written: &str) -> Diagnostic {
    let diagnostic = Diagnostic::error(
        codes::NOT_UNDERSTOOD,
        "an attribute without a field",
        span,
        "which field is meant?",
    );
    let name = written.trim_start_matches('@').split('(').next().unwrap_or_default();
    let of_block = ["id", "unique", "index", "check", "map", "schema", "include", "rls", "grant", "comment"];
    let has_arguments = written.contains('(') || name == "rls";
    if of_block.contains(&name) && has_arguments {
        return diagnostic
            .help(format!("an attribute of the whole block has two: `@{written}`"))
            .perhaps(Span { end: span.start, ..span }, "@");
    }
    diagnostic.help("`@attribute` stands on its field's line; `@@attribute` belongs to the whole block")
}

pub(crate) fn not_understood(span: Span, written: &str) -> Diagnostic {
    let shown: String = written.chars().take(40).take_while(|c| *c != '\n').collect();
    Diagnostic::error(codes::NOT_UNDERSTOOD, format!("`{shown}` is not understood"), span, "from here on")
        .help("a line of a block is a field `name type @attribute`, an attribute `@@name(..)`, or an entry `key = value`")
}

/// `@db.VarChar(80)`.
pub(crate) fn native_type(span: Span, written: &str) -> Diagnostic {
    let shown: String = written.chars().take(40).take_while(|c| !c.is_whitespace()).collect();
    Diagnostic::error(
        codes::NOT_UNDERSTOOD,
        format!("`@db{shown}` is not an attribute"),
        span,
        "not known here",
    )
    .help("the type itself is PostgreSQL's: `varchar(80)`, `timestamptz(3)`, `jsonb`")
}

/// `last name text`.
pub(crate) fn name_of_words(span: Span, better: &str, type_: &str) -> Diagnostic {
    Diagnostic::error(codes::NOT_UNDERSTOOD, "a field's name of two words", span, "a name is one word").help(
        format!("write `{better} {type_}`; where the column has a space in its name, `@map(\"..\")` says it"),
    )
}

/// A line of SQL or of another tool that reads like a field.
pub(crate) fn foreign_line(span: Span, written: &str, help: &str) -> Diagnostic {
    Diagnostic::error(
        codes::NOT_UNDERSTOOD,
        format!("`{written}` is not a field"),
        span,
        "written otherwise here",
    )
    .help(help)
}

/// A second field or attribute behind a first one.
pub(crate) fn second_member(span: Span, written: &str) -> Diagnostic {
    let shown: String = written.chars().take(40).take_while(|c| *c != '\n').collect();
    Diagnostic::error(
        codes::NOT_UNDERSTOOD,
        format!("`{shown}` behind another field or attribute"),
        span,
        "needs a line of its own",
    )
    .help("each field and each `@@attribute` stands on a line of its own, or behind a comma")
    .perhaps(Span { end: span.start, ..span }, ", ")
}

/// `email text @@unique`.
pub(crate) fn block_attribute_on_field(span: Span, written: &str) -> Diagnostic {
    let name =
        written.trim_start_matches('@').split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let sigil = Span { end: span.start + 1, ..span };
    Diagnostic::error(
        codes::NOT_UNDERSTOOD,
        format!("`@@{name}` behind a field"),
        span,
        "needs a line of its own",
    )
    .help(format!("`@@` belongs to the whole block; for this field alone write `@{name}`"))
    .perhaps(sigil, "")
}

/// A word in an enum that is no name, such as `in-transit`.
pub(crate) fn not_a_label(span: Span, written: &str, is_taken: impl Fn(&str) -> bool) -> Diagnostic {
    let mut name = String::new();
    for c in written.chars() {
        let c = if c.is_alphanumeric() { c } else { '_' };
        if c != '_' || !name.ends_with('_') {
            name.push(c);
        }
    }
    let name = match name.trim_matches('_') {
        name if name.starts_with(|c: char| c.is_numeric()) => format!("value_{name}"),
        "" => "value".to_owned(),
        name => name.to_owned(),
    };
    let name = if is_taken(&name) { format!("{name}_2") } else { name };
    let mapped = format!("{name} @map({})", super::string(written));
    Diagnostic::error(
        codes::NOT_UNDERSTOOD,
        format!("`{written}` is not a name for an enum's value"),
        span,
        "a name has letters, digits and `_`",
    )
    .help(format!("write `{mapped}`, which keeps the label in the database"))
    .replace(span, mapped)
}

pub(crate) fn too_deep(span: Span) -> Diagnostic {
    Diagnostic::error(
        codes::TOO_DEEP,
        "brackets are nested too deep to be read",
        span,
        "the file is not read",
    )
    .help("no value needs as many; most likely one was not closed further up")
}
