//! An index whose work another one does as well: the same keys, or the first ones of its keys.

use std::borrow::Cow;
use std::collections::HashMap;

use pg_orm_ir::catalog::Deferrable;
use pg_orm_ir::model::{Index, IndexKey, IndexTarget, Key};

use super::super::models::ModelDraft;
use super::{Checked, Findings, Spot};
use crate::diagnostics::{Diagnostic, codes, list};
use crate::source::Span;

/// An index, or that of a key.
struct Shape<'m> {
    index: Cow<'m, Index>,
    span: Span,
    /// "the primary key", "the unique key", "the index".
    what: &'static str,
    deferrable: Deferrable,
}

pub(super) fn check(schema: &Checked<'_, '_>, found: &mut Findings) {
    for model in schema.models.iter().chain(schema.views.iter().map(|view| &view.model)) {
        let ir = &model.ir;
        if ir.indexes.is_empty() && ir.unique_keys.is_empty() {
            continue;
        }
        let shapes = shapes(model);
        // Only indexes of one first key can be alike.
        let mut by_first: HashMap<&str, Vec<usize>> = HashMap::new();
        for (at, shape) in shapes.iter().enumerate() {
            by_first.entry(first_key(&shape.index)).or_default().push(at);
        }
        for (at, shape) in shapes.iter().enumerate() {
            let near = by_first.get(first_key(&shape.index)).map(Vec::as_slice).unwrap_or_default();
            let near = near.iter().filter(|other| **other != at);
            let mut others = near.filter_map(|other| shapes.get(*other).map(|shape| (*other, shape)));
            if let Some((_, other)) = others.find(|(other, it)| does_work_of(it, shape, *other < at)) {
                found.add_of(model.name.span, diagnostic(&model.ir.name, shape, other), Spot::Attribute);
            }
        }
    }
}

fn diagnostic(model: &str, shape: &Shape<'_>, other: &Shape<'_>) -> Diagnostic {
    let is_same = shape.index.keys.len() == other.index.keys.len();
    let keys = shape.index.keys.iter().map(|key| match &key.target {
        IndexTarget::Field(field) => field.as_str(),
        IndexTarget::Expression(_) => "expr(..)",
    });
    let keys: Vec<&str> = keys.collect();
    let message =
        format!("{} of `{model}` over {} is needless", shape.what, list(keys.iter().copied(), "and"));
    let label = if is_same { "has the same keys" } else { "begins with the same keys" };
    Diagnostic::warning(codes::DUPLICATE_INDEX, message, shape.span, "each write keeps it up to date")
        .label(other.span, format!("{} {label}", other.what))
        .help("remove it")
}

/// The indexes of keys first, as PostgreSQL makes them.
fn shapes<'m>(model: &'m ModelDraft<'_>) -> Vec<Shape<'m>> {
    let mut shapes = Vec::new();
    if let (Some(key), Some(attribute)) = (&model.ir.primary_key, model.primary_key) {
        shapes.push(of_key(key, attribute.span, "the primary key"));
    }
    let unique = model.ir.unique_keys.iter().zip(&model.unique_spans);
    shapes.extend(unique.map(|(key, span)| of_key(key, *span, "the unique key")));
    let indexes = model.ir.indexes.iter().zip(&model.index_spans);
    shapes.extend(indexes.map(|(index, span)| Shape {
        index: Cow::Borrowed(index),
        span: *span,
        what: "the index",
        deferrable: Deferrable::No,
    }));
    shapes
}

fn of_key<'m>(key: &'m Key, span: Span, what: &'static str) -> Shape<'m> {
    let keys = key
        .fields
        .iter()
        .map(|field| IndexKey { target: IndexTarget::Field(field.clone()), ..IndexKey::default() });
    let index = Index {
        is_unique: true,
        method: if key.is_without_overlaps { "gist" } else { "btree" }.to_owned(),
        keys: keys.collect(),
        include: key.include.clone(),
        nulls_not_distinct: key.nulls_not_distinct,
        ..Index::default()
    };
    Shape { index: Cow::Owned(index), span, what, deferrable: key.deferrable }
}

/// The first field; of the indexes that begin with an expression there are few.
fn first_key(index: &Index) -> &str {
    match index.keys.first().map(|key| &key.target) {
        Some(IndexTarget::Field(field)) => field,
        Some(IndexTarget::Expression(_)) | None => "",
    }
}

/// Whether nothing is lost without `shape`; of two that are alike, the second one is lost.
fn does_work_of(other: &Shape<'_>, shape: &Shape<'_>, is_before: bool) -> bool {
    let (a, b) = (&other.index, &shape.index);
    let carries = |field: &String| {
        a.include.contains(field)
            || a.keys.iter().any(|key| matches!(&key.target, IndexTarget::Field(name) if name == field))
    };
    if a.method != b.method || a.predicate != b.predicate || !b.include.iter().all(carries) {
        return false;
    }
    let is_same = a.keys == b.keys;
    if b.is_unique {
        // What is unique without nulls between says less than what is with them.
        let says_as_much = a.is_unique && a.nulls_not_distinct == b.nulls_not_distinct;
        return is_same && says_as_much && is_before && other.deferrable == shape.deferrable;
    }
    if b.method != "btree" {
        return is_same && is_before && a.options == b.options;
    }
    let is_beginning = a.keys.len() > b.keys.len() && a.keys.starts_with(&b.keys);
    is_beginning || is_same && (is_before || a.is_unique)
}
