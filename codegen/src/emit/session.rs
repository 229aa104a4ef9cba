//! A session: its struct, and the statement that sets its role and its settings.

use std::collections::BTreeSet;

use pg_orm_sql::literal;
use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::docs;
use crate::resolve::SessionItem;
use crate::resolve::prelude::Prelude;

/// All of a session's module.
pub(super) fn emit(prelude: &Prelude, item: &SessionItem<'_>) -> Vec<TokenStream> {
    let imports: BTreeSet<Ident> = item.settings.iter().filter_map(|it| it.type_.item.clone()).collect();
    let mut paragraphs = vec![super::imports(&imports), declaration(item), implementation(prelude, item)];
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    paragraphs
}

fn declaration(item: &SessionItem<'_>) -> TokenStream {
    let docs = docs::carried(item.session.docs.as_ref());
    let name = &item.name.type_;
    let fields = item.settings.iter().map(|it| {
        let docs = docs::carried(it.setting.docs.as_ref());
        let (name, type_) = (&it.name, &it.type_.full);
        quote!(#docs pub #name: #type_)
    });
    quote! {
        #docs
        #[derive(Debug, Clone, PartialEq)]
        pub struct #name { #(#fields,)* }
    }
}

fn implementation(prelude: &Prelude, item: &SessionItem<'_>) -> TokenStream {
    let name = &item.name.type_;
    let sql = sql(item);
    let dynamic = quote!(&dyn pg_orm::Parameter);
    let (vec, result) = (prelude.path("Vec"), prelude.vec(&dynamic));
    let names: Vec<_> = item.settings.iter().map(|it| &it.name).collect();
    let values = match names.as_slice() {
        [] => quote!(#vec::new()),
        [first, rest @ ..] => quote!(#vec::from([&self.#first as #dynamic, #(&self.#rest),*])),
    };
    quote! {
        impl pg_orm::SessionSettings for #name {
            const SQL: &'static str = #sql;

            fn values(&self) -> #result {
                #values
            }
        }
    }
}

/// Everything that the session sets, for one transaction. An absent setting is set too, to the empty string that
/// `session.name` in the schema's SQL reads as null: the connection's own would show through otherwise.
fn sql(item: &SessionItem<'_>) -> String {
    let role = item.session.role.iter().map(|role| format!("set_config('role', {}, true)", literal(role)));
    let settings = item.settings.iter().enumerate().map(|(i, it)| {
        let name = format!("{}.{}", item.session.prefix, it.setting.name);
        let parameter = format!("${}::{}", i + 1, it.sql_type);
        format!("set_config({}, coalesce({parameter}::text, ''), true)", literal(&name))
    });
    let calls: Vec<String> = role.chain(settings).collect();
    // Empty for a session that sets nothing: the runtime then sends nothing.
    if calls.is_empty() { String::new() } else { format!("select {}", calls.join(", ")) }
}
