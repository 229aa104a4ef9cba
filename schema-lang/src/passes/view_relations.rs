//! Relations of views: a view's row leads to a row of a model. There is no foreign key; who wrote the query knows what it gives.

use super::Context;
use super::models::ModelDraft;
use super::owners;
use super::relations::RelationDraft;
use super::views::ViewDraft;
use crate::diagnostics::objects as diagnostics;
use crate::source::Span;

/// Fills the relations of all views.
pub(super) fn resolve<'a>(cx: &mut Context<'a>, models: &[ModelDraft<'a>], views: &mut [ViewDraft<'a>]) {
    for view in views {
        let mut relations = Vec::with_capacity(view.model.relations.len());
        for relation in &view.model.relations {
            if relation.is_broken {
                continue;
            }
            if relation.fields.is_empty() || relation.through.is_some() {
                let message = format!("`{}` has no fields that it goes by", relation.field.name.text);
                let label = "a view's relation leads from its own fields to one row: `@relation(author_id)`";
                cx.report(diagnostics::not_here(relation.field.name.span, &message, label));
                continue;
            }
            refuse_actions(cx, relation);
            if let Some((_, found, _)) = owners::resolve(cx, models, &view.model, relation) {
                relations.push(found);
            }
        }
        view.model.ir.relations = relations;
    }
}

/// What belongs to the foreign key, which is not there.
fn refuse_actions(cx: &mut Context<'_>, relation: &RelationDraft<'_>) {
    let actions: [(&str, Option<Span>); 2] = [
        ("on_delete", relation.on_delete.map(|(_, span)| span)),
        ("on_update", relation.on_update.map(|(_, span)| span)),
    ];
    let mut found: Vec<(&str, Span)> =
        actions.into_iter().filter_map(|(name, span)| Some((name, span?))).collect();
    let others = relation.constraint.is_some()
        || relation.comment.is_some()
        || relation.is_match_full
        || !relation.on_delete_fields.is_empty()
        || relation.deferrable != Default::default()
        || relation.enforcement != Default::default();
    if found.is_empty() && others {
        found.push(("", relation.field.name.span));
    }
    for (name, span) in found {
        let message = match name {
            "" => "a constraint's options on a relation of a view".to_owned(),
            name => format!("`{name}` on a relation of a view"),
        };
        cx.report(diagnostics::not_here(span, &message, "a view has no foreign key"));
    }
}
