//! A channel: its struct, how it is sent, and how it is read.

use pg_orm_sql::{Identifier, literal};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::docs;
use crate::resolve::ChannelItem;
use crate::resolve::prelude::Prelude;

/// All of a channel's module.
pub(super) fn emit(prelude: &Prelude, item: &ChannelItem<'_>, derives: &TokenStream) -> Vec<TokenStream> {
    let mut paragraphs = vec![
        super::imports(&item.imports),
        declaration(item, derives),
        notify(item),
        sending(item),
        implementation(prelude, item),
    ];
    paragraphs.retain(|paragraph: &TokenStream| !paragraph.is_empty());
    paragraphs
}

fn declaration(item: &ChannelItem<'_>, derives: &TokenStream) -> TokenStream {
    let docs = docs::carried(item.channel.docs.as_ref());
    let name = &item.name.type_;
    let fields = item.fields.iter().map(|it| {
        let docs = docs::carried(it.field.docs.as_ref());
        let (name, type_) = (&it.name, &it.type_.full);
        quote!(#docs pub #name: #type_)
    });
    quote! {
        #docs
        #[derive(Debug, Clone, PartialEq #derives)]
        pub struct #name { #(#fields,)* }
    }
}

fn notify(item: &ChannelItem<'_>) -> TokenStream {
    let name = &item.name.type_;
    let docs = docs::lines(&format!(
        "Sends it to the channel `{}` when the transaction is committed; at once where there is none.",
        item.channel.channel
    ));
    let binds = item.fields.iter().enumerate().map(|(place, it)| {
        let (place, name) = (Literal::usize_unsuffixed(place), &it.name);
        quote!(.bind(#place, self.#name))
    });
    quote! {
        impl #name {
            #docs
            pub fn notify<E: pg_orm::Executor<pg_orm::Open>>(self, db: &E) -> pg_orm::Answer<'_, ()> {
                pg_orm::generated::notify(pg_orm::generated::Invocation::new(&NOTIFY)#(#binds)*, db)
            }
        }
    }
}

/// PostgreSQL makes the JSON; what is too long is measured and not sent.
fn sending(item: &ChannelItem<'_>) -> TokenStream {
    let name = &item.channel.channel;
    let values =
        item.fields.iter().enumerate().map(|(place, it)| {
            format!("${}::{} as {}", place + 1, it.sql_type, Identifier(&it.field.attribute))
        });
    let values = values.collect::<Vec<_>>().join(", ");
    let made = if item.fields.is_empty() {
        "select '{}'::text as payload".to_owned()
    } else {
        format!("select pg_catalog.row_to_json(v)::text as payload from (select {values}) v offset 0")
    };
    let sql = format!(
        "select pg_catalog.octet_length(p.payload), case when pg_catalog.octet_length(p.payload) < 8000 \
         then pg_catalog.pg_notify({}, p.payload) end from ({made}) p",
        literal(name)
    );
    let parameters = item.fields.iter().map(|it| {
        let (name, type_) = (it.name.to_string(), &it.sql_type);
        quote!(pg_orm::generated::parameter(#name, #type_))
    });
    quote! {
        static NOTIFY: pg_orm::generated::Routine = pg_orm::generated::Routine {
            name: #name,
            kind: pg_orm::generated::RoutineKind::Notification,
            sql: pg_orm::generated::Sql::Fixed(#sql),
            parameters: &[#(#parameters),*],
            columns: &[],
        };
    }
}

fn implementation(prelude: &Prelude, item: &ChannelItem<'_>) -> TokenStream {
    let type_ = &item.name.type_;
    let result = prelude.path("Result");
    let name = &item.channel.channel;
    let (listen, unlisten) =
        (format!("LISTEN {}", Identifier(name)), format!("UNLISTEN {}", Identifier(name)));
    let read = reading(item);
    let columns = item.fields.iter().map(|it| {
        let (name, sql_type, type_) = (&it.field.attribute, &it.sql_type, &it.type_.required);
        quote!(pg_orm::generated::result_column::<#type_>(#name, #sql_type))
    });
    let names = item.fields.iter().map(|it| &it.name);
    let row = if item.fields.is_empty() { quote!(_) } else { quote!(row) };
    quote! {
        impl pg_orm::Channel for #type_ {
            const CHANNEL: &'static pg_orm::generated::ChannelDef = &pg_orm::generated::ChannelDef {
                name: #name,
                listen: #listen,
                unlisten: #unlisten,
                read: #read,
                columns: &[#(#columns),*],
            };

            fn decode(#row: &mut pg_orm::generated::Row<'_>) -> #result<Self, pg_orm::Error> {
                Ok(Self { #(#names: row.next()?,)* })
            }
        }
    }
}

/// PostgreSQL reads the JSON, so that each value is what the schema's type makes of it.
fn reading(item: &ChannelItem<'_>) -> String {
    let payloads = "pg_catalog.unnest($1::text[]) with ordinality p (payload, place)";
    if item.fields.is_empty() {
        return format!("select from {payloads} order by p.place");
    }
    let columns: Vec<String> =
        item.fields.iter().map(|it| format!("r.{}", Identifier(&it.field.attribute))).collect();
    let fields: Vec<String> =
        item.fields.iter().map(|it| format!("{} {}", Identifier(&it.field.attribute), it.sql_type)).collect();
    format!(
        "select {} from {payloads} cross join lateral pg_catalog.json_to_record(p.payload::json) as r ({}) order by p.place",
        columns.join(", "),
        fields.join(", ")
    )
}
