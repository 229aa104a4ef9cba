//! Diagnostics of names in SQL: columns, sources, functions, arguments, and how many of them there are.

use super::{Diagnostic, codes, list};
use crate::passes::TriggerRows;
use crate::source::Span;
use crate::syntax::ast::Word;

pub(crate) fn unknown_column(
    word: Word<'_>,
    is_quoted: bool,
    mapped: Option<&str>,
    columns: &[&str],
) -> Diagnostic {
    let message = format!("nothing here has a column `{}`", word.text);
    let diagnostic = Diagnostic::error(codes::SQL_UNKNOWN_COLUMN, message, word.span, "not a column");
    match mapped {
        Some(column) => diagnostic
            .help(format!("SQL names columns as the database does: `{column}`"))
            .perhaps(word.span, pg_orm_sql::Identifier(column).to_string()),
        None => diagnostic.nearest((word.text, word.span), columns.iter().copied(), || match columns {
            _ if is_quoted => {
                Some(format!("a text stands in single quotes in SQL: {}", pg_orm_sql::literal(word.text)))
            }
            [] => Some("there is nothing to take a column of: neither a table nor an argument".to_owned()),
            columns if columns.len() <= 20 => {
                Some(format!("the columns are {}", list(columns.iter().copied(), "and")))
            }
            _ => None,
        }),
    }
}

pub(crate) fn unknown_column_of(word: Word<'_>, of: &str, columns: &[&str]) -> Diagnostic {
    let message = format!("`{of}` has no column `{}`", word.text);
    Diagnostic::error(codes::SQL_UNKNOWN_COLUMN, message, word.span, "not one of its columns").nearest(
        (word.text, word.span),
        columns.iter().copied(),
        || Some(format!("its columns are {}", list(columns.iter().copied(), "and"))),
    )
}

pub(crate) fn unknown_result(word: Word<'_>, columns: &[&str]) -> Diagnostic {
    let message = format!("the results have no column `{}`", word.text);
    Diagnostic::error(codes::SQL_UNKNOWN_COLUMN, message, word.span, "not a result").nearest(
        (word.text, word.span),
        columns.iter().copied(),
        || {
            Some(format!(
                "the results of several queries are sorted by their names: {}",
                list(columns.iter().copied(), "or")
            ))
        },
    )
}

pub(crate) fn ambiguous_column(word: Word<'_>, first: &str, second: &str) -> Diagnostic {
    let message = format!("`{}` may be that of `{first}` or of `{second}`", word.text);
    let column = pg_orm_sql::Identifier(word.text).to_string();
    Diagnostic::error(codes::SQL_AMBIGUOUS, message, word.span, "whose?")
        .help(format!("say which: `{first}.{column}` or `{second}.{column}`"))
        .perhaps(word.span, format!("{}.{column}", pg_orm_sql::Identifier(first)))
        .perhaps(word.span, format!("{}.{column}", pg_orm_sql::Identifier(second)))
}

pub(crate) fn unknown_source(
    word: Word<'_>,
    renamed: Option<&str>,
    is_column: bool,
    names: &[&str],
) -> Diagnostic {
    let message = format!("nothing here is called `{}`", word.text);
    let diagnostic = Diagnostic::error(codes::SQL_UNKNOWN_TABLE, message, word.span, "not in this query");
    match renamed {
        Some(alias) => diagnostic
            .help(format!("the table is called `{alias}` here"))
            .perhaps(word.span, pg_orm_sql::Identifier(alias).to_string()),
        None if is_column => diagnostic.help(format!(
            "`{0}` is a column: a field of its value stands behind brackets, `({0}).field`",
            word.text
        )),
        None => diagnostic.nearest((word.text, word.span), names.iter().copied(), || {
            (!names.is_empty()).then(|| format!("there is {}", list(names.iter().copied(), "and")))
        }),
    }
}

pub(crate) fn beside_subquery(word: Word<'_>) -> Diagnostic {
    let message = format!("this subquery cannot read `{}`, which stands beside it", word.text);
    Diagnostic::error(codes::SQL_UNKNOWN_TABLE, message, word.span, "not within this subquery")
        .help("write `lateral` in front of the subquery")
}

pub(crate) fn other_table(
    word: Word<'_>,
    place: &str,
    own: Option<&str>,
    takes_subquery: bool,
) -> Diagnostic {
    let message = format!("{place} cannot read the table `{}`", word.text);
    let label = match own {
        Some(own) => format!("looks at a row of `{own}` alone"),
        None => "looks at one row alone".to_owned(),
    };
    Diagnostic::error(codes::SQL_UNKNOWN_TABLE, message, word.span, label).help(if takes_subquery {
        "other tables stand in a subquery: `exists (select from .. where ..)`"
    } else {
        "what depends on other rows is a foreign key's, an exclusion's or a trigger's"
    })
}

pub(crate) fn table_beyond_path(word: Word<'_>, path: &[String], elsewhere: &[String]) -> Diagnostic {
    let message = format!("the function does not find the table `{}`", word.text);
    let path: Vec<&str> = path.iter().map(String::as_str).filter(|schema| !schema.is_empty()).collect();
    let label = match path.as_slice() {
        [] => "its search path is empty".to_owned(),
        path => format!("its search path is {}", list(path.iter().copied(), "and")),
    };
    let diagnostic = Diagnostic::error(codes::SQL_UNKNOWN_TABLE, message, word.span, label);
    match elsewhere {
        [only] => diagnostic.help(format!("write its schema: `{only}`")).perhaps(word.span, only),
        several => {
            diagnostic.help(format!("write its schema: {}", list(several.iter().map(String::as_str), "or")))
        }
    }
}

pub(crate) fn unknown_parameter(span: Span, written: &str, most: usize) -> Diagnostic {
    let has = match most {
        0 => "has no arguments".to_owned(),
        1 => "has one argument".to_owned(),
        most => format!("has {most} arguments"),
    };
    Diagnostic::error(codes::SQL_PARAMETER, format!("there is no parameter `{written}`"), span, "no argument")
        .help(format!("the function {has}"))
}

pub(crate) fn bare_column_in_trigger(word: Word<'_>, of: Option<&str>, rows: TriggerRows) -> Diagnostic {
    let message = format!("a trigger's condition cannot read `{}` alone", word.text);
    let diagnostic = Diagnostic::error(codes::SQL_UNKNOWN_COLUMN, message, word.span, "of which row?");
    let column = pg_orm_sql::Identifier(word.text);
    match of {
        _ if !rows.is_row => diagnostic.help("a trigger for each statement has no row: write for_each = row"),
        Some(_) => {
            let row = if rows.has_new { "new" } else { "old" };
            diagnostic
                .help(format!("the row is `new` as it will be, and `old` as it was: `{row}.{column}`"))
                .perhaps(word.span, format!("{row}.{column}"))
        }
        None => diagnostic.help("it reads columns of the rows `old` and `new`, and calls functions"),
    }
}

pub(crate) fn row_of_no_trigger(word: Word<'_>, rows: TriggerRows) -> Diagnostic {
    let message = format!("this trigger has no row `{}`", word.text);
    let (label, help) = match word.text {
        _ if !rows.is_row => ("it fires for each statement", "write for_each = row to look at each row"),
        "old" => ("it fires on `insert`, too", "a row that is inserted was not there before: it is `new`"),
        _ => ("it fires on `delete`, too", "a row that is deleted is not there afterwards: it is `old`"),
    };
    Diagnostic::error(codes::SQL_UNKNOWN_TABLE, message, word.span, label).help(help)
}

pub(crate) fn generated_of_generated(word: Word<'_>) -> Diagnostic {
    let message = format!("a generated column cannot read the generated column `{}`", word.text);
    Diagnostic::error(codes::SQL_REFUSED, message, word.span, "is computed, too")
        .help("write what it is computed of in its place")
}

pub(crate) fn unknown_function<'c>(
    word: Word<'_>,
    schema: Option<&str>,
    known: impl IntoIterator<Item = &'c str>,
) -> Diagnostic {
    let shown = schema.map_or_else(|| word.text.to_owned(), |schema| format!("{schema}.{}", word.text));
    let message = format!("there is no function `{shown}`");
    Diagnostic::error(
        codes::SQL_UNKNOWN_FUNCTION,
        message,
        word.span,
        "neither PostgreSQL's, an extension's nor the schema's",
    )
    .nearest((word.text, word.span), known, || {
        Some(format!(
            "declare it: `function {shown}(..) -> .. {{ .. }}`, or the extension that brings it: `extension ..`"
        ))
    })
}

pub(crate) fn wrong_count(
    word: Word<'_>,
    count: usize,
    forms: &[(usize, Option<usize>)],
    signatures: &[String],
) -> Diagnostic {
    let message = match count {
        0 => format!("`{}` is called without an argument", word.text),
        1 => format!("`{}` is called with one argument", word.text),
        count => format!("`{}` is called with {count} arguments", word.text),
    };
    let mut numbers: Vec<String> = Vec::new();
    let mut sorted = forms.to_vec();
    sorted.sort_unstable_by_key(|(least, most)| (*least, most.unwrap_or(usize::MAX)));
    for (least, most) in sorted {
        let number = match most {
            Some(most) if most == least => least.to_string(),
            Some(most) => format!("{least} to {most}"),
            None => format!("{least} or more"),
        };
        if !numbers.contains(&number) {
            numbers.push(number);
        }
    }
    let numbers = match numbers.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, start)) => format!("{} or {last}", start.join(", ")),
        None => String::new(),
    };
    let diagnostic =
        Diagnostic::error(codes::SQL_UNKNOWN_FUNCTION, message, word.span, format!("takes {numbers}"));
    match signatures {
        [] => diagnostic,
        signatures => diagnostic
            .help(format!("it is declared as {}", list(signatures.iter().map(String::as_str), "and"))),
    }
}

pub(crate) fn unknown_argument(word: Word<'_>, function: &str, known: &[&str]) -> Diagnostic {
    let message = format!("`{function}` has no argument `{}`", word.text);
    Diagnostic::error(codes::SQL_UNKNOWN_FUNCTION, message, word.span, "not one of its arguments").nearest(
        (word.text, word.span),
        known.iter().copied(),
        || {
            Some(match known {
                [] => "its arguments have no names".to_owned(),
                known => format!("its arguments are {}", list(known.iter().copied(), "and")),
            })
        },
    )
}

fn columns(count: usize) -> String {
    if count == 1 { "one column".to_owned() } else { format!("{count} columns") }
}

pub(crate) fn widths_of_union(span: Span, left: usize, right: usize) -> Diagnostic {
    Diagnostic::error(
        codes::SQL_WIDTH,
        "two queries that are joined by `union`, `intersect` or `except` differ in their columns",
        span,
        format!("answers {}", columns(right)),
    )
    .help(format!("the one before it answers {}", columns(left)))
}

pub(crate) fn widths_of_values(span: Span, width: usize, given: usize) -> Diagnostic {
    Diagnostic::error(
        codes::SQL_WIDTH,
        "the rows of `values` are not of one length",
        span,
        format!("has {}", columns(given)),
    )
    .help(format!("the first one has {}", columns(width)))
}

pub(crate) fn widths_of_insert(span: Span, width: usize, given: usize) -> Diagnostic {
    let message = if given > width {
        "more values than columns are inserted"
    } else {
        "fewer values than columns are inserted"
    };
    Diagnostic::error(codes::SQL_WIDTH, message, span, format!("gives {}", columns(given)))
        .help(format!("they go into {}", columns(width)))
}

pub(crate) fn widths_of_answer(span: Span, width: usize, given: usize) -> Diagnostic {
    Diagnostic::error(
        codes::SQL_WIDTH,
        "the function's last statement does not answer what the function does",
        span,
        format!("answers {}", columns(given)),
    )
    .help(format!("the function answers {}", columns(width)))
}
