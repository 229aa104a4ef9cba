//! Functions, procedures and queries: for each a function of Rust, what it answers, and the statement.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};

use super::docs;
use crate::resolve::prelude::Prelude;
use crate::resolve::{CallItem, CallKind, CallsItem, ParameterItem, PieceItem, RowItem, Shape};

/// All of the module `functions` or `queries`.
pub(super) fn emit(prelude: &Prelude, item: &CallsItem, derives: &TokenStream) -> Vec<TokenStream> {
    let mut paragraphs = vec![super::imports(&item.imports)];
    for call in &item.calls {
        paragraphs.push(function(call));
        paragraphs.extend(call.builder.as_ref().map(|builder| self::builder(prelude, call, builder)));
        if let RowItem::Struct(name, fields) = &call.row {
            paragraphs.push(row(prelude, call, name, fields, derives));
        }
        paragraphs.push(routine(call));
    }
    paragraphs.push(verify(item));
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    paragraphs
}

/// The type that runs it, without what it answers: `pg_orm::Rows`.
fn runner(call: &CallItem) -> Ident {
    let name = match (call.kind, call.shape) {
        (CallKind::Procedure, _) => "Procedure",
        (_, Shape::Rows) => "Rows",
        (_, Shape::One | Shape::Optional) => "Call",
        (_, Shape::Count | Shape::Nothing) => "Command",
    };
    format_ident!("{name}")
}

/// `pg_orm::Rows<SearchRow>`
fn runner_type(call: &CallItem) -> TokenStream {
    let runner = runner(call);
    let answer = answer(call);
    let access = if call.needs_session { quote!(, pg_orm::RowSecurity) } else { quote!() };
    quote!(pg_orm::#runner<#answer #access>)
}

/// What one answer is.
fn answer(call: &CallItem) -> TokenStream {
    let one = match &call.row {
        RowItem::Nothing if call.shape == Shape::Count => quote!(u64),
        RowItem::Nothing => quote!(()),
        RowItem::Value(type_) => type_.full.clone(),
        RowItem::Struct(name, _) | RowItem::Model(name) => quote!(#name),
    };
    if call.shape == Shape::Optional { quote!(Option<#one>) } else { one }
}

fn function(call: &CallItem) -> TokenStream {
    let docs = docs::carried(call.docs.as_ref());
    let docs = match (call.docs.is_some(), call.kind) {
        (true, _) => docs,
        (false, CallKind::Query) => docs::lines("A query of the schema."),
        (false, CallKind::Procedure) => docs::lines(&format!("Calls the procedure `{}`.", call.name)),
        (false, _) => docs::lines(&format!("Calls the function `{}`.", call.name)),
    };
    let (name, static_) = (&call.function, &call.static_);
    let required = || call.parameters.iter().enumerate().filter(|(_, it)| it.setter.is_none());
    let arguments = required().map(|(_, it)| argument(it));
    let binds = required().map(|(place, it)| {
        let (place, value) = (Literal::usize_unsuffixed(place), value(it));
        quote!(.bind(#place, #value))
    });
    let invocation = quote!(pg_orm::generated::Invocation::new(&#static_)#(#binds)*);
    let runner = runner(call);
    let made = match (call.kind, call.shape, decode(call)) {
        (CallKind::Procedure, _, None) => quote!(pg_orm::#runner::void(#invocation)),
        (_, Shape::Count, _) => quote!(pg_orm::#runner::counting(#invocation)),
        (_, _, None) => quote!(pg_orm::#runner::void(#invocation)),
        (_, Shape::Optional, Some(decode)) => quote!(pg_orm::#runner::optional(#invocation, #decode)),
        (_, _, Some(decode)) => quote!(pg_orm::#runner::new(#invocation, #decode)),
    };
    match &call.builder {
        Some(builder) => quote!(#docs pub fn #name(#(#arguments),*) -> #builder { #builder(#made) }),
        None => {
            let type_ = runner_type(call);
            quote!(#docs pub fn #name(#(#arguments),*) -> #type_ { #made })
        }
    }
}

/// The function that reads a row.
fn decode(call: &CallItem) -> Option<TokenStream> {
    let is_optional = call.shape == Shape::Optional;
    Some(match &call.row {
        RowItem::Nothing => return None,
        RowItem::Value(_) if is_optional => quote!(|row| Ok(Some(row.next()?))),
        RowItem::Value(_) => quote!(|row| row.next()),
        RowItem::Struct(name, _) if is_optional => quote!(|row| Ok(Some(#name::decode(row)?))),
        RowItem::Struct(name, _) => quote!(#name::decode),
        RowItem::Model(name) if is_optional => {
            quote!(|row| Ok(Some(<#name as pg_orm::Model>::decode(row)?)))
        }
        RowItem::Model(name) => quote!(<#name as pg_orm::Model>::decode),
    })
}

fn is_converted(it: &ParameterItem) -> bool {
    it.type_.is_converted || it.type_.is_nullable
}

fn argument(it: &ParameterItem) -> TokenStream {
    let (name, type_) = (&it.name, &it.type_.full);
    if is_converted(it) { quote!(#name: impl pg_orm::Takes<#type_>) } else { quote!(#name: #type_) }
}

fn value(it: &ParameterItem) -> TokenStream {
    let name = &it.name;
    if is_converted(it) { quote!(#name.into_value()) } else { quote!(#name) }
}

/// The struct that takes what may be left out, and runs the call.
fn builder(prelude: &Prelude, call: &CallItem, builder: &Ident) -> TokenStream {
    let type_ = runner_type(call);
    let name = &call.function;
    let docs =
        docs::lines(&format!("What [`{name}`] may be given beside; what no method here gives is left out."));
    let setters = call.parameters.iter().enumerate().filter_map(|(place, it)| {
        let setter = it.setter.as_ref()?;
        let (place, argument, value) = (Literal::usize_unsuffixed(place), argument(it), value(it));
        // What is absent of a query takes its part of the SQL along; a function is given NULL.
        let bind = match (call.kind, it.type_.is_nullable) {
            (CallKind::Query, true) => quote!(bind_some),
            _ => quote!(bind),
        };
        Some(quote!(pub fn #setter(self, #argument) -> Self { Self(self.0.#bind(#place, #value)) }))
    });
    let access = if call.needs_session { quote!(pg_orm::RowSecurity) } else { quote!(pg_orm::Open) };
    let one = answer(call);
    let run = |method: &str, docs: &str, answer: TokenStream| {
        let method = format_ident!("{method}");
        let docs = docs::lines(docs);
        quote! {
            #docs
            pub fn #method<E: pg_orm::Executor<#access>>(self, db: &E) -> pg_orm::Answer<'_, #answer> {
                self.0.#method(db)
            }
        }
    };
    let (must_use, methods) = match (call.kind, call.shape) {
        (CallKind::Procedure, _) => {
            ("`call` runs it", run("call", "Runs it; see [`pg_orm::Procedure::call`].", one))
        }
        (_, Shape::Rows) => {
            let all = run("all", "All the rows; see [`pg_orm::Rows::all`].", prelude.vec(&one));
            let first = run("first", "The first row; see [`pg_orm::Rows::first`].", prelude.option(&one));
            let only = run("one", "The one row there is; see [`pg_orm::Rows::one`].", one.clone());
            let methods = quote! {
                /// So many rows at most; see [`pg_orm::Rows::limit`].
                pub fn limit(self, rows: u64) -> Self {
                    Self(self.0.limit(rows))
                }

                #all
                #first
                #only

                /// The rows as they arrive; see [`pg_orm::Rows::stream`].
                pub fn stream<E: pg_orm::Executor<#access>>(self, db: &E) -> pg_orm::RowStream<'_, #one> {
                    self.0.stream(db)
                }
            };
            ("`all`, `first`, `one` or `stream` runs it", methods)
        }
        (_, Shape::One | Shape::Optional) => {
            ("`get` runs it", run("get", "Runs it; see [`pg_orm::Call::get`].", one))
        }
        (_, Shape::Count | Shape::Nothing) => {
            ("`exec` runs it", run("exec", "Runs it; see [`pg_orm::Command::exec`].", one))
        }
    };
    quote! {
        #docs
        #[derive(Debug, Clone)]
        #[must_use = #must_use]
        pub struct #builder(#type_);

        impl #builder {
            #(#setters)*
            #methods
        }
    }
}

fn row(
    prelude: &Prelude,
    call: &CallItem,
    name: &Ident,
    fields: &[Ident],
    derives: &TokenStream,
) -> TokenStream {
    let docs = docs::lines(&format!("A row of [`{}`].", call.function));
    let result = prelude.path("Result");
    let declared = fields.iter().zip(&call.columns).map(|(field, column)| {
        let type_ = &column.type_.full;
        quote!(pub #field: #type_)
    });
    quote! {
        #docs
        #[derive(Debug, Clone, PartialEq #derives)]
        pub struct #name { #(#declared,)* }

        impl #name {
            fn decode(row: &mut pg_orm::generated::Row<'_>) -> #result<Self, pg_orm::Error> {
                Ok(Self { #(#fields: row.next()?,)* })
            }
        }
    }
}

fn routine(call: &CallItem) -> TokenStream {
    let (static_, name) = (&call.static_, &call.name);
    let kind = match call.kind {
        CallKind::Function => quote!(Function),
        CallKind::Reading => quote!(Reading),
        CallKind::Procedure => quote!(Procedure),
        CallKind::Query => quote!(Query),
    };
    let sql = match call.fixed() {
        Some(text) => quote!(Fixed(#text)),
        None => {
            let pieces = pieces(&call.sql);
            quote!(Pieces(&[#(#pieces),*]))
        }
    };
    let parameters = call.parameters.iter().map(|it| {
        let (name, type_) = (it.name.to_string(), &it.sql_type);
        quote!(pg_orm::generated::parameter(#name, #type_))
    });
    let columns = call.columns.iter().map(|it| {
        let (name, sql_type, type_) = (&it.name, &it.sql_type, &it.type_.required);
        quote!(pg_orm::generated::result_column::<#type_>(#name, #sql_type))
    });
    quote! {
        static #static_: pg_orm::generated::Routine = pg_orm::generated::Routine {
            name: #name,
            kind: pg_orm::generated::RoutineKind::#kind,
            sql: pg_orm::generated::Sql::#sql,
            parameters: &[#(#parameters),*],
            columns: &[#(#columns),*],
        };
    }
}

fn pieces(items: &[PieceItem]) -> Vec<TokenStream> {
    let piece = |item: &PieceItem| {
        let piece = match item {
            PieceItem::Text(text) => quote!(Text(#text)),
            PieceItem::Value(place) => {
                let place = Literal::usize_unsuffixed(*place);
                quote!(Value(#place))
            }
            PieceItem::Comma => quote!(Comma),
            PieceItem::Optional(inner) => {
                let inner = pieces(inner);
                quote!(Optional(&[#(#inner),*]))
            }
        };
        quote!(pg_orm::generated::Piece::#piece)
    };
    items.iter().map(piece).collect()
}

/// `pub fn verify`
fn verify(item: &CallsItem) -> TokenStream {
    let statics = item.calls.iter().map(|call| &call.static_);
    quote! {
        /// Holds every one of them against a database without running any: the statements are prepared, and their columns must be
        /// those that this program was built for. For a test, or for the start of a program.
        pub fn verify(db: &pg_orm::Pool) -> pg_orm::Answer<'_, ()> {
            pg_orm::generated::verify(ALL, db)
        }

        static ALL: &[&pg_orm::generated::Routine] = &[#(&#statics),*];
    }
}
