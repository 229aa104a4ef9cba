//! Reading a value as what its place asks for: a word, a name, a string, SQL, a list, one of some words.

use super::Context;
use crate::diagnostics::values;
use crate::syntax::ast::{Name, Sql, Value, ValueKind, Word};

/// A single word: `cascade`.
pub(super) fn word<'a>(cx: &mut Context<'a>, value: &'a Value<'a>, what: &str) -> Option<Word<'a>> {
    match value.kind {
        ValueKind::Path(text) if !text.contains(['.', ':']) => Some(Word { text, span: value.span }),
        _ => {
            cx.report(match value.kind {
                ValueKind::Path(_) => values::expected(what, value)
                    .help(format!("{what} is named by a word alone, without dots")),
                _ => values::expected_word(what, value, &[]),
            });
            None
        }
    }
}

/// A name of the database: a word, or anything in quotes.
pub(super) fn name<'a>(cx: &mut Context<'a>, value: &'a Value<'a>, what: &str) -> Option<Name<'a>> {
    let (text, is_quoted) = match &value.kind {
        ValueKind::Path(text) if !text.contains(['.', ':']) => ((*text).into(), false),
        ValueKind::String(text) => (text.clone(), true),
        _ => {
            cx.report(values::expected(what, value));
            return None;
        }
    };
    let name = Name { text, is_quoted, span: value.span };
    cx.check_database_name(&name.text, name.span, &format!("the name of {what}")).then_some(name)
}

/// A string: `"text"`.
pub(super) fn string<'a>(cx: &mut Context<'a>, value: &'a Value<'a>, what: &str) -> Option<&'a str> {
    match &value.kind {
        ValueKind::String(text) => Some(text),
        _ => {
            cx.report(values::expected(what, value));
            None
        }
    }
}

/// A string that names something in the database.
pub(super) fn name_string<'a>(cx: &mut Context<'a>, value: &'a Value<'a>, what: &str) -> Option<&'a str> {
    let ValueKind::String(text) = &value.kind else {
        cx.report(values::expected_name(what, value));
        return None;
    };
    cx.check_database_name(text, value.span, what).then_some(text)
}

/// `true` or `false`.
pub(super) fn boolean<'a>(cx: &mut Context<'a>, value: &'a Value<'a>, what: &str) -> Option<bool> {
    match value.kind {
        ValueKind::Bool(is) => Some(is),
        _ => {
            cx.report(values::expected_word(what, value, &["true", "false"]));
            None
        }
    }
}

/// SQL between backticks.
pub(super) fn sql<'a>(cx: &mut Context<'a>, value: &'a Value<'a>, what: &str) -> Option<&'a Sql> {
    match &value.kind {
        ValueKind::Sql(sql) => Some(sql),
        _ => {
            cx.report(values::expected_sql(what, value));
            None
        }
    }
}

/// The elements of a list; a value that isn't a list stands for a list of itself.
pub(super) fn elements<'a>(value: &'a Value<'a>) -> &'a [Value<'a>] {
    match &value.kind {
        ValueKind::List(list) => list,
        _ => std::slice::from_ref(value),
    }
}

/// One of the words of a table.
pub(super) fn choice<'a, T: Copy>(
    cx: &mut Context<'a>,
    value: &'a Value<'a>,
    what: &str,
    table: &[(&'static str, T)],
) -> Option<T> {
    let words: Vec<&str> = table.iter().map(|(name, _)| *name).collect();
    let ValueKind::Path(text) = value.kind else {
        let diagnostic = values::expected_word(what, value, &words);
        cx.report(if diagnostic.help.is_some() {
            diagnostic
        } else {
            diagnostic.help(values::one_of(&words))
        });
        return None;
    };
    let word = Word { text, span: value.span };
    let found = table.iter().find(|(name, _)| *name == word.text).map(|(_, value)| *value);
    if found.is_none() {
        cx.report(values::not_one_of(what, word, &words));
    }
    found
}
