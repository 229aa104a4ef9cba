//! The side of a relation that holds its fields: what they reference, types, nulls, actions; its foreign key.

use pg_orm_ir::model::{Cardinality, ForeignKey, IndexTarget, ReferentialAction, Relation};

use super::key_types::{self, Meeting, family};
use super::models::{ModelDraft, Slot};
use super::relations::{Owner, RelationDraft};
use super::{Context, items};
use crate::diagnostics::relations as diagnostics;
use crate::source::Span;
use crate::syntax::ast::Word;

/// The relation of the side that holds the fields, and its foreign key.
pub(super) fn resolve<'a>(
    cx: &mut Context<'a>,
    models: &[ModelDraft<'a>],
    model: &ModelDraft<'a>,
    relation: &RelationDraft<'a>,
) -> Option<(Owner<'a>, Relation, ForeignKey)> {
    let target = models.get(relation.target)?;
    if relation.is_list {
        cx.report(diagnostics::fields_on_list(relation, &model.ir.name));
        return None;
    }
    let fields: Vec<Option<usize>> =
        relation.fields.iter().map(|word| own_column(cx, model, target, relation, *word)).collect();
    let references = references(cx, target, relation);
    let on_delete: Vec<Option<usize>> =
        relation.on_delete_fields.iter().map(|word| model.column(cx, *word)).collect();
    let fields = fields.into_iter().collect::<Option<Vec<usize>>>()?;
    let on_delete = on_delete.into_iter().collect::<Option<Vec<usize>>>()?;
    let references = references?;
    let is_typed = check_types(cx, model, target, relation, &fields, &references);
    let is_nullable = check_nullable(cx, model, relation, &fields)?;
    check_actions(cx, model, relation, &fields, if on_delete.is_empty() { &fields } else { &on_delete });
    if !is_typed {
        return None;
    }
    let names = |model: &ModelDraft<'a>, columns: &[usize]| -> Vec<String> {
        columns
            .iter()
            .filter_map(|index| model.columns.get(*index))
            .map(|column| column.name.text.to_owned())
            .collect()
    };
    let (field_names, reference_names) = (names(model, &fields), names(target, &references));
    let action =
        |action: Option<(ReferentialAction, Span)>| action.map(|(action, _)| action).unwrap_or_default();
    let key = ForeignKey {
        name: relation.constraint.clone(),
        fields: field_names.clone(),
        target: target.ir.name.clone(),
        references: reference_names.clone(),
        on_delete: action(relation.on_delete),
        on_update: action(relation.on_update),
        deferrable: relation.deferrable,
        is_match_full: relation.is_match_full,
        on_delete_fields: names(model, &on_delete),
        enforcement: relation.enforcement,
        // Several rows can cover a period: no relation goes by one.
        has_period: false,
        comment: relation.comment.clone(),
    };
    let ir = Relation {
        name: relation.field.name.text.to_owned(),
        docs: items::docs(relation.field.docs.as_ref()),
        target: target.ir.name.clone(),
        cardinality: if is_nullable { Cardinality::Maybe } else { Cardinality::One },
        source_fields: field_names.clone(),
        target_fields: reference_names.clone(),
        through: None,
    };
    let owner = Owner {
        field: relation.field.name,
        name: relation.name,
        is_unique: is_unique(model, &field_names, true),
        fields: field_names,
        references: reference_names,
        far: None,
    };
    Some((owner, ir, key))
}

/// The column that a relation names; of one that is missing, the line to add is told.
fn own_column<'a>(
    cx: &mut Context<'a>,
    model: &ModelDraft<'a>,
    target: &ModelDraft<'a>,
    relation: &RelationDraft<'a>,
    word: Word<'a>,
) -> Option<usize> {
    let columns = || model.columns.iter().map(|column| column.name.text);
    let is_near = model
        .members
        .keys()
        .any(|name| *name == word.text || pg_orm_ir::names::snake_case(name) == word.text)
        || crate::diagnostics::suggestion(word.text, columns()).is_some();
    let key = match (&relation.references, &target.ir.primary_key) {
        (None, Some(key)) if relation.fields.len() == 1 => key.fields.as_slice(),
        _ => &[],
    };
    match (is_near, key) {
        (false, [key]) if let Some(key) = target.ir.field(key) => {
            cx.report(diagnostics::no_key_column(relation, &model.ir.name, word, &cx.shown(&key.type_)));
            None
        }
        _ => model.column(cx, word),
    }
}

/// The columns of the target that the fields reference: those named, or the primary key.
fn references<'a>(
    cx: &mut Context<'a>,
    target: &ModelDraft<'a>,
    relation: &RelationDraft<'a>,
) -> Option<Vec<usize>> {
    if let Some((words, span)) = &relation.references {
        let columns: Vec<Option<usize>> = words.iter().map(|word| target.column(cx, *word)).collect();
        let columns = columns.into_iter().collect::<Option<Vec<usize>>>()?;
        // A word among them that was no field is told.
        if relation.is_broken {
            return None;
        }
        if columns.len() != relation.fields.len() {
            cx.report(diagnostics::count(relation, &target.ir.name, columns.len(), *span));
            return None;
        }
        let names: Vec<String> = words.iter().map(|word| word.text.to_owned()).collect();
        if !is_unique(target, &names, false) {
            cx.report(diagnostics::not_unique(&target.ir.name, &names, *span, target.name.span));
            return None;
        }
        return Some(columns);
    }
    let Some(key) = &target.ir.primary_key else {
        // A key that could not be read is a diagnostic already.
        let has_broken = target.members.values().any(|(slot, _)| *slot == Slot::Broken);
        if !has_broken {
            cx.report(diagnostics::no_primary_key(relation, &target.ir.name, target.name.span));
        }
        return None;
    };
    if key.fields.len() != relation.fields.len() {
        let span = target.primary_key.map_or(target.name.span, |attribute| attribute.span);
        cx.report(diagnostics::key_count(relation, &target.ir.name, &key.fields, span));
        return None;
    }
    let column = |name: &String| match target.members.get(name.as_str()) {
        Some((Slot::Column(index), _)) => Some(*index),
        _ => None,
    };
    key.fields.iter().map(column).collect()
}

/// Whether a key or a unique index of the model has these fields; with `or_fewer`, these or some of them.
pub(super) fn is_unique(model: &ModelDraft<'_>, fields: &[String], or_fewer: bool) -> bool {
    let fits = |key: &[&str]| {
        !key.is_empty()
            && key.iter().all(|name| fields.iter().any(|field| field == name))
            && (or_fewer || key.len() == fields.len())
    };
    let keys = model.ir.primary_key.iter().chain(&model.ir.unique_keys);
    let has_key =
        keys.into_iter().any(|key| fits(&key.fields.iter().map(String::as_str).collect::<Vec<_>>()));
    has_key
        || model.ir.indexes.iter().filter(|index| index.is_unique && index.predicate.is_none()).any(|index| {
            let names: Option<Vec<&str>> = index
                .keys
                .iter()
                .map(|key| match &key.target {
                    IndexTarget::Field(name) => Some(name.as_str()),
                    IndexTarget::Expression(_) => None,
                })
                .collect();
            names.is_some_and(|names| fits(&names))
        })
}

fn check_types<'a>(
    cx: &mut Context<'a>,
    model: &ModelDraft<'a>,
    target: &ModelDraft<'a>,
    relation: &RelationDraft<'a>,
    fields: &[usize],
    references: &[usize],
) -> bool {
    let columns = fields.iter().zip(references);
    let mut meetings = columns.filter_map(|(&field, &reference)| {
        let (here, there) = (model.ir.fields.get(field)?, target.ir.fields.get(reference)?);
        Some(key_types::meeting(cx, &here.type_, &there.type_) == Meeting::Comparable)
    });
    let is_comparable = meetings.all(|is_comparable| is_comparable);
    if let (false, Some(order)) = (is_comparable, other_order(model, target, fields, references)) {
        let named = |model: &ModelDraft<'a>, columns: &[usize]| -> Vec<&'a str> {
            let columns = columns.iter().filter_map(|index| model.columns.get(*index));
            columns.map(|column| column.name.text).collect()
        };
        let span = match (&relation.references, target.primary_key) {
            (Some((_, span)), _) => *span,
            (None, Some(attribute)) => attribute.span,
            (None, None) => target.name.span,
        };
        let key = crate::diagnostics::list(named(target, references), "and");
        let order = named(model, &order);
        cx.report(diagnostics::wrong_order(relation, &order, (&key, span, &target.ir.name)));
        return false;
    }
    let mut is_right = true;
    for (&field, &reference) in fields.iter().zip(references) {
        let (Some(here), Some(there)) = (model.ir.fields.get(field), target.ir.fields.get(reference)) else {
            continue;
        };
        let (Some(here_site), Some(there_site)) = (model.columns.get(field), target.columns.get(reference))
        else {
            continue;
        };
        let type_ = cx.shown(&here.type_);
        let diagnostic = match key_types::meeting(cx, &here.type_, &there.type_) {
            Meeting::Comparable => continue,
            Meeting::DomainOfEnum if family(&here.type_) == family(&there.type_) => {
                diagnostics::domain_of_enum(relation.field.name, here_site, &type_)
            }
            Meeting::DomainOfEnum | Meeting::Different => diagnostics::types_differ(
                relation.field.name,
                (here_site, &type_),
                (there_site, &cx.shown(&there.type_), &target.ir.name),
            ),
        };
        is_right = false;
        cx.report(diagnostic);
    }
    is_right
}

/// The same fields in the one order in which they have the types of what they reference, where there is such an order
/// and they stand in another.
fn other_order(
    model: &ModelDraft<'_>,
    target: &ModelDraft<'_>,
    fields: &[usize],
    references: &[usize],
) -> Option<Vec<usize>> {
    let fits = |field: usize, reference: usize| {
        let (here, there) = (model.ir.fields.get(field), target.ir.fields.get(reference));
        matches!((here, there), (Some(here), Some(there)) if family(&here.type_) == family(&there.type_))
    };
    if fields.iter().zip(references).all(|(&field, &reference)| fits(field, reference)) {
        return None;
    }
    let mut left = fields.to_vec();
    let mut order = Vec::with_capacity(fields.len());
    for &reference in references {
        let fitting: Vec<usize> =
            (0..left.len()).filter(|&at| left.get(at).is_some_and(|&f| fits(f, reference))).collect();
        // With several that fit, which is meant is a guess.
        let [at] = fitting.as_slice() else { return None };
        order.push(left.remove(*at));
    }
    Some(order)
}

/// A relation may be absent exactly where one of its fields may be null; answers whether it may.
fn check_nullable<'a>(
    cx: &mut Context<'a>,
    model: &ModelDraft<'a>,
    relation: &RelationDraft<'a>,
    fields: &[usize],
) -> Option<bool> {
    let nullable = fields
        .iter()
        .filter_map(|index| model.columns.get(*index))
        .find_map(|column| column.nullable.map(|mark| (column.name, mark)));
    match (nullable, relation.type_ref.nullable) {
        (Some((field, mark)), None) => {
            cx.report(diagnostics::must_be_nullable(relation, field, mark));
            None
        }
        (None, Some(mark)) => {
            cx.report(diagnostics::must_not_be_nullable(relation, mark));
            None
        }
        (Some(_), Some(_)) => Some(true),
        (None, None) => Some(false),
    }
}

fn check_actions<'a>(
    cx: &mut Context<'a>,
    model: &ModelDraft<'a>,
    relation: &RelationDraft<'a>,
    fields: &[usize],
    deleted: &[usize],
) {
    for (name, action, fields) in
        [("on_delete", relation.on_delete, deleted), ("on_update", relation.on_update, fields)]
    {
        let Some((action, span)) = action else { continue };
        for &index in fields {
            let (Some(column), Some(site)) = (model.ir.fields.get(index), model.columns.get(index)) else {
                continue;
            };
            match action {
                ReferentialAction::SetNull if !column.is_nullable => {
                    cx.report(diagnostics::set_null(name, span, site.name));
                }
                ReferentialAction::SetDefault if !column.is_nullable && column.default.is_none() => {
                    cx.report(diagnostics::set_default(name, span, site.name));
                }
                _ => {}
            }
        }
    }
}
