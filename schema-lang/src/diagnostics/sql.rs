//! Diagnostics of fragments of SQL.

use pg_orm_sql::TokenErrorKind;

use super::{Diagnostic, codes, list};
use crate::source::Span;
use crate::syntax::ast::{Name, Word};

pub(crate) fn empty(span: Span) -> Diagnostic {
    Diagnostic::error(
        codes::SQL_EMPTY,
        "there is no SQL between the backticks",
        span,
        "expected an expression",
    )
    .help("write an expression; an empty text is `''` in SQL")
}

pub(crate) fn unclosed(span: Span, kind: TokenErrorKind) -> Diagnostic {
    let what = match kind {
        TokenErrorKind::Identifier => "a quoted identifier",
        TokenErrorKind::String => "a string",
        TokenErrorKind::Comment => "a comment",
    };
    let help = match kind {
        TokenErrorKind::Identifier => "close it with `\"`; a text stands in single quotes in SQL",
        TokenErrorKind::String => "close it with `'`; a quote within a string is written twice: `'it''s'`",
        TokenErrorKind::Comment => "close it with `*/`; comments nest in PostgreSQL",
    };
    Diagnostic::error(codes::SQL_UNCLOSED, format!("{what} in this SQL does not end"), span, "opened here")
        .help(help)
}

pub(crate) fn unclosed_bracket(span: Span, bracket: &str) -> Diagnostic {
    Diagnostic::error(
        codes::SQL_UNCLOSED,
        format!("`{bracket}` in this SQL is not closed"),
        span,
        "opened here",
    )
    .help(if bracket == "[" { "close it with `]`" } else { "close it with `)`" })
}

pub(crate) fn wrong_bracket(span: Span, written: &str, open: Option<(char, Span)>) -> Diagnostic {
    let message = format!("`{written}` in this SQL closes nothing");
    match open {
        Some((close, opener)) => {
            Diagnostic::error(codes::SQL_BRACKET, message, span, format!("expected `{close}`"))
                .label(opener, "opened here")
                .perhaps(span, close)
        }
        None => {
            Diagnostic::error(codes::SQL_BRACKET, message, span, "nothing is open here").perhaps(span, "")
        }
    }
}

pub(crate) fn semicolon(span: Span) -> Diagnostic {
    Diagnostic::error(
        codes::SQL_SEMICOLON,
        "a semicolon in a fragment of SQL",
        span,
        "a fragment is one expression",
    )
    .help("remove it")
    .remove(span)
}

pub(crate) fn parameter(span: Span, written: &str) -> Diagnostic {
    Diagnostic::error(
        codes::SQL_PARAMETER,
        format!("the parameter `{written}` in a schema"),
        span,
        "has no value here",
    )
    .help("write the value; what differs from one user to the next is a setting of a session: `session.user_id`")
}

pub(crate) fn comment_at_end(span: Span) -> Diagnostic {
    Diagnostic::error(
        codes::SQL_COMMENT,
        "a fragment of SQL ends in a comment",
        span,
        "it would take in what follows the fragment",
    )
    .help("write it as /* .. */, or as a `//` comment outside the backticks")
}

pub(crate) fn unknown_setting(word: Word<'_>, has_no_session: bool, settings: &[&str]) -> Diagnostic {
    let otherwise = || match settings {
        _ if has_no_session => format!("declare one: session Viewer {{ {} uuid }}", word.text),
        [] => format!("add it to a session: `{} uuid`", word.text),
        settings => format!("the settings are {}", list(settings.iter().copied(), "and")),
    };
    Diagnostic::error(
        codes::UNKNOWN_SETTING,
        format!("no session has a setting `{}`", word.text),
        word.span,
        "not declared",
    )
    .nearest((word.text, word.span), settings.iter().copied(), || Some(otherwise()))
}

pub(crate) fn ambiguous_setting(word: Word<'_>, first: &Name<'_>, second: &Name<'_>) -> Diagnostic {
    let message = format!("`session.{}` may be that of `{}` or of `{}`", word.text, first.text, second.text);
    Diagnostic::error(codes::AMBIGUOUS_SETTING, message, word.span, "which session's?")
        .label(first.span, "this one has it")
        .label(second.span, "so has this one")
        .help("sessions with the same `@@settings(\"prefix\")` share their settings, where these have the same type")
}

pub(crate) fn setting_not_immutable(span: Span, what: &str) -> Diagnostic {
    Diagnostic::error(
        codes::SETTING_NOT_IMMUTABLE,
        format!("{what} depends on the session"),
        span,
        "differs from one transaction to the next",
    )
    .help("PostgreSQL takes immutable expressions here only")
}
