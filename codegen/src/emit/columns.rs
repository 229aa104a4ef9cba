//! A model's columns: a constant for each.

use pg_orm_ir::Comparison;
use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::resolve::{FieldItem, ModelItem};

/// `pub const email: pg_orm::Column<User, String> = pg_orm::Column::new(2);`
pub(super) fn emit(item: &ModelItem<'_>) -> TokenStream {
    let model = &item.name.type_;
    let columns = item.fields.iter().enumerate().map(|(position, it)| {
        let (name, type_) = (&it.name, &it.type_.full);
        let position = Literal::usize_unsuffixed(position);
        let kind = kind(item, it);
        quote!(pub const #name: pg_orm::Column<#model, #type_ #kind> = pg_orm::Column::new(#position);)
    });
    quote!(#(#columns)*)
}

/// What can't be done with it, where it isn't one of the most: those can be set, and have an order.
fn kind(item: &ModelItem<'_>, it: &FieldItem<'_>) -> TokenStream {
    let is_writable = it.field.is_writable() && !it.field.is_version && item.view.is_none();
    let access = if is_writable { quote!(pg_orm::Writable) } else { quote!(pg_orm::ReadOnly) };
    match it.comparison {
        Comparison::Ordered if is_writable => quote!(),
        Comparison::Ordered => quote!(, #access),
        Comparison::Unordered => quote!(, #access, pg_orm::Unordered),
        Comparison::Incomparable => quote!(, #access, pg_orm::Incomparable),
    }
}
