//! Names of Rust's prelude in generated code: bare, unless an item of the schema bears the same name.

use std::collections::BTreeSet;

use pg_orm_ir::model::Schema;
use pg_orm_ir::names::pascal_case;
use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

/// What generated code takes from the prelude and the language lets an item be called, with the module each is in;
/// `Option`, `Vec`, `String` and `Result` are not among its names.
const NAMES: [(&str, &str); 1] = [("From", "convert")];

/// Which names of the prelude the schema hides.
#[derive(Debug, Default)]
pub(crate) struct Prelude {
    hidden: BTreeSet<String>,
}

impl Prelude {
    /// The prelude as modules that import any of the schema's items see it.
    pub(crate) fn of(schema: &Schema) -> Self {
        let views = schema.views.iter().map(|view| &view.model);
        let models = schema.models.iter().chain(views).map(|model| &model.name);
        let enums = schema.enums.iter().map(|enum_| &enum_.name);
        let domains = schema.domains.iter().map(|domain| &domain.name);
        let composites = schema.composites.iter().map(|composite| &composite.name);
        let sessions = schema.sessions.iter().map(|session| &session.name);
        let names = models.chain(enums).chain(domains).chain(composites).chain(sessions).cloned();
        let channels = schema.channels.iter().map(|channel| pascal_case(&channel.name));
        Self { hidden: names.chain(channels).collect() }
    }

    /// The path to a type or trait of the prelude.
    pub(crate) fn path(&self, name: &str) -> TokenStream {
        let identifier = Ident::new(name, Span::call_site());
        match NAMES.iter().find(|(known, _)| *known == name) {
            Some((_, module)) if self.hidden.contains(name) => {
                let module = Ident::new(module, Span::call_site());
                quote!(std::#module::#identifier)
            }
            _ => quote!(#identifier),
        }
    }

    /// `Option<of>`.
    pub(crate) fn option(&self, of: &TokenStream) -> TokenStream {
        let option = self.path("Option");
        quote!(#option<#of>)
    }

    /// `Vec<of>`.
    pub(crate) fn vec(&self, of: &TokenStream) -> TokenStream {
        let vec = self.path("Vec");
        quote!(#vec<#of>)
    }
}
