//! Fragments of SQL against the schema: PostgreSQL's grammar, the columns, tables and functions that they name, what
//! their place refuses. Where it can't be certain it says nothing.

mod calls;
mod from;
mod known;
mod query;
mod resolver;
mod rules;
mod scope;
mod sites;
mod tree;
mod types;
mod world;

use std::collections::HashSet;

use pg_orm_ir::catalog::Catalog;

pub(crate) use rules::{Refusal, Site, TriggerRows};
pub(super) use tree::{Node, statements};

use super::Context;
use super::models::ModelDraft;
use super::views::ViewDraft;
use crate::diagnostics::{Diagnostic, sql as diagnostics};
use crate::source::Span;
use crate::syntax::ast::Sql;
use resolver::Resolver;
use tree::SyntaxError;
use world::World;

/// A fragment that is looked at once everything is known.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pending<'a> {
    pub(super) sql: &'a Sql,
    pub(super) site: Site,
    /// The name of the model or view whose rows it is about; `None` for a domain's value, and for a function.
    pub(super) model: Option<&'a str>,
}

/// Looks at every fragment that was read.
pub(super) fn check<'a>(
    cx: &mut Context<'a>,
    models: &[ModelDraft<'a>],
    views: &[ViewDraft<'a>],
    objects: &Catalog,
) {
    let pending = std::mem::take(&mut cx.fragments);
    if pending.is_empty() {
        return;
    }
    let drafts = models.iter().chain(views.iter().map(|view| &view.model));
    let world = World::new(cx, drafts, objects);
    let mut told: HashSet<Span> = HashSet::new();
    let mut found: Vec<Diagnostic> = Vec::new();
    for pending in pending {
        // What a mixin says is looked at in each model, and told once.
        if told.contains(&pending.sql.span) || cx.has_error_at(pending.sql.span) {
            continue;
        }
        let of_this = fragment(&world, pending);
        if !of_this.is_empty() {
            told.insert(pending.sql.span);
        }
        found.extend(of_this);
    }
    cx.diagnostics.extend(found);
}

/// Looks at the statements of queries, their parameters written as PostgreSQL's. What is not certain of the columns of one that
/// names what is not there is no mistake of its own.
pub(super) fn check_queries<'a>(
    cx: &mut Context<'a>,
    models: &[ModelDraft<'a>],
    views: &[ViewDraft<'a>],
    objects: &Catalog,
    queries: &[Sql],
) {
    if queries.is_empty() {
        return;
    }
    let drafts = models.iter().chain(views.iter().map(|view| &view.model));
    let world = World::new(cx, drafts, objects);
    let mut found: Vec<Diagnostic> = Vec::new();
    let mut misnamed: Vec<Span> = Vec::new();
    for sql in queries {
        let of_this = fragment(&world, Pending { sql, site: Site::Query, model: None });
        if !of_this.is_empty() {
            misnamed.push(sql.span);
        }
        found.extend(of_this);
    }
    cx.diagnostics.retain(|known| {
        let is_of = |whole: &Span| {
            known
                .span()
                .is_some_and(|at| at.file == whole.file && (whole.start..=whole.end).contains(&at.start))
        };
        !(known.is_of_query_column() && misnamed.iter().any(is_of))
    });
    cx.diagnostics.extend(found);
}

/// What is wrong with one.
fn fragment(world: &World<'_>, pending: Pending<'_>) -> Vec<Diagnostic> {
    let Pending { sql, site, .. } = pending;
    let mut resolver = Resolver::new(world, sql, site);
    if site.is_expression() {
        match tree::expression(&sql.text) {
            Some(Ok(tree)) => resolver.row_expression(&tree, pending.model),
            Some(Err(error)) => resolver.syntax(&error),
            None => {}
        }
    } else {
        match tree::statements(&sql.text) {
            Some(Ok(statements)) => resolver.statements(&statements, pending.model),
            Some(Err(error)) => resolver.syntax(&error),
            None => {}
        }
    }
    resolver.found
}

impl Resolver<'_, '_> {
    fn syntax(&mut self, error: &SyntaxError) {
        // The end of the fragment has a place, too: that of its last character.
        let text = &self.sql.text;
        let last = text.trim_end().len();
        let start = error.at.min(last.saturating_sub(1));
        let start = (0..=start).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default();
        let end = text.get(start..).and_then(word_end).map_or(start, |length| start + length);
        let span = self.sql.span_of(start..end);
        self.report(if self.site.is_expression() {
            diagnostics::syntax(span, &error.message)
        } else {
            diagnostics::statement_syntax(span, &error.message, self.site.noun())
        });
    }
}

/// How long the word is that a text begins with, or its first character.
fn word_end(text: &str) -> Option<usize> {
    let word = text.find(|c: char| c != '_' && !c.is_alphanumeric()).unwrap_or(text.len());
    let first = text.chars().next()?.len_utf8();
    Some(word.max(first))
}
