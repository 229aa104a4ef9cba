//! Diagnostics of fragments of SQL.

use pg_orm_sql::TokenErrorKind;

use super::{Diagnostic, codes, list};
use crate::passes::Refusal;
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

pub(crate) fn syntax(span: Span, message: &str) -> Diagnostic {
    Diagnostic::error(
        codes::SQL_SYNTAX,
        "this SQL is not an expression of PostgreSQL's",
        span,
        words(message),
    )
    .help("a fragment is what may stand behind `select`: one expression, without `as`, `from` or a comma")
}

pub(crate) fn statement_syntax(span: Span, message: &str, place: &str) -> Diagnostic {
    Diagnostic::error(
        codes::SQL_SYNTAX,
        format!("the SQL of {place} is not in PostgreSQL's grammar"),
        span,
        words(message),
    )
}

/// The parser's message with its tokens as they are written: `expected AND_KW` is "expected `and`".
fn words(message: &str) -> String {
    let word = |word: &str| match word.strip_suffix("_KW") {
        Some(keyword) => format!("`{}`", keyword.to_lowercase()),
        None if word == "EOF" => "the end".to_owned(),
        None => word.to_owned(),
    };
    message.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

pub(crate) fn unknown_column(
    word: Word<'_>,
    is_quoted: bool,
    model: &str,
    mapped: Option<&str>,
    columns: &[&str],
) -> Diagnostic {
    let message = format!("`{model}` has no column `{}`", word.text);
    let diagnostic = Diagnostic::error(codes::SQL_UNKNOWN_COLUMN, message, word.span, "not in its table");
    match mapped {
        Some(column) => diagnostic
            .help(format!("SQL names columns as the database does: `{column}`"))
            .perhaps(word.span, pg_orm_sql::Identifier(column).to_string()),
        None => diagnostic.nearest((word.text, word.span), columns.iter().copied(), || {
            Some(match is_quoted {
                true => format!("a text stands in single quotes in SQL: {}", pg_orm_sql::literal(word.text)),
                false => format!("the columns are {}", list(columns.iter().copied(), "and")),
            })
        }),
    }
}

pub(crate) fn unknown_value(word: Word<'_>) -> Diagnostic {
    let message = format!("a domain has no column `{}`", word.text);
    Diagnostic::error(codes::SQL_UNKNOWN_COLUMN, message, word.span, "there is only `value`")
        .help("a domain's check is about one value, which is called `value` in it")
}

pub(crate) fn column_in_default(word: Word<'_>) -> Diagnostic {
    let message = format!("a default cannot read the column `{}`", word.text);
    Diagnostic::error(codes::SQL_REFUSED, message, word.span, "no other column is known yet")
        .help("a value that is computed from other columns is a generated column's, or a trigger's")
}

pub(crate) fn unknown_table(word: Word<'_>, tables: &[String]) -> Diagnostic {
    let message = format!("there is no table `{}`", word.text);
    Diagnostic::error(codes::SQL_UNKNOWN_TABLE, message, word.span, "no model makes it").nearest(
        (word.text, word.span),
        tables.iter().map(String::as_str),
        || {
            let few = (1..=20).contains(&tables.len());
            let names = || list(tables.iter().map(String::as_str), "and");
            Some(if few {
                format!("the tables are {}", names())
            } else {
                "declare it: a model, or a view".to_owned()
            })
        },
    )
}

pub(crate) fn refused(span: Span, refusal: &Refusal, place: &str) -> Diagnostic {
    let (message, label, help) = match refusal {
        Refusal::Subquery => (
            format!("{place} cannot hold a subquery"),
            "reads other rows".to_owned(),
            "PostgreSQL looks at one row alone here: what depends on others is a foreign key's, an exclusion's or a trigger's",
        ),
        Refusal::Aggregate(name) => (
            format!("{place} cannot hold the aggregate `{name}`"),
            "is about many rows".to_owned(),
            "PostgreSQL looks at one row alone here; in a policy it can stand in a subquery: `(select max(..) from ..)`",
        ),
        Refusal::Window => (
            format!("{place} cannot hold a window function"),
            "is about many rows".to_owned(),
            "PostgreSQL looks at one row alone here",
        ),
        Refusal::AggregateInWhere(name) => (
            format!("a condition on rows cannot hold the aggregate `{name}`"),
            "is about many rows".to_owned(),
            "a condition on groups stands behind `having`",
        ),
        Refusal::WindowInWhere => (
            "a condition on rows cannot hold a window function".to_owned(),
            "is known once the rows are chosen".to_owned(),
            "compute it in a subquery in `from`, and choose among its rows outside of it",
        ),
        Refusal::Stable(name) => (
            format!("{place} cannot depend on `{name}`, which is not immutable"),
            "depends on settings, or on what else the database holds".to_owned(),
            match name.as_str() {
                "concat" | "concat_ws" => {
                    "PostgreSQL takes immutable expressions here only: join texts with `||`, and `coalesce(.., '')` where one may be null"
                }
                "to_tsvector"
                | "to_tsquery"
                | "plainto_tsquery"
                | "phraseto_tsquery"
                | "websearch_to_tsquery" => {
                    "PostgreSQL takes immutable expressions here only: say the configuration, `to_tsvector('english', ..)`"
                }
                "unaccent" => {
                    "PostgreSQL takes immutable expressions here only: call it in a function of your own that is declared with volatility = immutable"
                }
                _ => {
                    "PostgreSQL takes immutable expressions here only: what is indexed today must be found tomorrow"
                }
            },
        ),
        Refusal::Set(name) => (
            format!("{place} cannot hold `{name}`, which answers rows"),
            "answers any number of rows".to_owned(),
            "PostgreSQL wants one value here; where a subquery may stand: `x in (select ..)`, `exists (select ..)`",
        ),
        Refusal::NotImmutable(name) => (
            format!("{place} cannot depend on `{name}`"),
            "answers differently from one time to the next".to_owned(),
            "PostgreSQL takes immutable expressions here only: what is indexed today must be found tomorrow",
        ),
        Refusal::OwnNotImmutable(name) => (
            format!("{place} cannot call `{name}`, which is not immutable"),
            "may answer differently from one time to the next".to_owned(),
            "PostgreSQL takes immutable expressions here only: where its answer depends on its arguments alone, declare it with volatility = immutable",
        ),
        Refusal::OfMoment(name) => (
            format!("{place} cannot depend on `{name}` of a `timestamptz`"),
            "depends on the session's time zone".to_owned(),
            "PostgreSQL takes immutable expressions here only: say the time zone, `(at at time zone 'UTC')`",
        ),
        Refusal::StableCast(from, to) => (
            format!("{place} cannot cast `{from}` to `{to}`"),
            "depends on the session's settings".to_owned(),
            "PostgreSQL takes immutable expressions here only: say the time zone, `(at at time zone 'UTC')::date`, or the format",
        ),
    };
    Diagnostic::error(codes::SQL_REFUSED, message, span, label).help(help)
}
