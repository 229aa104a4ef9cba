//! Why the rest of a line is not understood: the mistakes that are common have words of their own.

use pest::Parser;
use pest::error::InputLocation;
use pest::iterators::Pair;

use super::SchemaParser;
use super::ast::Member;
use super::build::Builder;
use super::generated::Rule;
use crate::diagnostics::{Diagnostic, foreign_syntax as foreign, syntax};
use crate::source::Span;

/// The diagnostic for `junk`, which follows `member` on its line.
pub(super) fn explain<'a>(
    builder: &Builder<'a, '_>,
    member: Option<&Member<'a>>,
    junk: &Pair<'a, Rule>,
) -> Diagnostic {
    let written = junk.as_str().trim_end();
    let whole = builder.span(junk);
    let span = Span::new(builder.file, whole.start as usize, whole.start as usize + written.len());
    let first = |bytes: usize| Span::new(builder.file, whole.start as usize, whole.start as usize + bytes);
    if let (Some(Member::Field(field)), Some(rest)) = (member, written.strip_prefix('#'))
        && field.name.text == "r"
        && field.type_ref.is_none()
        && field.name.span.end as usize == whole.start as usize
    {
        let name = rest.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default();
        return foreign::raw_identifier(field.name.span.to(first(1 + name.len())), name);
    }
    if let Some((start, word)) = bad_name(builder, member, whole, written) {
        return foreign::bad_field_name(Span::new(builder.file, start, start + word.len()), word);
    }
    if let Some(mark) = comment_mark(written) {
        return foreign::comment(span, mark, written);
    }
    match (member, written.chars().next()) {
        (None, Some(quote @ ('"' | '\'' | '`')))
            if let Some((name, _)) = written.get(1..).and_then(|rest| rest.split_once(quote)) =>
        {
            foreign::quoted_field(first(name.len() + 2), name)
        }
        (Some(Member::Field(field)), Some(c)) if c != '(' && foreign::awaits_value(field) => {
            foreign::sql_behind_type(field, span, written)
        }
        (_, Some('`')) => syntax::unclosed_sql(first(1)),
        (Some(Member::Field(_)), Some('"')) if let Some(length) = string_length(written) => {
            syntax::string_behind(first(length), written.get(..length).unwrap_or_default())
        }
        (_, Some('"')) => syntax::unclosed_string(first(1)),
        (Some(Member::Field(field)), Some('('))
            if builder.keyword == "enum" && field.attributes.is_empty() =>
        {
            let label = written.trim_matches(['(', ')', '"', '\'', ' ']);
            foreign::behind_label(span, field.name, Some(label))
        }
        (Some(Member::Field(field)), Some('(')) if field.attributes.is_empty() => {
            foreign::parentheses(field.name.span.to(span), field)
        }
        (Some(Member::Attribute(_) | Member::Field(_)), Some('(')) => arguments(builder, written, span),
        (Some(Member::Entry(entry)), Some(_)) if entry.value.is_none() => value(builder, written, span),
        (Some(Member::Entry(entry)), Some(_)) if !matches!(builder.keyword, "role" | "policy" | "schema") => {
            foreign::assignment(entry.span.to(span))
        }
        (Some(Member::Entry(_)), Some(_)) => syntax::after_value(span, written),
        (Some(Member::Field(field)), Some(':')) => match field.attributes.last() {
            Some(attribute) => foreign::colon_behind_attribute(first(1), attribute, written),
            None if builder.keyword == "enum" => foreign::behind_label(span, field.name, None),
            None if matches!(builder.keyword, "role" | "policy" | "schema") => {
                foreign::colon_in_entry(first(1), field.name)
            }
            None => syntax::colon_before_type(first(1), field.name),
        },
        (Some(Member::Field(field)), Some('-')) if field.type_ref.is_none() && written.starts_with("->") => {
            foreign::arrow_before_type(first(2), field.name)
        }
        (Some(Member::Field(field)), Some('<')) if let Some(type_ref) = &field.type_ref => {
            foreign::generic_type(type_ref, span, written)
        }
        (Some(Member::Field(field)), Some('|')) if let Some(type_ref) = &field.type_ref => {
            foreign::union_type(span, type_ref, written)
        }
        (Some(Member::Field(field)), Some('!')) if field.type_ref.is_some() => {
            foreign::not_null_mark(first(1))
        }
        (Some(Member::Field(field)), Some('[')) if builder.keyword != "enum" => {
            foreign::bracket(span, written, field.type_ref.is_some())
        }
        (Some(Member::Field(field)), Some('{')) if builder.keyword != "enum" => {
            foreign::nested_block(field.name.span.to(first(1)), field.name)
        }
        (Some(Member::Field(field)), Some('&')) if field.type_ref.is_none() => {
            foreign::reference_type(span, written)
        }
        (Some(Member::Field(field)), Some(c))
            if builder.keyword != "enum" && (c == '\'' || foreign::is_sql_word(written)) =>
        {
            foreign::sql_behind_type(field, span, written)
        }
        (Some(Member::Field(field)), Some('=')) => syntax::equals_on_field(span, field, written),
        (Some(Member::Field(field)), Some('.'))
            if let Some(attribute) = field.attributes.last().filter(|last| last.name.text == "db") =>
        {
            syntax::native_type(attribute.span.to(span), written)
        }
        (_, Some(';')) => syntax::semicolon(first(1)),
        (None, Some('.')) if written.starts_with("...") => foreign::spread(span, written),
        (None, Some('@')) => syntax::attribute_alone(span, written),
        (Some(Member::Field(field)), Some(_)) if builder.keyword == "enum" => {
            // `in-transit` is a field and junk to the grammar; `a b-c` has the word behind as its type.
            let start = field.type_ref.as_ref().map_or(field.name.span, |type_ref| type_ref.name_span).start;
            label(builder, start as usize, span)
        }
        (None, Some(_)) if builder.keyword == "enum" => label(builder, span.start as usize, span),
        (Some(Member::Field(_)), Some('@')) if is_of_fields(written) => {
            syntax::block_attribute_on_field(span, written)
        }
        (Some(Member::Field(_) | Member::Attribute(_)), Some(c)) if starts_member(c, written) => {
            syntax::second_member(span, written)
        }
        _ => syntax::not_understood(span, written),
    }
}

/// A name with characters that names do not have, such as `user-id`, `$price`, `1st`; with its start.
fn bad_name<'a>(
    builder: &Builder<'a, '_>,
    member: Option<&Member<'a>>,
    junk: Span,
    written: &str,
) -> Option<(usize, &'a str)> {
    if builder.keyword == "enum" || comment_mark(written).is_some() {
        return None;
    }
    let first = written.chars().next()?;
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '-' | '$' | '.' | '_') || !c.is_ascii();
    let start = match member {
        Some(Member::Field(field)) if field.type_ref.is_none() && field.attributes.is_empty() => {
            let is_adjacent = field.name.span.end == junk.start;
            (is_adjacent && is_part(first)).then_some(field.name.span.start)?
        }
        None if is_part(first) && first != '-' && first != '.' => junk.start,
        _ => return None,
    };
    let line = builder.text.get(start as usize..)?;
    let (word, rest) = line.split_once([' ', '\t'])?;
    let is_name = word.chars().all(is_part) && word.chars().any(char::is_alphanumeric);
    (is_name && rest.trim_start().starts_with(char::is_alphabetic)).then_some((start as usize, word))
}

/// What other languages start a comment with, where a text starts with it.
pub(super) fn comment_mark(written: &str) -> Option<&'static str> {
    let mark = ["--", "/*", "#"].into_iter().find(|mark| written.starts_with(mark))?;
    // `#[derive(..)]` is no comment.
    (!written.starts_with("#[")).then_some(mark)
}

/// The word that starts at `start` is meant as an enum's value.
fn label(builder: &Builder<'_, '_>, start: usize, junk: Span) -> Diagnostic {
    let written = builder.text.get(start..junk.end as usize).unwrap_or_default();
    let word = written.split_whitespace().next().unwrap_or(written);
    let is_taken = |name: &str| {
        builder
            .enum_text
            .split(|c: char| !c.is_alphanumeric() && c != '_' && c != '-')
            .any(|other| other == name)
    };
    syntax::not_a_label(Span::new(builder.file, start, start + word.len()), word, is_taken)
}

/// Whether `@@unique` and the like stand where `@unique` may be meant.
fn is_of_fields(written: &str) -> bool {
    ["@@id", "@@unique", "@@map", "@@comment", "@@default", "@@updated", "@@identity"].iter().any(
        |attribute| {
            written.strip_prefix(attribute).is_some_and(|rest| {
                !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_') && !rest.contains('[')
            })
        },
    )
}

/// Whether a line's rest would be right on a line of its own: `tenant uuid`, `@@id([a, b])`.
fn starts_member(first: char, written: &str) -> bool {
    let is_field = first.is_alphabetic() && written.split_whitespace().nth(1).is_some();
    is_field || written.starts_with("@@")
}

/// The rule reads as far as it can: where it stops is where the mistake is.
fn arguments(builder: &Builder<'_, '_>, written: &str, span: Span) -> Diagnostic {
    stops_at(builder, Rule::args, written, span).unwrap_or_else(|| syntax::not_understood(span, written))
}

fn value(builder: &Builder<'_, '_>, written: &str, span: Span) -> Diagnostic {
    stops_at(builder, Rule::operand, written, span).unwrap_or_else(|| syntax::not_understood(span, written))
}

fn stops_at(builder: &Builder<'_, '_>, rule: Rule, written: &str, span: Span) -> Option<Diagnostic> {
    let error = SchemaParser::parse(rule, written).err()?;
    let (InputLocation::Pos(at) | InputLocation::Span((at, _))) = error.location;
    let rest = written.get(at..)?;
    let start = span.start as usize + at;
    let place = |bytes: usize| Span::new(builder.file, start, start + bytes);
    let opener = Span::new(builder.file, span.start as usize, span.start as usize + 1);
    Some(match rest.chars().next() {
        Some(c @ (')' | ']' | '}'))
            if let Some((open, bracket)) = open_bracket(written.get(..at)?)
                && bracket != c =>
        {
            let open = span.start as usize + open;
            let bracket = match bracket {
                ']' => '[',
                '}' => '{',
                _ => '(',
            };
            syntax::unclosed_bracket(Span::new(builder.file, open, open + 1), bracket, place(0))
        }
        None => syntax::unclosed_bracket(opener, written.chars().next().unwrap_or('('), place(0)),
        Some('`') if rest.starts_with("`````````") => {
            syntax::long_fence(place(rest.len() - rest.trim_start_matches('`').len()))
        }
        Some(quote @ ('`' | '"')) if is_closed(rest, quote) => foreign::missing_comma(place(1)),
        Some('`') => syntax::unclosed_sql(place(1)),
        Some('"') => syntax::unclosed_string(place(1)),
        Some('\'') => foreign::single_quote(place(1), rest),
        Some('“' | '”' | '‘' | '’' | '„' | '«') => foreign::curly_quote(place(1), rest),
        Some('=') => syntax::equals_in_arguments(place(1)),
        Some(c) => {
            let word = rest.find(|c: char| !c.is_alphanumeric() && c != '_').filter(|end| *end > 0);
            let bytes = word.unwrap_or_else(|| if c.is_alphanumeric() { rest.len() } else { c.len_utf8() });
            let before = written.get(..at).unwrap_or_default();
            let (written, behind) = rest.split_at_checked(bytes).unwrap_or((rest, ""));
            foreign::in_arguments(place(bytes), before, written, behind)
        }
    })
}

/// The length of the string that a text starts with, quotes included; `None` where it does not end.
fn string_length(written: &str) -> Option<usize> {
    let mut is_escaped = false;
    let end = written.char_indices().skip(1).find(|&(_, c)| {
        let is_end = c == '"' && !is_escaped;
        is_escaped = c == '\\' && !is_escaped;
        is_end
    });
    end.map(|(at, _)| at + 1)
}

/// Whether what starts with a quote ends with one on its line.
fn is_closed(rest: &str, quote: char) -> bool {
    rest.get(1..).and_then(|rest| rest.lines().next()).is_some_and(|line| line.contains(quote))
}

/// The innermost bracket that is open at the end of `written`, and what would close it.
fn open_bracket(written: &str) -> Option<(usize, char)> {
    let mut open = Vec::new();
    let mut quote = None;
    for (at, c) in written.char_indices() {
        match (quote, c) {
            (Some(end), c) if c == end => quote = None,
            (Some(_), _) => {}
            (None, '"' | '`') => quote = Some(c),
            (None, '(') => open.push((at, ')')),
            (None, '[') => open.push((at, ']')),
            (None, '{') => open.push((at, '}')),
            (None, ')' | ']' | '}') => {
                open.pop();
            }
            (None, _) => {}
        }
    }
    open.pop()
}
