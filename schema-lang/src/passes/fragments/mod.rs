//! Fragments of SQL against the schema: PostgreSQL's grammar, the columns and tables that they name, what their place
//! refuses. Where it can't be certain it says nothing.

mod rules;
mod tree;
mod walk;

use std::collections::{HashMap, HashSet};
use std::ops::Range;

pub(super) use rules::Site;
pub(crate) use walk::Refusal;

use super::Context;
use super::models::ModelDraft;
use super::views::ViewDraft;
use crate::diagnostics::sql as diagnostics;
use crate::source::Span;
use crate::syntax::ast::{Sql, Word};
use walk::Found;

/// Columns that every table has (manual, section 5.6).
const SYSTEM_COLUMNS: &[&str] = &["cmax", "cmin", "ctid", "tableoid", "xmax", "xmin"];

/// A fragment that is looked at once every model is known.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pending<'a> {
    pub(super) sql: &'a Sql,
    pub(super) site: Site,
    /// The name of the model whose rows it is about; `None` for a domain's value.
    pub(super) model: Option<&'a str>,
}

/// Looks at every fragment that was read.
pub(super) fn check<'a>(cx: &mut Context<'a>, models: &[ModelDraft<'a>], views: &[ViewDraft<'a>]) {
    let models: Vec<&ModelDraft<'a>> = models.iter().chain(views.iter().map(|view| &view.model)).collect();
    let mut by_name: HashMap<&str, &ModelDraft<'a>> = HashMap::new();
    for model in &models {
        by_name.entry(&model.name.text).or_insert(model);
    }
    let mut told: HashSet<Span> = HashSet::new();
    for pending in std::mem::take(&mut cx.fragments) {
        // What a mixin says is looked at in each model, and told once.
        if told.contains(&pending.sql.span) || cx.has_error_at(pending.sql.span) {
            continue;
        }
        let before = cx.diagnostics.len();
        let model = pending.model.and_then(|name| by_name.get(name).copied());
        fragment(cx, pending, model, &models);
        if cx.diagnostics.len() > before {
            told.insert(pending.sql.span);
        }
    }
}

fn fragment<'a>(
    cx: &mut Context<'a>,
    pending: Pending<'a>,
    model: Option<&ModelDraft<'a>>,
    models: &[&ModelDraft<'a>],
) {
    let Pending { sql, site, .. } = pending;
    let tree = match tree::expression(&sql.text) {
        None => return,
        Some(Err(error)) => {
            // The end of the fragment has a place, too: that of its last character.
            let last = sql.text.trim_end().len();
            let start = error.at.min(last.saturating_sub(1));
            let start = (0..=start).rev().find(|at| sql.text.is_char_boundary(*at)).unwrap_or_default();
            let end = sql.text.get(start..).and_then(word_end).map_or(start, |length| start + length);
            return cx.report(diagnostics::syntax(sql.span_of(start..end), &error.message));
        }
        Some(Ok(tree)) => tree,
    };
    for found in walk::walk(&sql.text, &tree, site) {
        match found {
            Found::Column(name, span) => column(cx, pending, model, &name, span),
            Found::ColumnOf(table, name, span) => {
                if model.is_some_and(|model| model.ir.table.name == table) {
                    column(cx, pending, model, &name, span);
                }
            }
            Found::Table(schema, name, span) => self::table(cx, sql, models, schema.as_deref(), &name, span),
            Found::Refused(refusal, span) => {
                cx.report(diagnostics::refused(sql.span_of(span), &refusal, site.noun()));
            }
        }
    }
}

/// How long the word is that a text begins with, or its first character.
fn word_end(text: &str) -> Option<usize> {
    let word = text.find(|c: char| c != '_' && !c.is_alphanumeric()).unwrap_or(text.len());
    let first = text.chars().next()?.len_utf8();
    Some(word.max(first))
}

fn column<'a>(
    cx: &mut Context<'a>,
    pending: Pending<'a>,
    model: Option<&ModelDraft<'a>>,
    name: &str,
    span: Range<usize>,
) {
    let Pending { sql, site, .. } = pending;
    if site == Site::Default {
        return cx.report(diagnostics::column_in_default(Word { text: name, span: sql.span_of(span) }));
    }
    let Some(model) = model else {
        // In a domain `value` is all there is.
        if pending.model.is_none() && site == Site::Check && name != "value" {
            cx.report(diagnostics::unknown_value(Word { text: name, span: sql.span_of(span) }));
        }
        return;
    };
    let is_known = model.ir.fields.iter().any(|field| field.column == name)
        || SYSTEM_COLUMNS.contains(&name)
        // The row as a whole.
        || model.ir.table.name == name;
    if is_known || model.members.values().any(|(slot, _)| matches!(slot, super::models::Slot::Broken)) {
        return;
    }
    let is_quoted = sql.text.get(span.clone()).is_some_and(|written| written.starts_with('"'));
    let word = Word { text: name, span: sql.span_of(span) };
    let mapped = model.ir.fields.iter().find(|field| field.name == name).map(|field| field.column.as_str());
    let columns: Vec<&str> = model.ir.fields.iter().map(|field| field.column.as_str()).collect();
    cx.report(diagnostics::unknown_column(word, is_quoted, &model.ir.name, mapped, &columns));
}

/// A table of a subquery: one that the schema should have, or one whose name nearly is a known one's.
fn table<'a>(
    cx: &mut Context<'a>,
    sql: &Sql,
    models: &[&ModelDraft<'a>],
    schema: Option<&str>,
    name: &str,
    span: Range<usize>,
) {
    let is_here = |model: &&&ModelDraft<'a>| schema.is_none_or(|schema| model.ir.table.schema == schema);
    if models.iter().filter(is_here).any(|model| model.ir.table.name == name) {
        return;
    }
    // A schema that this file has tables in is this file's; what else there may be in it is not known yet.
    let known: Vec<String> = models
        .iter()
        .filter(is_here)
        .map(|model| match schema {
            Some(schema) => format!("{schema}.{}", model.ir.table.name),
            None => model.ir.table.name.clone(),
        })
        .collect();
    let written = schema.map_or_else(|| name.to_owned(), |schema| format!("{schema}.{name}"));
    let word = Word { text: &written, span: sql.span_of(span) };
    if crate::diagnostics::suggestion(&written, known.iter().map(String::as_str)).is_some() {
        cx.report(diagnostics::unknown_table(word, &known));
    }
}
