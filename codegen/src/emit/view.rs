//! What tells views from tables: whose rows can be changed, and whose can be made anew.

use pg_orm_ir::catalog::ViewKind;
use proc_macro2::TokenStream;
use quote::quote;

use crate::resolve::ModelItem;

/// `impl pg_orm::Stored for User {}`, of a table's model.
pub(super) fn stored(item: &ModelItem<'_>) -> TokenStream {
    let model = &item.name.type_;
    if item.view.is_some() { quote!() } else { quote!(impl pg_orm::Stored for #model {}) }
}

/// `refresh`, of a materialized view, and `refresh_concurrently`, of one that PostgreSQL can refresh so.
pub(super) fn refresh(item: &ModelItem<'_>) -> TokenStream {
    if item.view.is_none_or(|view| view.kind != ViewKind::Materialized) {
        return quote!();
    }
    let model = &item.name.type_;
    let concurrently = if item.is_refreshed_concurrently() {
        quote! {
            /// Reads its rows anew, while others read those that it has; it must have been filled before.
            pub fn refresh_concurrently<E: pg_orm::Reaches<#model>>(db: &E) -> pg_orm::Answer<'_, ()> {
                pg_orm::generated::refresh::<#model, E>(db, true)
            }
        }
    } else {
        quote!()
    };
    quote! {
        /// Reads its rows anew; others wait until it is done.
        pub fn refresh<E: pg_orm::Reaches<#model>>(db: &E) -> pg_orm::Answer<'_, ()> {
            pg_orm::generated::refresh::<#model, E>(db, false)
        }

        #concurrently
    }
}
