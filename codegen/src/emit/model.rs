//! A model: its struct, and how a row becomes one.

use proc_macro2::TokenStream;
use quote::quote;

use super::{access, docs};
use crate::resolve::ModelItem;
use crate::resolve::prelude::Prelude;

/// `pub struct User { .. }`
pub(super) fn struct_(item: &ModelItem<'_>, derives: &TokenStream) -> TokenStream {
    let docs = docs::carried(item.model.docs.as_ref());
    let model = &item.name.type_;
    let fields = item.fields.iter().map(|it| {
        let docs = docs::carried(it.field.docs.as_ref());
        let (name, type_) = (&it.name, &it.type_.full);
        quote!(#docs pub #name: #type_)
    });
    quote! {
        #docs
        #[derive(Debug, Clone, PartialEq #derives)]
        pub struct #model {
            #(#fields,)*
        }
    }
}

/// `impl pg_orm::Model for User { .. }`
pub(super) fn implementation(prelude: &Prelude, item: &ModelItem<'_>) -> TokenStream {
    let (model, table, row) = (&item.name.type_, &item.table, &item.row);
    let access = access(item);
    let names = item.fields.iter().map(|it| &it.name);
    let result = prelude.path("Result");
    // A row of no columns has nothing to read.
    let row_argument = if item.fields.is_empty() { quote!(_) } else { quote!(#row) };
    quote! {
        impl pg_orm::Model for #model {
            const TABLE: &'static pg_orm::generated::Table = &#table;
            type Access = #access;

            fn decode(#row_argument: &mut pg_orm::generated::Row<'_>) -> #result<Self, pg_orm::Error> {
                Ok(Self { #(#names: #row.next()?,)* })
            }
        }
    }
}
