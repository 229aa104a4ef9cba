//! Diagnostics of views whose columns are not those of their queries.

use super::{Diagnostic, codes, list};
use crate::passes::drafts::ColumnSite;
use crate::source::Span;
use crate::syntax::ast::Name;

pub(crate) fn not_answered(site: &ColumnSite<'_>, column: &str, query: Span, names: &[&str]) -> Diagnostic {
    let message = format!("the view's query answers no column `{column}`");
    Diagnostic::error(codes::VIEW_COLUMNS, message, site.column_span, "not a result of the query")
        .label(query, "this query")
        .maybe_help((names.len() <= 20).then(|| format!("it answers {}", list(names.iter().copied(), "and"))))
}

pub(crate) fn not_declared(view: &Name<'_>, missing: &[&str]) -> Diagnostic {
    let message = match missing {
        [one] => format!("the view `{}` does not declare the column `{one}` of its query", view.text),
        _ => format!("the view `{}` does not declare columns of its query", view.text),
    };
    Diagnostic::error(
        codes::VIEW_COLUMNS,
        message,
        view.span,
        format!("lacks {}", list(missing.iter().copied(), "and")),
    )
    .help("declare each column that the query answers, with its type")
}

pub(crate) fn other_type(site: &ColumnSite<'_>, declared: &str, answered: &str) -> Diagnostic {
    let message = format!("the view's query answers `{}` as `{answered}`", site.name.text);
    Diagnostic::error(codes::VIEW_COLUMNS, message, site.type_span, format!("declared as `{declared}`"))
        .help(format!("declare it as `{answered}`, or cast it in the query: `::{declared}`"))
}

pub(crate) fn answered_twice(query: Span, name: &str) -> Diagnostic {
    Diagnostic::error(
        codes::VIEW_COLUMNS,
        format!("the view's query answers two columns `{name}`"),
        query,
        "a view's columns have names of their own",
    )
    .help(format!("call one of them otherwise: `{name} as ..`"))
}
