//! Emitting: Rust's tokens for each resolved item, one concept a file.

mod calls;
mod channel;
mod columns;
mod composite;
mod docs;
mod domain;
mod enum_;
mod insert;
mod keys;
mod methods;
mod model;
mod module;
mod relations;
mod session;
mod table;
mod version;
mod view;

use std::collections::BTreeSet;

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use crate::options::Options;
use crate::problem::Problems;
use crate::resolve::{Items, ModelItem};

pub(crate) use module::{ModuleKind, declarations, declare, re_exports};

/// The source of one item: a module of its own.
pub(crate) struct Emitted {
    pub(crate) kind: ModuleKind,
    pub(crate) module: Ident,
    /// The type that the module exports, where it is one type's.
    pub(crate) type_: Option<Ident>,
    /// What stands in the module, in paragraphs that a blank line divides.
    pub(crate) paragraphs: Vec<TokenStream>,
}

/// Every item's module, sorted by the module's name.
pub(crate) fn emit(items: &Items<'_>, options: &Options) -> Result<Vec<Emitted>, Problems> {
    let derives = options.derives()?;
    let models = items.models.iter().map(|item| Emitted {
        kind: ModuleKind::Model,
        module: item.name.module.clone(),
        type_: Some(item.name.type_.clone()),
        paragraphs: model_module(items, item, &derives),
    });
    let enums = items.enums.iter().map(|item| Emitted {
        kind: ModuleKind::Type,
        module: item.name.module.clone(),
        type_: Some(item.name.type_.clone()),
        paragraphs: enum_::emit(&items.prelude, item, &derives, options.is_serialized()),
    });
    let domains = items.domains.iter().map(|item| Emitted {
        kind: ModuleKind::Type,
        module: item.name.module.clone(),
        type_: Some(item.name.type_.clone()),
        paragraphs: domain::emit(&items.prelude, item, &derives),
    });
    let composites = items.composites.iter().map(|item| Emitted {
        kind: ModuleKind::Type,
        module: item.name.module.clone(),
        type_: Some(item.name.type_.clone()),
        paragraphs: composite::emit(&items.prelude, item, &derives),
    });
    let sessions = items.sessions.iter().map(|item| Emitted {
        kind: ModuleKind::Type,
        module: item.name.module.clone(),
        type_: Some(item.name.type_.clone()),
        paragraphs: session::emit(&items.prelude, item),
    });
    let channels = items.channels.iter().map(|item| Emitted {
        kind: ModuleKind::Type,
        module: item.name.module.clone(),
        type_: Some(item.name.type_.clone()),
        paragraphs: channel::emit(&items.prelude, item, &derives),
    });
    let calls = [("functions", &items.functions), ("queries", &items.queries)];
    let calls = calls.into_iter().filter(|(_, item)| !item.calls.is_empty()).map(|(name, item)| Emitted {
        kind: ModuleKind::Model,
        module: Ident::new(name, Span::call_site()),
        type_: None,
        paragraphs: calls::emit(&items.prelude, item, &derives),
    });
    let types = enums.chain(domains).chain(composites).chain(sessions);
    let mut modules: Vec<Emitted> = models.chain(types).chain(channels).chain(calls).collect();
    modules.sort_by(|a, b| a.module.cmp(&b.module));
    Ok(modules)
}

fn model_module(items: &Items<'_>, item: &ModelItem<'_>, derives: &TokenStream) -> Vec<TokenStream> {
    let prelude = &items.prelude;
    let mut paragraphs = vec![
        imports(&item.imports),
        model::struct_(item, derives),
        columns::emit(item),
        relations::emit(item),
    ];
    if item.view.is_none() {
        paragraphs.extend(insert::types(prelude, item));
    }
    paragraphs.push(table::emit(item));
    paragraphs.push(keys::statics(item));
    paragraphs.push(model::implementation(prelude, item));
    paragraphs.push(view::stored(item));
    paragraphs.push(version::implementation(item));
    if item.view.is_none() {
        paragraphs.push(insert::values(item));
        paragraphs.push(insert::debug(item));
    }
    paragraphs.push(methods::emit(item));
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    paragraphs
}

/// `use super::{..};`
fn imports(items: &BTreeSet<Ident>) -> TokenStream {
    let items = items.iter();
    if items.len() == 0 { quote!() } else { quote!(use super::{#(#items),*};) }
}

/// The marker type that says what an executor must be, as a member of `pg_orm`.
fn access(item: &ModelItem<'_>) -> TokenStream {
    if item.needs_session { quote!(pg_orm::RowSecurity) } else { quote!(pg_orm::Open) }
}
