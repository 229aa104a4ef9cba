//! What must be unique in a partitioned model holds its partition's key: PostgreSQL keeps each partition unique by itself
//! (manual, section 5.12.2.3).

use pg_orm_ir::catalog::IndexTarget as Target;
use pg_orm_ir::model::{Index, IndexKey, IndexTarget};

use super::Context;
use super::models::ModelDraft;
use crate::diagnostics::{Diagnostic, objects as diagnostics};
use crate::source::Span;
use crate::syntax::ast::Word;

/// Reports unique keys, unique indexes and exclusions of partitioned models that lack a field by which the model, or a
/// partition of it, is partitioned.
pub(super) fn check(cx: &mut Context<'_>, models: &[ModelDraft<'_>]) {
    let mut found = Vec::new();
    for model in models {
        let Some(site) = &model.partition else { continue };
        let keys = model.ir.partition_by.iter().flat_map(|by| &by.keys);
        let has_expression = keys.into_iter().any(|key| matches!(key.target, Target::Expression(_)));
        let mut owner = Some(model);
        while let Some(whole) = owner {
            // What is of a table only is none of its partitions'.
            let is_own = std::ptr::eq(whole, model);
            for unique in unique(whole).into_iter().filter(|unique| is_own || !unique.is_only) {
                if has_expression && unique.what != "exclusion" {
                    found.push(diagnostics::key_over_partition_expression(unique.span, unique.what));
                    continue;
                }
                let lacking = site.fields.iter().filter(|field| !unique.fields.contains(&field.text));
                found.extend(lacking.map(|field| lacks(&unique, *field)));
            }
            owner = whole.part_of.as_ref().and_then(|part| models.get(part.whole));
        }
    }
    cx.diagnostics.extend(found);
}

/// What lets no two rows agree in its fields.
struct Unique<'m> {
    what: &'static str,
    fields: Vec<&'m str>,
    span: Span,
    is_only: bool,
}

fn lacks(unique: &Unique<'_>, field: Word<'_>) -> Diagnostic {
    diagnostics::key_without_partition(unique.what, unique.span, field)
}

fn unique<'m>(model: &'m ModelDraft<'_>) -> Vec<Unique<'m>> {
    let fields = |fields: &'m [String]| fields.iter().map(String::as_str).collect();
    let primary = model.ir.primary_key.iter().zip(model.primary_key).map(|(key, attribute)| Unique {
        what: "unique key",
        fields: fields(&key.fields),
        span: attribute.span,
        is_only: key.is_only,
    });
    let keys = model.ir.unique_keys.iter().zip(&model.unique_spans).map(|(key, span)| Unique {
        what: "unique key",
        fields: fields(&key.fields),
        span: *span,
        is_only: key.is_only,
    });
    let indexes = model.ir.indexes.iter().zip(&model.index_spans).filter(|(index, _)| index.is_unique);
    let indexes = indexes.map(|(index, span): (&'m Index, &Span)| Unique {
        what: "unique index",
        fields: index.keys.iter().filter_map(field).collect(),
        span: *span,
        is_only: index.is_only,
    });
    let exclusions = model.ir.exclusions.iter().zip(&model.exclusion_spans).map(|(exclusion, span)| {
        let equal = exclusion.elements.iter().filter(|(_, operator)| operator.name == "=");
        let fields = equal.filter_map(|(key, _)| field(key)).collect();
        Unique { what: "exclusion", fields, span: *span, is_only: false }
    });
    primary.chain(keys).chain(indexes).chain(exclusions).collect()
}

fn field(key: &IndexKey) -> Option<&str> {
    match &key.target {
        IndexTarget::Field(field) => Some(field),
        IndexTarget::Expression(_) => None,
    }
}
