//! What a query answers: its columns with their types, as far as they are certain without a database.

mod call;
mod expression;
mod known;
mod scope;
mod statement;

use std::ops::Range;

use pg_orm_ir::model::{Parameter, ResultColumn, ResultType, Results};

use super::super::Context;
use super::super::models::ModelDraft;
use crate::diagnostics::calls as diagnostics;
use crate::source::Span;
use crate::syntax::ast::{Item, Sql};

pub(super) use known::Known;

/// A column that is answered.
#[derive(Debug, Clone)]
pub(super) struct Column {
    /// Its name in the database; `None` where PostgreSQL would call it `?column?`.
    name: Option<String>,
    /// Where it stands in the SQL.
    span: Range<usize>,
    /// Its type, and whether it may be null; `None` where the first is not certain.
    type_: Option<ResultType>,
}

/// The columns of a statement; `None` where not even their number is certain.
pub(super) fn of(sql: &str, parameters: &[Parameter], known: &Known) -> Option<Vec<Column>> {
    let statements = super::super::fragments::statements(sql)?.ok()?;
    statement::columns(sql, &statements, parameters, known)
}

/// The columns of a query that declares none: all of them must be certain.
pub(super) fn typed<'a>(
    cx: &mut Context<'a>,
    item: &'a Item<'a>,
    sql: &'a Sql,
    found: Option<Vec<Column>>,
) -> Option<Vec<ResultColumn>> {
    let Some(found) = found else {
        cx.report(diagnostics::untyped_query(item, "which columns does it answer?"));
        return None;
    };
    if found.is_empty() {
        cx.report(diagnostics::untyped_query(item, "answers no columns"));
        return None;
    }
    let mut columns: Vec<(ResultColumn, Span)> = Vec::new();
    let mut is_whole = true;
    for column in found {
        let span = sql.span_of(column.span);
        let Some(name) = column.name else {
            cx.report(diagnostics::unnamed_column(span));
            is_whole = false;
            continue;
        };
        if let Some((_, first)) = columns.iter().find(|(known, _)| known.name == name) {
            cx.report(diagnostics::column_twice(span, &name, *first));
            is_whole = false;
            continue;
        }
        match column.type_ {
            Some(type_) => columns.push((ResultColumn { name, type_ }, span)),
            None => {
                cx.report(diagnostics::untyped_column(span, &name, item));
                is_whole = false;
            }
        }
    }
    is_whole.then(|| columns.into_iter().map(|(column, _)| column).collect())
}

/// Holds what is declared against what is certain.
pub(super) fn compare<'a>(
    cx: &mut Context<'a>,
    at: Span,
    sql: &'a Sql,
    declared: &Results,
    model: Option<&ModelDraft<'a>>,
    found: Option<&[Column]>,
    known: &Known,
) {
    let Some(found) = found else { return };
    let expected: Vec<(Option<&str>, &pg_orm_ir::types::DataType)> = match declared {
        Results::Nothing => return,
        Results::Value(type_) => vec![(None, &type_.type_)],
        Results::Columns(columns) => {
            columns.iter().map(|column| (Some(column.name.as_str()), &column.type_.type_)).collect()
        }
        Results::Model(_) => model
            .iter()
            .flat_map(|model| &model.ir.fields)
            .map(|field| (Some(field.column.as_str()), &field.type_))
            .collect(),
    };
    if expected.len() != found.len() {
        let message = format!("{} declared, {} answered", plural(expected.len()), found.len());
        let names: Vec<&str> = found.iter().map(|column| column.name.as_deref().unwrap_or("?")).collect();
        cx.report(diagnostics::declared_columns(
            at,
            message,
            "not what the statement answers",
            format!("the statement answers {}", names.join(", ")),
        ));
        return;
    }
    for ((name, type_), column) in expected.into_iter().zip(found) {
        let span = sql.span_of(column.span.clone());
        let written = column.name.as_deref();
        if let Some(name) = name.filter(|name| written != Some(name)) {
            let message = format!("the column `{}` where `{name}` is declared", written.unwrap_or("?"));
            cx.report(diagnostics::declared_columns(
                span,
                message,
                "of another name",
                format!("name it: `.. as {name}`; columns are read in their order"),
            ));
            return;
        }
        if let Some(certain) = &column.type_
            && !known.is_same(type_, &certain.type_)
        {
            let message = format!("a column of `{}` where `{type_}` is declared", certain.type_);
            let help = format!("declare `{}`, or cast it: `..::{type_}`", certain.type_);
            cx.report(diagnostics::declared_columns(span, message, "of another type", help));
        }
    }
}

fn plural(count: usize) -> String {
    if count == 1 { "one column is".to_owned() } else { format!("{count} columns are") }
}
