//! Resolving a composite: a field for each attribute.

use std::collections::BTreeSet;

use pg_orm_ir::model::{Composite, CompositeField};
use proc_macro2::Ident;

use super::names::Scope;
use super::types::{RustType, rust_type};
use super::{Context, ItemName};
use crate::problem::Problem;

/// A composite with Rust's names.
pub(crate) struct CompositeItem<'a> {
    pub(crate) composite: &'a Composite,
    pub(crate) name: ItemName,
    pub(crate) fields: Vec<CompositeFieldItem<'a>>,
    /// The schema's other items that the module names.
    pub(crate) imports: BTreeSet<Ident>,
}

/// A field with Rust's name and type.
pub(crate) struct CompositeFieldItem<'a> {
    pub(crate) field: &'a CompositeField,
    pub(crate) name: Ident,
    pub(crate) type_: RustType,
}

pub(super) fn resolve<'a>(context: &mut Context<'_>, composite: &'a Composite) -> Option<CompositeItem<'a>> {
    let name = context.item_name(&composite.name)?;
    let mut scope = Scope::default();
    let mut fields = Vec::with_capacity(composite.fields.len());
    for field in &composite.fields {
        let type_ = rust_type(context, &field.type_, field.shape, field.is_nullable);
        let Some(type_) = type_ else {
            context.problems.push(Problem::UnsupportedType {
                item: composite.name.clone(),
                field: field.name.clone(),
                type_: field.type_.to_string(),
            });
            continue;
        };
        if let Some(name) = context.claim(&mut scope, &composite.name, &field.name) {
            fields.push(CompositeFieldItem { field, name, type_ });
        }
    }
    let mut imports: BTreeSet<Ident> = fields.iter().filter_map(|it| it.type_.item.clone()).collect();
    imports.remove(&name.type_);
    Some(CompositeItem { composite, name, fields, imports })
}
