//! A domain: a newtype around what it is made of.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs;
use crate::resolve::prelude::Prelude;
use crate::resolve::{DomainItem, Nature};

/// All of a domain's module.
pub(super) fn emit(prelude: &Prelude, item: &DomainItem<'_>, derives: &TokenStream) -> Vec<TokenStream> {
    let mut paragraphs =
        vec![super::imports(&item.imports), declaration(item, derives), value(prelude, item), made_of(item)];
    paragraphs.extend(taken(prelude, item));
    paragraphs.extend(conversions(prelude, item));
    paragraphs.extend(traits(item));
    paragraphs.retain(|paragraph: &TokenStream| !paragraph.is_empty());
    paragraphs
}

fn declaration(item: &DomainItem<'_>, derives: &TokenStream) -> TokenStream {
    let docs = docs::carried(item.domain.docs.as_ref());
    let (name, base) = (&item.name.type_, &item.base.full);
    let (copy, order) = (quote!(, Copy), quote!(, Eq, Hash, PartialOrd, Ord));
    let (copy, order) = match item.nature {
        Nature::Text => (quote!(), order),
        Nature::Integer | Nature::Plain => (copy, order),
        Nature::Number | Nature::Other => (quote!(), quote!()),
    };
    quote! {
        #docs
        #[derive(Debug, Clone #copy, PartialEq #order #derives)]
        pub struct #name(pub #base);
    }
}

/// Its values go to the database and back as those of what it is made of.
fn value(prelude: &Prelude, item: &DomainItem<'_>) -> TokenStream {
    let (name, base) = (&item.name.type_, &item.base.full);
    let result = prelude.path("Result");
    let is_array = if item.is_array {
        quote!(
            const IS_ARRAY: bool = true;
        )
    } else {
        quote!()
    };
    quote! {
        impl pg_orm::Value for #name {
            #is_array

            fn accepts(type_: &pg_orm::types::Type) -> bool {
                <#base as pg_orm::Value>::accepts(type_)
            }

            fn read(type_: &pg_orm::types::Type, raw: &[u8]) -> #result<Self, pg_orm::types::BoxError> {
                pg_orm::Value::read(type_, raw).map(Self)
            }

            fn write(
                &self,
                type_: &pg_orm::types::Type,
                out: &mut pg_orm::types::BytesMut,
            ) -> #result<(), pg_orm::types::BoxError> {
                pg_orm::Value::write(&self.0, type_, out)
            }
        }
    }
}

/// What lets a column take the base's value for the domain's.
fn made_of(item: &DomainItem<'_>) -> TokenStream {
    let name = &item.name.type_;
    let (base, value) = match &item.root {
        None => (&item.base.full, quote!(base)),
        Some(root) => (&root.full, quote!(pg_orm::Domain::from_base(base))),
    };
    quote! {
        impl pg_orm::Domain for #name {
            type Base = #base;

            fn from_base(base: #base) -> Self {
                Self(#value)
            }
        }
    }
}

/// The runtime lets columns take the values of its own types; those of the schema's come with the domain.
fn taken(prelude: &Prelude, item: &DomainItem<'_>) -> Vec<TokenStream> {
    if !item.is_of_declared {
        return Vec::new();
    }
    let name = &item.name.type_;
    let root = &item.root.as_ref().unwrap_or(&item.base).full;
    let (option, some) = (prelude.option(&quote!(#name)), prelude.path("Some"));
    vec![
        quote! {
            impl pg_orm::IntoValue<#name> for #root {
                fn into_value(self) -> #name {
                    pg_orm::Domain::from_base(self)
                }
            }
        },
        quote! {
            impl pg_orm::IntoValue<#option> for #root {
                fn into_value(self) -> #option {
                    #some(pg_orm::Domain::from_base(self))
                }
            }
        },
    ]
}

fn conversions(prelude: &Prelude, item: &DomainItem<'_>) -> Vec<TokenStream> {
    let (name, base) = (&item.name.type_, &item.base.full);
    let from = prelude.path("From");
    let from_str = match item.nature {
        Nature::Text => quote! {
            impl #from<&str> for #name {
                fn from(text: &str) -> Self {
                    Self(text.into())
                }
            }
        },
        _ => quote!(),
    };
    vec![
        quote! {
            impl #from<#base> for #name {
                fn from(base: #base) -> Self {
                    Self(base)
                }
            }
        },
        from_str,
        quote! {
            impl #from<#name> for #base {
                fn from(value: #name) -> Self {
                    value.0
                }
            }
        },
        quote! {
            impl std::ops::Deref for #name {
                type Target = #base;

                fn deref(&self) -> &#base {
                    &self.0
                }
            }
        },
    ]
}

/// What the base can do, where it is known what that is.
fn traits(item: &DomainItem<'_>) -> [TokenStream; 2] {
    let name = &item.name.type_;
    let kind = match item.nature {
        Nature::Text => quote!(impl pg_orm::Text for #name {}),
        Nature::Integer | Nature::Number => quote!(impl pg_orm::Number for #name {}),
        Nature::Plain | Nature::Other => quote!(),
    };
    let display = match item.nature {
        Nature::Text | Nature::Integer | Nature::Plain => quote! {
            impl std::fmt::Display for #name {
                fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                    std::fmt::Display::fmt(&self.0, f)
                }
            }
        },
        Nature::Number | Nature::Other => quote!(),
    };
    [kind, display]
}
