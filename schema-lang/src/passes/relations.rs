//! Relations: the side that holds the fields becomes a foreign key; the other sides find it.
//!
//! A relation is declared on the side that holds its fields (its *owner*). The other side may declare its end
//! too, and need not: most keys are followed one way only, and a far end that nobody follows would only make
//! models longer. A far end without an owner is a mistake.

use std::collections::{HashMap, HashSet};

use pg_orm_ir::catalog::Enforcement;
use pg_orm_ir::model::{Cardinality, Deferrable, ForeignKey, ReferentialAction, Relation};

use super::models::ModelDraft;
use super::{Context, items, owners, through};
use crate::diagnostics::{relation_ends as ends, relations as diagnostics};
use crate::source::Span;
use crate::syntax::ast::{Field, TypeRef, Word};

/// A relation field as it is written.
#[derive(Debug)]
pub(crate) struct RelationDraft<'a> {
    pub(crate) field: &'a Field<'a>,
    pub(crate) type_ref: &'a TypeRef<'a>,
    /// The index of the model at the other end.
    pub(crate) target: usize,
    pub(crate) is_list: bool,
    /// What tells it from others between the same models.
    pub(crate) name: Option<Word<'a>>,
    /// The fields of this model that it goes by; empty on the far side.
    pub(crate) fields: Vec<Word<'a>>,
    pub(crate) references: Option<(Vec<Word<'a>>, Span)>,
    pub(crate) on_delete: Option<(ReferentialAction, Span)>,
    pub(crate) on_update: Option<(ReferentialAction, Span)>,
    pub(crate) deferrable: Deferrable,
    pub(crate) is_match_full: bool,
    /// The fields that `on_delete` sets; all of them where empty.
    pub(crate) on_delete_fields: Vec<Word<'a>>,
    pub(crate) enforcement: Enforcement,
    /// The foreign key's comment.
    pub(crate) comment: Option<String>,
    pub(crate) constraint: Option<String>,
    pub(crate) through: Option<ThroughDraft<'a>>,
    /// Something about it is a diagnostic already.
    pub(crate) is_broken: bool,
}

/// `@through(Like, from: user, to: post)`.
#[derive(Debug)]
pub(crate) struct ThroughDraft<'a> {
    pub(crate) model: Word<'a>,
    pub(crate) from: Option<Word<'a>>,
    pub(crate) to: Option<Word<'a>>,
}

/// The side of a relation that holds its fields, resolved.
#[derive(Debug)]
pub(crate) struct Owner<'a> {
    pub(crate) field: Word<'a>,
    pub(crate) name: Option<Word<'a>>,
    /// Names of its fields, and of those that they reference.
    pub(crate) fields: Vec<String>,
    pub(crate) references: Vec<String>,
    /// At most one row has a given value in `fields`.
    pub(crate) is_unique: bool,
    /// The far end that found it.
    pub(crate) far: Option<Span>,
}

/// The owners by the models at their two ends: the one with the fields, the one that is referenced.
pub(crate) struct Owners<'a> {
    by_pair: HashMap<(usize, usize), Vec<Owner<'a>>>,
    /// Pairs with an owner that could not be resolved: what is missing between them is not a second mistake.
    broken: HashSet<(usize, usize)>,
}

impl<'a> Owners<'a> {
    pub(super) fn between(&self, source: usize, target: usize) -> &[Owner<'a>] {
        self.by_pair.get(&(source, target)).map_or(&[], Vec::as_slice)
    }

    pub(super) fn is_broken(&self, source: usize, target: usize) -> bool {
        self.broken.contains(&(source, target))
    }
}

/// Fills the relations and foreign keys of all models.
pub(super) fn resolve<'a>(cx: &mut Context<'a>, models: &mut [ModelDraft<'a>]) {
    let mut owners = Owners { by_pair: HashMap::new(), broken: HashSet::new() };
    let mut resolved: Vec<Vec<Option<Relation>>> = Vec::with_capacity(models.len());
    let mut keys: Vec<Vec<ForeignKey>> = Vec::with_capacity(models.len());
    for (index, model) in models.iter().enumerate() {
        let mut relations = Vec::with_capacity(model.relations.len());
        let mut foreign_keys = Vec::new();
        for relation in &model.relations {
            let is_owner = !relation.fields.is_empty() && relation.through.is_none();
            relations.push(if is_owner {
                let found = owners::resolve(cx, models, model, relation);
                match found {
                    Some((owner, relation_ir, key)) if !relation.is_broken => {
                        foreign_keys.push(key);
                        add_owner(cx, &mut owners, (index, relation.target), owner);
                        Some(relation_ir)
                    }
                    _ => {
                        owners.broken.insert((index, relation.target));
                        None
                    }
                }
            } else {
                if relation.is_broken {
                    owners.broken.insert((index, relation.target));
                }
                None
            });
        }
        resolved.push(relations);
        keys.push(foreign_keys);
    }
    for (index, model) in models.iter().enumerate() {
        for (at, relation) in model.relations.iter().enumerate() {
            if !relation.fields.is_empty() && relation.through.is_none() || relation.is_broken {
                continue;
            }
            let found = match &relation.through {
                Some(draft) => through::resolve(cx, &owners, models, index, relation, draft),
                None => far(cx, &mut owners, models, index, relation),
            };
            if let Some(slot) = resolved.get_mut(index).and_then(|list| list.get_mut(at)) {
                *slot = found;
            }
        }
    }
    for ((model, relations), keys) in models.iter_mut().zip(resolved).zip(keys) {
        model.ir.relations = relations.into_iter().flatten().collect();
        model.ir.foreign_keys = keys;
    }
}

fn add_owner<'a>(cx: &mut Context<'a>, owners: &mut Owners<'a>, pair: (usize, usize), owner: Owner<'a>) {
    let list = owners.by_pair.entry(pair).or_default();
    if let Some(name) = owner.name
        && let Some(first) = list.iter().find(|other| other.name.is_some_and(|other| other.text == name.text))
    {
        cx.report(diagnostics::same_name(name, first.name.unwrap_or(first.field)));
    }
    list.push(owner);
}

/// The other side of a relation of which no side names fields.
#[derive(Clone, Copy)]
struct Counterpart<'a> {
    /// Its name, where it is a list.
    list: Option<Word<'a>>,
    /// It is there that the fields belong.
    should_own: bool,
}

fn counterpart<'a>(
    models: &[ModelDraft<'a>],
    index: usize,
    relation: &RelationDraft<'a>,
) -> Option<Counterpart<'a>> {
    let other = models.get(relation.target)?.relations.iter().find(|other| {
        other.target == index
            && !std::ptr::eq(*other, relation)
            && other.fields.is_empty()
            && other.through.is_none()
            && !other.is_broken
            && other.name.map(|name| name.text) == relation.name.map(|name| name.text)
    })?;
    let should_own = match (relation.is_list, other.is_list) {
        // Lists on both sides are told at the first of them.
        (true, true) => other.field.name.span < relation.field.name.span,
        (true, false) => true,
        (false, true) => false,
        // Of two single rows the one that is never absent has the fields, or else the first.
        (false, false) => {
            let rank = |relation: &RelationDraft<'_>| {
                (relation.type_ref.nullable.is_some(), relation.field.name.span)
            };
            rank(other) < rank(relation)
        }
    };
    Some(Counterpart { should_own, list: other.is_list.then_some(other.field.name) })
}

/// The relation of the side without fields: it finds its owner in the other model.
fn far<'a>(
    cx: &mut Context<'a>,
    owners: &mut Owners<'a>,
    models: &[ModelDraft<'a>],
    index: usize,
    relation: &RelationDraft<'a>,
) -> Option<Relation> {
    let (model, target) = (models.get(index)?, models.get(relation.target)?);
    for (name, span) in [
        ("references", relation.references.as_ref().map(|(_, span)| *span)),
        ("on_delete", relation.on_delete.map(|(_, span)| span)),
        ("on_update", relation.on_update.map(|(_, span)| span)),
    ] {
        if let Some(span) = span {
            let owner = owners
                .between(relation.target, index)
                .iter()
                .find(|owner| owner.name.map(|name| name.text) == relation.name.map(|name| name.text));
            let owner = owner.map(|owner| owner.field);
            cx.report(diagnostics::belongs_to_owner(name, span, &target.ir.name, owner));
        }
    }
    let is_broken = owners.is_broken(relation.target, index);
    let other = counterpart(models, index, relation);
    let list = owners.by_pair.entry((relation.target, index)).or_default();
    let named =
        |owner: &&mut Owner<'a>| owner.name.map(|name| name.text) == relation.name.map(|name| name.text);
    let mut fitting: Vec<&mut Owner<'a>> = list.iter_mut().filter(named).collect();
    let owner = match fitting.as_mut_slice() {
        [owner] => owner,
        [] if is_broken => return None,
        [] => {
            let others: Vec<&Owner<'a>> = list.iter().collect();
            // Two sides that both lack the fields are one mistake, told at the side that should have them.
            if others.is_empty() && other.is_some_and(|other| other.should_own) {
                return None;
            }
            let list = other.and_then(|other| other.list).filter(|_| relation.is_list);
            cx.report(if let (true, Some(list)) = (others.is_empty(), list) {
                ends::many_to_many(relation, model, target, list)
            } else if others.is_empty() {
                ends::no_owner(relation, model, target, other.is_some())
            } else {
                ends::no_owner_of_name(relation, &target.ir.name, &others)
            });
            return None;
        }
        [first, second, ..] => {
            // Two owners of one name are a diagnostic already.
            if relation.name.is_none() {
                cx.report(ends::ambiguous(
                    relation,
                    &model.ir.name,
                    &target.ir.name,
                    first.field,
                    second.field,
                ));
            }
            return None;
        }
    };
    if let Some(first) = owner.far {
        cx.report(ends::second_far_end(relation.field.name, first, owner.field));
        return None;
    }
    owner.far = Some(relation.field.name.span);
    let cardinality = match (relation.is_list, relation.type_ref.nullable, owner.is_unique) {
        (true, _, false) => Cardinality::Many,
        (false, Some(_), true) => Cardinality::Maybe,
        (true, _, true) => {
            cx.report(ends::list_of_one(relation, &target.ir.name, owner.field, &owner.fields));
            return None;
        }
        (false, _, false) => {
            cx.report(ends::one_of_many(relation, &target.ir.name, owner.field, &owner.fields));
            return None;
        }
        (false, None, true) => {
            cx.report(ends::far_end_may_be_absent(relation, &target.ir.name));
            return None;
        }
    };
    Some(Relation {
        name: relation.field.name.text.to_owned(),
        docs: items::docs(relation.field.docs.as_ref()),
        target: target.ir.name.clone(),
        cardinality,
        source_fields: owner.references.clone(),
        target_fields: owner.fields.clone(),
        through: None,
    })
}
