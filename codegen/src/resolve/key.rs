//! Resolving a model's unique keys: a `by_*` function for each.

use pg_orm_ir::model::Model;
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

/// The keys of `model`, the primary one first, each set of fields once; `scope` is the model's module.
pub(super) fn resolve(context: &mut Context<'_>, model: &Model, scope: &mut Scope) -> Vec<KeyItem> {
    let mut functions = Scope::default();
    let mut keys: Vec<KeyItem> = Vec::new();
    for key in model.primary_key.iter().chain(&model.unique_keys) {
        let Some(fields) = positions(context, model, &model.name, &key.fields) else { continue };
        if keys.iter().any(|known| known.fields == fields) {
            continue;
        }
        let name = format!("by_{}", key.fields.join("_and_"));
        if let Some(function) = context.claim(&mut functions, &model.name, &name) {
            let static_ = scope.claim_own(&function.to_string().to_uppercase());
            keys.push(KeyItem { static_, function, fields });
        }
    }
    keys
}
