//! A model's insert: what a new row must be given, what it may be given, and how both become values.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::docs;
use crate::resolve::prelude::Prelude;
use crate::resolve::{FieldItem, ModelItem};

/// `pub struct New`, `pub struct Insert`, and how the second comes from the first.
pub(super) fn types(prelude: &Prelude, item: &ModelItem<'_>) -> Vec<TokenStream> {
    vec![new(item), insert(prelude, item), from_new(prelude, item)]
}

fn new(item: &ModelItem<'_>) -> TokenStream {
    let model = &item.name.type_;
    let required: Vec<&FieldItem<'_>> = item.required().map(|(_, it)| it).collect();
    let (docs, default) = if required.is_empty() {
        (format!("Nothing: a new [`{model}`] can do without; see [`Insert`]."), quote!(, Default))
    } else {
        (format!("What a new [`{model}`] must be given; the rest has defaults, see [`Insert`]."), quote!())
    };
    let docs = docs::lines(&docs);
    let fields = required.iter().map(|it| {
        let docs = docs::carried(it.field.docs.as_ref());
        let (name, type_) = (&it.name, &it.type_.full);
        quote!(#docs pub #name: #type_)
    });
    quote! {
        #docs
        #[derive(Debug, Clone #default)]
        pub struct New { #(#fields,)* }
    }
}

fn insert(prelude: &Prelude, item: &ModelItem<'_>) -> TokenStream {
    let model = &item.name.type_;
    let new = &item.new;
    let docs = if item.optional().next().is_some() {
        format!("A [`{model}`] to insert. What no method here sets is left to the column's default.")
    } else {
        format!("A [`{model}`] to insert.")
    };
    let docs = docs::lines(&docs);
    let fields = item.optional().map(|(_, it)| {
        let (name, type_) = (&it.name, prelude.option(&it.type_.full));
        quote!(#name: #type_)
    });
    quote! {
        #docs
        #[derive(Clone)]
        #[must_use = "`exec` inserts it"]
        pub struct Insert { #new: New, #(#fields,)* }
    }
}

fn from_new(prelude: &Prelude, item: &ModelItem<'_>) -> TokenStream {
    let new = &item.new;
    let from = prelude.path("From");
    let names = item.optional().map(|(_, it)| &it.name);
    quote! {
        impl #from<New> for Insert {
            fn from(#new: New) -> Self {
                Self { #new, #(#names: None,)* }
            }
        }
    }
}

/// `impl Debug for Insert`: the columns that are set. Not derived: that takes the compiler three times as long.
pub(super) fn debug(item: &ModelItem<'_>) -> TokenStream {
    let f = &item.f;
    quote! {
        impl std::fmt::Debug for Insert {
            fn fmt(&self, #f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                pg_orm::generated::debug_insert(self, #f)
            }
        }
    }
}

/// `impl pg_orm::generated::Insertable for Insert { .. }`
pub(super) fn values(item: &ModelItem<'_>) -> TokenStream {
    let (model, row, new) = (&item.name.type_, &item.row, &item.new);
    let pushes = item.fields.iter().enumerate().filter(|(_, it)| it.field.is_writable());
    let pushes: Vec<TokenStream> = pushes.map(|(position, it)| push(row, new, position, it)).collect();
    let row_argument = if pushes.is_empty() { quote!(_) } else { quote!(#row) };
    quote! {
        impl pg_orm::generated::Insertable for Insert {
            type Model = #model;

            fn values<'a>(&'a self, #row_argument: &mut pg_orm::generated::Values<'a>) {
                #(#pushes)*
            }
        }
    }
}

fn push(row: &Ident, new: &Ident, position: usize, it: &FieldItem<'_>) -> TokenStream {
    let name = &it.name;
    let position = Literal::usize_unsuffixed(position);
    if it.field.is_optional() {
        quote!(#row.push_some(#position, &self.#name);)
    } else {
        quote!(#row.push(#position, &self.#new.#name);)
    }
}
