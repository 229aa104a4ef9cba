//! Resolving a channel: a field for each part of its payload.

use std::collections::BTreeSet;

use pg_orm_ir::model::{Channel, CompositeField};
use pg_orm_ir::names::pascal_case;
use proc_macro2::Ident;

use super::names::Scope;
use super::types::{RustType, rust_type, sql_type};
use super::{Context, ItemName};
use crate::problem::Problem;

/// A channel with Rust's names.
pub(crate) struct ChannelItem<'a> {
    pub(crate) channel: &'a Channel,
    pub(crate) name: ItemName,
    pub(crate) fields: Vec<ChannelFieldItem<'a>>,
    /// The schema's other items that the module names.
    pub(crate) imports: BTreeSet<Ident>,
}

/// A field with Rust's name and type.
pub(crate) struct ChannelFieldItem<'a> {
    pub(crate) field: &'a CompositeField,
    pub(crate) name: Ident,
    pub(crate) type_: RustType,
    pub(crate) sql_type: String,
}

pub(super) fn resolve<'a>(context: &mut Context<'_>, channel: &'a Channel) -> Option<ChannelItem<'a>> {
    let name = context.item_name(&pascal_case(&channel.name))?;
    let mut scope = Scope::default();
    let mut fields = Vec::with_capacity(channel.fields.len());
    for field in &channel.fields {
        let Some(type_) = rust_type(context, &field.type_, field.shape, field.is_nullable) else {
            context.problems.push(Problem::UnsupportedType {
                item: channel.name.clone(),
                field: field.name.clone(),
                type_: field.type_.to_string(),
            });
            continue;
        };
        if let Some(name) = context.claim(&mut scope, &channel.name, &field.name) {
            fields.push(ChannelFieldItem { field, name, type_, sql_type: sql_type(&field.type_) });
        }
    }
    let imports = fields.iter().filter_map(|it| it.type_.item.clone()).collect();
    Some(ChannelItem { channel, name, fields, imports })
}
