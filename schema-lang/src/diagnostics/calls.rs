//! Diagnostics of what a client calls: functions' names in Rust, queries and their parameters.

use super::{Diagnostic, codes, list};
use crate::source::Span;
use crate::syntax::ast::{Clause, Item, Name, Param, Word};

/// A name for Rust that Rust can't have, or would write otherwise; `what` becomes of it.
pub(crate) fn bad_rust_name(word: Word<'_>, what: &str) -> Option<Diagnostic> {
    if pg_orm_ir::names::is_rust_keyword(word.text) {
        let message = format!("`{}` is a keyword of Rust", word.text);
        let found = Diagnostic::error(codes::RUST_KEYWORD, message, word.span, "can't be a name in Rust");
        return Some(found.help(format!("write `{}_`, or another name", word.text)));
    }
    let better = pg_orm_ir::names::snake_case(word.text);
    (better != word.text).then(|| {
        Diagnostic::error(
            codes::NOT_SNAKE_CASE,
            format!("`{}` is not in snake_case", word.text),
            word.span,
            format!("becomes a Rust {what}"),
        )
        .help(format!("write `{better}`"))
        .perhaps(word.span, better)
    })
}

/// An item whose module would be that of all functions, or of all queries.
pub(crate) fn module_of_calls(name: &Name<'_>, module: &str) -> Diagnostic {
    Diagnostic::error(
        codes::SAME_MODULE,
        format!("the module of `{}` is that of the schema's {module}", name.text),
        name.span,
        format!("its module is `{module}`"),
    )
    .help("choose another name; `@@map` keeps the one in the database")
}

/// The name of a query or a channel that is no single word.
pub(crate) fn not_a_word(item: &Item<'_>, name: &Name<'_>) -> Diagnostic {
    let keyword = item.keyword.text;
    let becomes = if keyword == "query" { "names a Rust function" } else { "names a Rust type" };
    let found = Diagnostic::error(
        codes::BAD_NAME,
        format!("the name of this {keyword} is not a single word"),
        name.span,
        becomes,
    );
    if keyword == "query" {
        found.help("it is a name in Rust alone: the database knows nothing of it")
    } else {
        found.help("its name in the database may be any: `@@map(\"..\")`")
    }
}

/// A query without its SQL.
pub(crate) fn query_without_sql(item: &Item<'_>) -> Diagnostic {
    Diagnostic::error(
        codes::MISSING_BLOCK,
        "this query has no SQL",
        item.head,
        "expected a backtick behind this",
    )
    .help("write `query name(id bigint) -> one `select ..``")
}

/// A query that does not say how many rows it answers.
pub(crate) fn query_without_answer(item: &Item<'_>) -> Diagnostic {
    Diagnostic::error(
        codes::MISSING_ENTRY,
        "this query lacks what it answers",
        item.head,
        "lacks what it answers",
    )
    .help(ANSWERS)
}

const ANSWERS: &str =
    "write `-> many`, `-> one`, `-> optional`, or `-> exec` for the number of rows that it changes";

/// An answer that queries do not have.
pub(crate) fn unknown_answer(clause: &Clause<'_>, word: &str, span: Span) -> Diagnostic {
    let message = format!("`{word}` does not say how many rows a query answers");
    let found = Diagnostic::error(codes::NOT_ONE_OF, message, span, "not known");
    if clause.is_set || word == "table" {
        return found
            .help("write `-> many`; its columns may stand behind it: `-> many(id bigint, title text)`");
    }
    found.nearest((word, span), ["many", "one", "optional", "exec"], || Some(ANSWERS.to_owned()))
}

/// Columns, or a type, of a query that answers a number.
pub(crate) fn exec_with_columns(span: Span) -> Diagnostic {
    Diagnostic::error(
        codes::WRONG_ARGUMENT,
        "`exec` with what it answers",
        span,
        "is a number of rows always",
    )
    .help("a statement with `returning` is `-> many`, `-> one` or `-> optional`")
}

/// A parameter of a query that only functions have.
pub(crate) fn function_parameter(param: &Param<'_>, what: &str, span: Span) -> Diagnostic {
    let message = format!("{what} on a parameter of a query");
    let found = Diagnostic::error(codes::WRONG_ARGUMENT, message, span, "only functions have it");
    match what {
        "a default" => found.help(format!(
            "make it one that may be absent, `{} ..?`, and write in the SQL `coalesce({{{0}}}, ..)`",
            param.name.text
        )),
        _ => found,
    }
}

/// Two parameters or columns of one name.
pub(crate) fn same_name(what: &str, name: &str, second: Span, first: Span) -> Diagnostic {
    Diagnostic::error(codes::WRONG_ARGUMENT, format!("two {what} `{name}`"), second, "the second one")
        .label(first, "the first one")
}

/// A parameter that the SQL does not name.
pub(crate) fn unused_parameter(word: Word<'_>) -> Diagnostic {
    Diagnostic::error(
        codes::SQL_PARAMETER,
        format!("the SQL does not use `{}`", word.text),
        word.span,
        "given for nothing",
    )
    .help(format!("name it in the SQL, `{{{}}}`, or remove it", word.text))
}

/// `{name}` of something that is no parameter.
pub(crate) fn unknown_parameter(word: Word<'_>, known: &[&str]) -> Diagnostic {
    Diagnostic::error(
        codes::SQL_PARAMETER,
        format!("this query has no parameter `{}`", word.text),
        word.span,
        "not declared",
    )
    .nearest((word.text, word.span), known.iter().copied(), || {
        Some(match known {
            [] => format!("declare it in the query's head: `({} bigint)`", word.text),
            known => format!("its parameters are {}", list(known.iter().copied(), "and")),
        })
    })
}

/// `$1` where parameters have names.
pub(crate) fn positional(span: Span, written: &str, known: &[&str]) -> Diagnostic {
    Diagnostic::error(
        codes::SQL_PARAMETER,
        format!("the parameter `{written}` in a query"),
        span,
        "has a name here",
    )
    .help(match known {
        [] => "declare it in the query's head, `(id bigint)`, and write `{id}`".to_owned(),
        known => format!("write its name in braces: {}", list(known.iter().copied(), "or")),
    })
}

/// A brace that belongs to no parameter.
pub(crate) fn brace(span: Span, brace: &str) -> Diagnostic {
    let label = if brace == "{" { "no parameter's name and `}` behind it" } else { "nothing is open here" };
    Diagnostic::error(codes::SQL_BRACKET, format!("`{brace}` in this SQL"), span, label)
        .help("`{name}` is a parameter, `{? .. }` a part that goes when a parameter in it is absent")
}

/// `{? .. }` within `{? .. }`.
pub(crate) fn optional_in_optional(span: Span) -> Diagnostic {
    Diagnostic::error(codes::SQL_BRACKET, "`{?` within `{?`", span, "within another one")
        .help("a part goes when any parameter in it is absent: write them one after the other")
}

/// `{? .. }` that would never go.
pub(crate) fn optional_without_parameter(span: Span) -> Diagnostic {
    Diagnostic::error(
        codes::SQL_BRACKET,
        "a part of this SQL that never goes",
        span,
        "no parameter in it may be absent",
    )
    .help("name a parameter in it whose type ends in `?`, or remove the braces")
}

/// A column of a query's rows whose type nobody can tell without a database.
pub(crate) fn untyped_column(span: Span, name: &str, head: &Item<'_>) -> Diagnostic {
    let query = head.name.as_ref().map_or("name", |name| &name.text);
    Diagnostic::error(
        codes::QUERY_COLUMN,
        format!("the type of the column `{name}` is not certain"),
        span,
        "of which type?",
    )
    .help(format!(
        "say it by a cast, `..::bigint as {name}`, or say all columns in the head: `query {query}(..) -> many({name} bigint, ..)`"
    ))
}

/// A column of a query's rows that has no name.
pub(crate) fn unnamed_column(span: Span) -> Diagnostic {
    Diagnostic::error(codes::QUERY_COLUMN, "a column without a name", span, "becomes a field of what name?")
        .help("name it: `.. as total`")
}

/// Two columns of a query's rows with one name.
pub(crate) fn column_twice(span: Span, name: &str, first: Span) -> Diagnostic {
    Diagnostic::error(codes::QUERY_COLUMN, format!("two columns `{name}`"), span, "the second one")
        .label(first, "the first one")
        .help(format!("give one of them another name: `.. as other_{name}`"))
}

/// A query whose columns can't be told at all.
pub(crate) fn untyped_query(item: &Item<'_>, why: &str) -> Diagnostic {
    Diagnostic::error(
        codes::QUERY_COLUMN,
        "the columns of this query are not certain",
        item.head,
        why.to_owned(),
    )
    .help("say them behind the answer: `-> many(id bigint, title text?)`; or a model: `-> many User`")
}

/// Columns that are declared, and are not those of the statement.
pub(crate) fn declared_columns(span: Span, message: String, label: &str, help: String) -> Diagnostic {
    Diagnostic::error(codes::QUERY_COLUMN, message, span, label.to_owned()).help(help)
}
