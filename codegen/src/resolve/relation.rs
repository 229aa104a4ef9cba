//! Resolving a model's relations: the other end, and which columns meet.

use pg_orm_ir::model::{Cardinality, Model, Relation};
use proc_macro2::Ident;

use super::model::positions;
use super::names::Scope;
use super::{Context, item_identifier};

/// A relation with Rust's names.
pub(crate) struct RelationItem<'a> {
    pub(crate) relation: &'a Relation,
    pub(crate) name: Ident,
    pub(crate) target: Ident,
    /// Positions in this model.
    pub(crate) source_fields: Vec<usize>,
    /// Positions in the target.
    pub(crate) target_fields: Vec<usize>,
    pub(crate) through: Option<ThroughItem>,
}

/// The model between the two ends.
pub(crate) struct ThroughItem {
    pub(crate) model: Ident,
    /// Positions in the model between that meet the relation's `source_fields`.
    pub(crate) source_fields: Vec<usize>,
    /// Positions in the model between that meet the relation's `target_fields`.
    pub(crate) target_fields: Vec<usize>,
    /// Whether it is under row-level security and the target is not, so that the target's type doesn't say
    /// that a session is needed.
    pub(crate) adds_row_security: bool,
}

impl RelationItem<'_> {
    /// The type of the relation's constant, a member of `pg_orm`.
    pub(crate) const fn kind(&self) -> &'static str {
        match self.relation.cardinality {
            Cardinality::One => "One",
            Cardinality::Maybe => "Maybe",
            Cardinality::Many => "Many",
        }
    }
}

pub(super) fn resolve<'a>(
    context: &mut Context<'_>,
    model: &'a Model,
    scope: &mut Scope,
) -> Vec<RelationItem<'a>> {
    model.relations.iter().filter_map(|relation| one(context, model, relation, scope)).collect()
}

fn one<'a, 's>(
    context: &mut Context<'s>,
    model: &Model,
    relation: &'a Relation,
    scope: &mut Scope,
) -> Option<RelationItem<'a>> {
    let item = format!("{}.{}", model.name, relation.name);
    let find = |context: &mut Context<'s>, name: &str| -> Option<(&'s Model, Ident)> {
        let found = context.models.get(name).and_then(|model| Some((*model, item_identifier(&model.name)?)));
        if found.is_none() {
            context.unresolved(&item, name);
        }
        found
    };
    let (target_model, target) = find(context, &relation.target)?;
    let through = match &relation.through {
        None => None,
        Some(through) => {
            let (between, identifier) = find(context, &through.model)?;
            Some(ThroughItem {
                model: identifier,
                source_fields: positions(context, between, &item, &through.source_fields)?,
                target_fields: positions(context, between, &item, &through.target_fields)?,
                adds_row_security: between.row_security.is_some() && target_model.row_security.is_none(),
            })
        }
    };
    Some(RelationItem {
        relation,
        name: context.claim(scope, &model.name, &relation.name)?,
        target,
        source_fields: positions(context, model, &item, &relation.source_fields)?,
        target_fields: positions(context, target_model, &item, &relation.target_fields)?,
        through,
    })
}
