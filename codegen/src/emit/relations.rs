//! A model's relations: a constant for each, and what the model's table says of it.

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::quote;

use super::docs;
use crate::resolve::{ModelItem, RelationItem, ThroughItem};

/// `pub const posts: pg_orm::Many<User, Post> = pg_orm::Many::new(0);`
pub(super) fn emit(item: &ModelItem<'_>) -> TokenStream {
    item.relations.iter().enumerate().map(|(position, relation)| one(item, position, relation)).collect()
}

fn one(item: &ModelItem<'_>, position: usize, it: &RelationItem<'_>) -> TokenStream {
    let docs = docs::carried(it.relation.docs.as_ref());
    let kind = Ident::new(it.kind(), Span::call_site());
    let (model, name, target) = (&item.name.type_, &it.name, &it.target);
    let position = Literal::usize_unsuffixed(position);
    // The type of the target says whether it needs a session; that of a model between does not show.
    let access = match &it.through {
        Some(through) if through.adds_row_security => quote!(, pg_orm::RowSecurity),
        _ => quote!(),
    };
    quote! {
        #docs
        pub const #name: pg_orm::#kind<#model, #target #access> = pg_orm::#kind::new(#position);
    }
}

/// `pg_orm::generated::Link { .. }`, in the table: one body for all of a model's relations is checked faster than one each.
pub(super) fn link(it: &RelationItem<'_>) -> TokenStream {
    let name = it.name.to_string();
    let (source, target) = (positions(&it.source_fields), positions(&it.target_fields));
    let through = match &it.through {
        None => quote!(None),
        Some(through) => through_link(through),
    };
    quote! {
        pg_orm::generated::Link {
            name: #name,
            source: &#source,
            target: &#target,
            through: #through,
        }
    }
}

fn through_link(through: &ThroughItem) -> TokenStream {
    let model = &through.model;
    let (source, target) = (positions(&through.source_fields), positions(&through.target_fields));
    quote! {
        Some(pg_orm::generated::Through {
            table: <#model as pg_orm::Model>::TABLE,
            source: &#source,
            target: &#target,
        })
    }
}

/// `[0, 2]`
pub(super) fn positions(positions: &[usize]) -> TokenStream {
    let positions = positions.iter().map(|&position| Literal::usize_unsuffixed(position));
    quote!([#(#positions),*])
}
