//! The root of generated code: each module's declaration, and what is re-exported.

use proc_macro2::TokenStream;
use quote::quote;

use super::Emitted;

/// Whether a module is part of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ModuleKind {
    /// A model's: public, for its columns; or one of functions.
    Model,
    /// One of which only the type is used.
    Type,
}

/// The declaration of `it` in front of `body`: `;`, or the module in braces.
pub(crate) fn declare(it: &Emitted, body: &TokenStream) -> TokenStream {
    let module = &it.module;
    match it.kind {
        ModuleKind::Model => quote! {
            #[allow(dead_code, missing_docs, non_upper_case_globals, unreachable_pub)]
            #[allow(clippy::all, clippy::nursery, clippy::pedantic)]
            #[rustfmt::skip]
            pub mod #module #body
        },
        ModuleKind::Type => quote! {
            #[allow(dead_code, missing_docs, non_camel_case_types, unreachable_pub)]
            #[allow(clippy::all, clippy::nursery, clippy::pedantic)]
            #[rustfmt::skip]
            mod #module #body
        },
    }
}

/// `pub mod user;` and so on, each module in a file of its own.
pub(crate) fn declarations(modules: &[Emitted]) -> TokenStream {
    let body = quote!(;);
    modules
        .iter()
        .map(|it| {
            let module = it.module.to_string();
            // Of a module that isn't ASCII, Rust wants to be told the file.
            let path = (!module.is_ascii()).then(|| format!("{module}.rs"));
            let path = path.map(|path| quote!(#[path = #path]));
            let declaration = declare(it, &body);
            quote!(#path #declaration)
        })
        .collect()
}

/// `pub use self::{..};`
pub(crate) fn re_exports(modules: &[Emitted]) -> TokenStream {
    let paths = modules.iter().filter_map(|it| {
        let (module, type_) = (&it.module, it.type_.as_ref()?);
        Some(quote!(#module::#type_))
    });
    let paths: Vec<TokenStream> = paths.collect();
    if paths.is_empty() {
        return TokenStream::new();
    }
    quote! {
        #[allow(unused_imports, unreachable_pub)]
        #[rustfmt::skip]
        pub use self::{#(#paths),*};
    }
}
