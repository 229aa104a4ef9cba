//! A model's unique keys: the statement that looks a row up by each.

use pg_orm_sql::Identifier;
use proc_macro2::TokenStream;
use quote::quote;

use super::relations::positions;
use crate::resolve::{FieldItem, KeyItem, Kind, ModelItem};

/// `static BY_ID: pg_orm::generated::UniqueKey = ..;`
pub(super) fn statics(item: &ModelItem<'_>) -> TokenStream {
    let keys = item.keys.iter().map(|key| {
        let static_ = &key.static_;
        let columns = positions(&key.fields);
        let select = select(item, key);
        quote! {
            static #static_: pg_orm::generated::UniqueKey = pg_orm::generated::UniqueKey {
                columns: &#columns,
                select: #select,
            };
        }
    });
    keys.collect()
}

/// All columns of the row; the table is `t0`, as everywhere.
fn select(item: &ModelItem<'_>, key: &KeyItem) -> String {
    let column = |it: &FieldItem<'_>| format!("t0.{}", Identifier(&it.field.column));
    let read = |it: &FieldItem<'_>| match it.kind {
        Kind::Text(_) => format!("{}::text", column(it)),
        Kind::TextList => format!("{}::text[]", column(it)),
        _ => column(it),
    };
    let columns: Vec<String> = item.fields.iter().map(read).collect();
    let condition = |(i, it): (usize, &FieldItem<'_>)| {
        let (column, number) = (column(it), i + 1);
        match &it.kind {
            Kind::Plain | Kind::Version => format!("{column} = ${number}"),
            Kind::OfExtension(operators, _) => format!("{column}{}${number}", equals(operators)),
            Kind::Text(operators) => {
                format!("{column}{}${number}::text::{}", equals(operators), it.sql_type)
            }
            Kind::TextList => format!("{column} = ${number}::text[]::{}", it.sql_type),
            Kind::Composite => format!("{column} = ${number}::{}", it.sql_type),
            Kind::DomainOfEnum(enum_) => format!("{column}::{enum_} = ${number}"),
        }
    };
    let conditions: Vec<String> = item.at(&key.fields).enumerate().map(condition).collect();
    format!("select {} from {} t0 where {}", columns.join(", "), item.model.table, conditions.join(" and "))
}

/// ` = `, named with the schema that it is in, where the search path may not lead there.
fn equals(operators: &str) -> String {
    if operators.is_empty() { " = ".to_owned() } else { format!(" operator({operators}.=) ") }
}
