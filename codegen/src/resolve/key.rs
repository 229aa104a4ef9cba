//! Resolving a model's unique keys: a `by_*` function for each.

use pg_orm_ir::model::{Index, IndexKey, IndexTarget, Model};
use proc_macro2::Ident;

use super::Context;
use super::model::positions;
use super::names::Scope;

/// A primary or unique key with Rust's names.
pub(crate) struct KeyItem {
    /// The static that holds it: `BY_TENANT_ID_AND_EMAIL`.
    pub(crate) static_: Ident,
    /// The function that looks rows up: `by_tenant_id_and_email`.
    pub(crate) function: Ident,
    /// Positions of its fields in the model.
    pub(crate) fields: Vec<usize>,
}

/// The fields of an index that holds each of their values once, of all rows.
pub(super) fn fields_of(index: &Index) -> Option<Vec<String>> {
    if !index.is_unique || index.predicate.is_some() {
        return None;
    }
    let field = |key: &IndexKey| match &key.target {
        IndexTarget::Field(name) => Some(name.clone()),
        IndexTarget::Expression(_) => None,
    };
    index.keys.iter().map(field).collect()
}

/// The keys of `model`, the primary one first, each set of fields once; `scope` is the model's module. A view has no constraints:
/// its unique indexes are keys.
pub(super) fn resolve(
    context: &mut Context<'_>,
    model: &Model,
    is_view: bool,
    scope: &mut Scope,
) -> Vec<KeyItem> {
    let mut functions = Scope::default();
    let mut keys: Vec<KeyItem> = Vec::new();
    let indexes = model.indexes.iter().filter(|_| is_view).filter_map(fields_of);
    let all = model.primary_key.iter().chain(&model.unique_keys).map(|key| key.fields.clone());
    for names in all.chain(indexes) {
        let Some(fields) = positions(context, model, &model.name, &names) else { continue };
        if keys.iter().any(|known| known.fields == fields) {
            continue;
        }
        let name = format!("by_{}", names.join("_and_"));
        if let Some(function) = context.claim(&mut functions, &model.name, &name) {
            let static_ = scope.claim_own(&function.to_string().to_uppercase());
            keys.push(KeyItem { static_, function, fields });
        }
    }
    keys
}
