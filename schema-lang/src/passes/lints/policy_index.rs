//! A policy that picks the rows of who is asking by a column that no index begins with (manual, section 5.9).

use std::collections::HashSet;
use std::ops::Range;

use pg_orm_ir::model::{Field, Model};
use pg_orm_ir::types::{BaseType, BuiltIn};
use pg_orm_sql::TokenKind;

use super::super::names::Kind;
use super::super::types::Of;
use super::indexed::{Rows, is_indexed};
use super::sql_words::{Words, entry, sql};
use super::{Checked, Findings, Spot};
use crate::diagnostics::{Diagnostic, codes};

pub(super) fn check(schema: &Checked<'_, '_>, found: &mut Findings) {
    let mut told: HashSet<(usize, String)> = HashSet::new();
    for declared in &schema.cx.names.policies {
        let on = declared.item.clauses.iter().find(|clause| clause.operator.text == "on");
        let on = on.and_then(|clause| clause.type_ref.as_ref());
        let kind = on.and_then(|on| schema.cx.names.types.get(&*on.words));
        let Some(&(Kind::Model(index), _)) = kind else { continue };
        let Some(model) = schema.models.get(index) else { continue };
        let Some(words) = entry(declared.item, "using").and_then(sql).and_then(Words::of) else { continue };
        let mut picked = Vec::new();
        if pick(&words, 0..words.len(), &model.ir, &mut picked).is_none() {
            continue;
        }
        let partition: Vec<&str> =
            model.partition.iter().flat_map(|site| &site.fields).map(|field| field.text).collect();
        let is_found = |field: &Field| {
            let is_few = match schema.cx.underlying_of(&field.type_) {
                Of::Enum(_) => true,
                _ => matches!(field.type_.base, BaseType::BuiltIn(BuiltIn::Boolean)),
            };
            is_few
                || partition.contains(&&*field.name)
                || is_indexed(&model.ir, &[&field.name], Rows::Some)
                || schema.has_raw("index", &model.ir.table.name)
        };
        if picked.iter().any(|(field, _)| is_found(field)) {
            continue;
        }
        let Some((field, at)) = picked.first() else { continue };
        let Some(span) = words.span(*at, *at) else { continue };
        if !told.insert((index, field.name.clone())) {
            continue;
        }
        let name = &model.ir.name;
        let index = format!("@@index([{}])", field.name);
        let mut diagnostic = Diagnostic::warning(
            codes::POLICY_ON_UNINDEXED_COLUMN,
            format!(
                "the policy `{}` picks rows of `{name}` by a column without an index",
                declared.name.text
            ),
            span,
            format!("no index begins with `{}`", field.name),
        )
        .note(format!("a query that has no other condition with an index reads every row of `{name}`"))
        .help(format!("add to `{name}`: {index}"));
        if let Some(last) = model.last {
            diagnostic = diagnostic.insert_behind(last, format!("\n  {index}"));
        }
        found.add_of(model.name.span, diagnostic, Spot::Block);
    }
}

/// Adds the columns that the condition compares with what is the same for every row, each with its token; `None` where
/// the condition is of a form that an index of one column may not help.
fn pick<'m>(
    words: &Words<'_>,
    range: Range<usize>,
    model: &'m Model,
    picked: &mut Vec<(&'m Field, usize)>,
) -> Option<()> {
    let range = without_brackets(words, range);
    let parts = split(words, range.clone(), "and")?;
    if parts.len() > 1 {
        return parts.into_iter().try_for_each(|part| pick(words, part, model, picked));
    }
    let sides = split(words, range, "=")?;
    if let [left, right] = sides.as_slice() {
        let one = |side: &Range<usize>| column(words, side.clone(), model);
        match (one(left), one(right)) {
            (Some(found), None) if is_of_asker(words, right.clone(), model) => picked.push(found),
            (None, Some(found)) if is_of_asker(words, left.clone(), model) => picked.push(found),
            _ => {}
        }
    }
    Some(())
}

/// The parts between a word outside brackets; `None` where it is not all that joins them.
fn split(words: &Words<'_>, range: Range<usize>, by: &str) -> Option<Vec<Range<usize>>> {
    let mut parts = Vec::new();
    let mut start = range.start;
    let mut at = range.start;
    while at < range.end {
        if words.is_any(at, &["(", "["]) {
            at = if words.is(at, "(") { words.closing(at)? } else { at };
        } else if words.is_any(at, &["or", "between", "case", "select"]) {
            return None;
        } else if words.is(at, by) {
            parts.push(start..at);
            start = at + 1;
        }
        at += 1;
    }
    parts.push(start..range.end);
    Some(parts)
}

fn without_brackets(words: &Words<'_>, mut range: Range<usize>) -> Range<usize> {
    while range.len() > 2 && words.is(range.start, "(") && words.closing(range.start) == Some(range.end - 1) {
        range = range.start + 1..range.end - 1;
    }
    range
}

/// The column that one side is: `tenant_id`, `notes.tenant_id`, `(tenant_id)::text`.
fn column<'m>(words: &Words<'_>, side: Range<usize>, model: &'m Model) -> Option<(&'m Field, usize)> {
    let side = without_brackets(words, side);
    let cast = side
        .clone()
        .find(|at| words.is(*at, "::"))
        .or_else(|| side.clone().find(|at| words.is(*at, ":") && words.is(at + 1, ":")));
    let side = without_brackets(words, side.start..cast.unwrap_or(side.end));
    let at = match side.len() {
        1 => side.start,
        3 if words.is(side.start + 1, ".") && words.name(side.start)? == model.table.name => side.start + 2,
        _ => return None,
    };
    let name = words.name(at)?;
    model.fields.iter().find(|field| field.column == name).map(|field| (field, at))
}

/// Whether a side is a setting, a function's answer or who is asking, and names no column of the row.
fn is_of_asker(words: &Words<'_>, side: Range<usize>, model: &Model) -> bool {
    let mut has_asker = false;
    for at in side.clone() {
        let Some(name) = words.name(at) else { continue };
        let is_call = words.is(at + 1, "(") && words.kind(at) == Some(TokenKind::Word);
        let is_part = at > side.start && words.is(at - 1, ".");
        let is_session = name == "session" && words.is(at + 1, ".");
        let is_keyword_call = ["any", "all", "in", "coalesce", "nullif"].contains(&&*name);
        has_asker |= is_session
            || is_call && !is_keyword_call
            || ["current_user", "session_user", "user"].contains(&&*name);
        let is_column = || model.fields.iter().any(|field| field.column == name);
        if !is_call && !is_part && !is_session && is_column() {
            return false;
        }
        // A row of the table by its name.
        if !is_part && name == model.table.name {
            return false;
        }
    }
    has_asker
}
