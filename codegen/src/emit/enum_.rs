//! An enum: Rust's, its labels, and how it goes to the database and back.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs;
use crate::resolve::EnumItem;
use crate::resolve::prelude::Prelude;

/// All of an enum's module; where it `is_serialized`, with serde's traits, its values have their labels there too.
pub(super) fn emit(
    prelude: &Prelude,
    item: &EnumItem<'_>,
    derives: &TokenStream,
    is_serialized: bool,
) -> Vec<TokenStream> {
    vec![
        declaration(item, derives, is_serialized),
        labels(item),
        implementation(item),
        display(item),
        from_str(prelude, item),
    ]
}

fn declaration(item: &EnumItem<'_>, derives: &TokenStream, is_serialized: bool) -> TokenStream {
    let docs = docs::carried(item.enum_.docs.as_ref());
    let name = &item.name.type_;
    let variants = item.variants.iter().map(|(variant, value)| {
        let docs = docs::carried(value.docs.as_ref());
        let label = &value.label;
        let rename = is_serialized.then(|| quote!(#[serde(rename = #label)]));
        quote!(#docs #rename #variant)
    });
    quote! {
        #docs
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord #derives)]
        pub enum #name { #(#variants,)* }
    }
}

fn labels(item: &EnumItem<'_>) -> TokenStream {
    let name = &item.name.type_;
    let variants = item.variants.iter().map(|(variant, _)| variant);
    let arms = item.variants.iter().map(|(variant, value)| {
        let label = &value.label;
        quote!(Self::#variant => #label)
    });
    quote! {
        impl #name {
            /// Every value, in the database's order.
            pub const ALL: &'static [Self] = &[#(Self::#variants),*];

            /// The label in the database.
            pub const fn label(self) -> &'static str {
                match self { #(#arms,)* }
            }
        }
    }
}

fn implementation(item: &EnumItem<'_>) -> TokenStream {
    let name = &item.name.type_;
    let type_ = &item.enum_.type_name.name;
    quote! {
        impl pg_orm::Enum for #name {
            const TYPE: &'static str = #type_;
            const VALUES: &'static [Self] = Self::ALL;

            fn label(self) -> &'static str {
                Self::label(self)
            }
        }
    }
}

fn display(item: &EnumItem<'_>) -> TokenStream {
    let name = &item.name.type_;
    quote! {
        impl std::fmt::Display for #name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.label())
            }
        }
    }
}

fn from_str(prelude: &Prelude, item: &EnumItem<'_>) -> TokenStream {
    let name = &item.name.type_;
    let result = prelude.path("Result");
    quote! {
        impl std::str::FromStr for #name {
            type Err = pg_orm::UnknownLabel;

            fn from_str(label: &str) -> #result<Self, pg_orm::UnknownLabel> {
                pg_orm::generated::value_of_label(label)
            }
        }
    }
}
