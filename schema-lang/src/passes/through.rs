//! Many to many: a relation that goes through a model with a relation to both ends.

use pg_orm_ir::model::{Cardinality, Relation, Through};

use super::models::ModelDraft;
use super::names::Kind;
use super::relations::{Owner, Owners, RelationDraft, ThroughDraft};
use super::{Context, items};
use crate::diagnostics::through as diagnostics;
use crate::syntax::ast::Word;

/// The relation; `None` where it is wrong, which is reported.
pub(super) fn resolve<'a>(
    cx: &mut Context<'a>,
    owners: &Owners<'a>,
    models: &[ModelDraft<'a>],
    index: usize,
    relation: &RelationDraft<'a>,
    draft: &ThroughDraft<'a>,
) -> Option<Relation> {
    let (model, target) = (models.get(index)?, models.get(relation.target)?);
    let between = match cx.names.types.get(draft.model.text).copied() {
        Some((Kind::Model(between), _)) => between,
        Some((Kind::Unsupported, _)) => return None,
        Some((kind, declared)) => {
            cx.report(diagnostics::no_model(draft.model, kind.noun(), declared));
            return None;
        }
        None => {
            let names: Vec<&str> = cx.names.models.iter().map(|model| &*model.name.text).collect();
            let diagnostic = diagnostics::unknown(draft.model, &names);
            cx.report(diagnostic);
            return None;
        }
    };
    if !relation.is_list {
        cx.report(diagnostics::needs_list(relation));
        return None;
    }
    let between_name = &models.get(between)?.ir.name;
    if between != index && between != relation.target {
        let is_broken = owners.is_broken(between, index) || owners.is_broken(between, relation.target);
        if is_broken {
            return None;
        }
    }
    let (ours, theirs) = (owners.between(between, index), owners.between(between, relation.target));
    let ends = if index == relation.target {
        both(cx, relation, draft, between_name, ours)?
    } else {
        let from = one(cx, draft, draft.from, "from", between_name, &model.ir.name, ours);
        let to = one(cx, draft, draft.to, "to", between_name, &target.ir.name, theirs);
        (from?, to?)
    };
    Some(Relation {
        name: relation.field.name.text.to_owned(),
        docs: items::docs(relation.field.docs.as_ref()),
        target: target.ir.name.clone(),
        cardinality: Cardinality::Many,
        source_fields: ends.0.references.clone(),
        target_fields: ends.1.references.clone(),
        through: Some(Through {
            model: between_name.clone(),
            source_fields: ends.0.fields.clone(),
            target_fields: ends.1.fields.clone(),
        }),
    })
}

/// The one relation of the model between to an end; `word` says which where there are several.
fn one<'o, 'a>(
    cx: &mut Context<'a>,
    draft: &ThroughDraft<'a>,
    word: Option<Word<'a>>,
    argument: &str,
    between: &str,
    end: &str,
    owners: &'o [Owner<'a>],
) -> Option<&'o Owner<'a>> {
    let fields: Vec<&str> = owners.iter().map(|owner| owner.field.text).collect();
    match (word, owners) {
        (Some(word), _) => {
            let found = owners.iter().find(|owner| owner.field.text == word.text);
            if found.is_none() {
                cx.report(diagnostics::unknown_end(word, between, end, &fields));
            }
            found
        }
        (None, [owner]) => Some(owner),
        (None, []) => {
            cx.report(diagnostics::no_relation(draft.model, between, end));
            None
        }
        (None, _) => {
            cx.report(diagnostics::ambiguous(draft.model, between, end, argument, &fields));
            None
        }
    }
}

/// The two relations of the model between, where both lead to one model.
fn both<'o, 'a>(
    cx: &mut Context<'a>,
    relation: &RelationDraft<'a>,
    draft: &ThroughDraft<'a>,
    between: &str,
    owners: &'o [Owner<'a>],
) -> Option<(&'o Owner<'a>, &'o Owner<'a>)> {
    let end = &*relation.type_ref.words;
    let fields: Vec<&str> = owners.iter().map(|owner| owner.field.text).collect();
    if owners.len() < 2 {
        cx.report(diagnostics::needs_two(draft.model, between, end));
        return None;
    }
    let (Some(from), Some(to)) = (draft.from, draft.to) else {
        cx.report(diagnostics::same_model(draft.model, between, &fields));
        return None;
    };
    let from = one(cx, draft, Some(from), "from", between, end, owners);
    let to = one(cx, draft, Some(to), "to", between, end, owners);
    Some((from?, to?))
}
