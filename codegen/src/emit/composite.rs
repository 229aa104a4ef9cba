//! A composite: a struct, and how it goes to the database and back.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs;
use crate::resolve::CompositeItem;
use crate::resolve::prelude::Prelude;

/// All of a composite's module.
pub(super) fn emit(prelude: &Prelude, item: &CompositeItem<'_>, derives: &TokenStream) -> Vec<TokenStream> {
    let mut paragraphs =
        vec![super::imports(&item.imports), declaration(item, derives), layout(item), value(prelude, item)];
    paragraphs.retain(|paragraph: &TokenStream| !paragraph.is_empty());
    paragraphs
}

fn declaration(item: &CompositeItem<'_>, derives: &TokenStream) -> TokenStream {
    let docs = docs::carried(item.composite.docs.as_ref());
    let name = &item.name.type_;
    let fields = item.fields.iter().map(|it| {
        let docs = docs::carried(it.field.docs.as_ref());
        let (name, type_) = (&it.name, &it.type_.full);
        quote!(#docs pub #name: #type_)
    });
    quote! {
        #docs
        #[derive(Debug, Clone, PartialEq #derives)]
        pub struct #name { #(#fields,)* }
    }
}

/// What the type and its attributes are called in the database.
fn layout(item: &CompositeItem<'_>) -> TokenStream {
    let type_ = &item.composite.type_name.name;
    let attributes = item.fields.iter().map(|it| &it.field.attribute);
    quote! {
        static LAYOUT: pg_orm::generated::Layout = pg_orm::generated::Layout {
            type_: #type_,
            attributes: &[#(#attributes),*],
        };
    }
}

fn value(prelude: &Prelude, item: &CompositeItem<'_>) -> TokenStream {
    let name = &item.name.type_;
    let result = prelude.path("Result");
    let names: Vec<_> = item.fields.iter().map(|it| &it.name).collect();
    quote! {
        impl pg_orm::Value for #name {
            fn accepts(type_: &pg_orm::types::Type) -> bool {
                LAYOUT.is_of(type_)
            }

            fn read(type_: &pg_orm::types::Type, raw: &[u8]) -> #result<Self, pg_orm::types::BoxError> {
                let mut parts = LAYOUT.read(type_, raw)?;
                Ok(Self { #(#names: parts.next()?,)* })
            }

            fn write(
                &self,
                type_: &pg_orm::types::Type,
                out: &mut pg_orm::types::BytesMut,
            ) -> #result<(), pg_orm::types::BoxError> {
                LAYOUT.write(type_, out)?#(.next(&self.#names)?)*.end()
            }
        }
    }
}
