//! A model's table: what the runtime writes SQL from.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::relations::{link, positions};
use crate::resolve::{Kind, ModelItem};

/// `static TABLE: pg_orm::generated::Table = ..;`
pub(super) fn emit(item: &ModelItem<'_>) -> TokenStream {
    let table = &item.table;
    let model = item.name.type_.to_string();
    let name = item.model.table.to_string();
    let columns = item.fields.iter().map(|it| {
        let field = it.name.to_string();
        let name = pg_orm_sql::Identifier(&it.field.column).to_string();
        let type_ = &it.sql_type;
        let is_updated = it.field.is_updated;
        let kind = match &it.kind {
            Kind::Plain => quote!(Plain),
            Kind::Composite => quote!(Composite),
            Kind::DomainOfEnum(enum_) => quote!(DomainOfEnum(#enum_)),
            Kind::OfExtension(operators, dimensions) => {
                let dimensions = Literal::u32_unsuffixed(*dimensions);
                quote!(OfExtension(#operators, #dimensions))
            }
            Kind::Text(operators) => quote!(Text(#operators)),
            Kind::TextList => quote!(TextList),
            Kind::Version => quote!(Version),
        };
        quote! {
            pg_orm::generated::ColumnDef {
                field: #field,
                name: #name,
                type_: #type_,
                kind: pg_orm::generated::ColumnKind::#kind,
                is_updated: #is_updated,
            }
        }
    });
    let primary_key = positions(&item.primary_key);
    let links = item.relations.iter().map(link);
    let is_view = item.view.is_some();
    quote! {
        static #table: pg_orm::generated::Table = pg_orm::generated::Table {
            model: #model,
            name: #name,
            columns: &[#(#columns),*],
            primary_key: &#primary_key,
            links: &[#(#links),*],
            is_view: #is_view,
        };
    }
}
