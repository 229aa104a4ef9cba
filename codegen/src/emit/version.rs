//! A model's version: which column it is, and what can be done with a row as it was read.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::resolve::ModelItem;

/// `impl pg_orm::Versioned for User { .. }`
pub(super) fn implementation(item: &ModelItem<'_>) -> TokenStream {
    let Some((position, it)) = item.version().and_then(|at| Some((at, item.fields.get(at)?))) else {
        return quote!();
    };
    let (model, type_) = (&item.name.type_, &it.type_.full);
    let position = Literal::usize_unsuffixed(position);
    quote! {
        impl pg_orm::Versioned for #model {
            type Version = #type_;
            const COLUMN: usize = #position;
        }
    }
}

/// `update` and `delete` of a row, by its primary key and the version that it was read with.
pub(super) fn methods(item: &ModelItem<'_>) -> TokenStream {
    let Some(it) = item.version().and_then(|at| item.fields.get(at)) else { return quote!() };
    let Some(key) = item.keys.first().filter(|_| !item.primary_key.is_empty()) else { return quote!() };
    let (model, function, version) = (&item.name.type_, &key.function, &it.name);
    let names = item.at(&key.fields).map(|it| &it.name);
    let row = quote!(Self::#function(#(self.#names.clone()),*));
    quote! {
        /// Updates this row, unless it has changed since it was read: that is the error `Outdated`.
        pub fn update(&self, assignment: impl pg_orm::IntoAssignment<#model>) -> pg_orm::UpdateOne<#model> {
            #row.update(assignment).at_version(self.#version)
        }

        /// Deletes this row, unless it has changed since it was read: that is the error `Outdated`.
        pub fn delete(&self) -> pg_orm::DeleteOne<#model> {
            #row.delete().at_version(self.#version)
        }
    }
}
