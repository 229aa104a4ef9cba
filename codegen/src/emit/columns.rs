//! A model's columns: a constant for each.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::resolve::ModelItem;

/// `pub const email: pg_orm::Column<User, String> = pg_orm::Column::new(2);`
pub(super) fn emit(item: &ModelItem<'_>) -> TokenStream {
    let model = &item.name.type_;
    let columns = item.fields.iter().enumerate().map(|(position, it)| {
        let (name, type_) = (&it.name, &it.type_.full);
        let position = Literal::usize_unsuffixed(position);
        let access = if it.field.is_writable() { quote!() } else { quote!(, pg_orm::ReadOnly) };
        quote!(pub const #name: pg_orm::Column<#model, #type_ #access> = pg_orm::Column::new(#position);)
    });
    quote!(#(#columns)*)
}
