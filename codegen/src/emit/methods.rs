//! What a user calls on a model and on its insert, in a module of its own: there no constant is in scope
//! that an argument of the same name would run into.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use super::{docs, version, view};
use crate::resolve::{FieldItem, KeyItem, ModelItem};

/// `mod methods { .. }`; the tokens of a comment would be lost, so a doc comment says why it is apart.
pub(super) fn emit(item: &ModelItem<'_>) -> TokenStream {
    let imports = imports(item);
    let on_model = on_model(item);
    let on_insert = if item.view.is_none() { on_insert(item) } else { quote!() };
    quote! {
        /// Apart from the columns above, so that arguments may bear their names.
        mod methods {
            use super::{#(#imports),*};

            #on_model
            #on_insert
        }
    }
}

/// What the methods name, sorted as rustfmt sorts it.
fn imports(item: &ModelItem<'_>) -> Vec<Ident> {
    let is_stored = item.view.is_none();
    let named = ["Insert", "New"].map(|name| Ident::new(name, Span::call_site()));
    let named = named.into_iter().filter(|_| is_stored);
    let of_setters = item.optional().filter(|_| is_stored).filter_map(|(_, it)| it.type_.item.clone());
    let of_keys =
        item.keys.iter().flat_map(|key| item.at(&key.fields)).filter_map(|it| it.type_.item.clone());
    let mut imports: Vec<Ident> = named.chain([item.name.type_.clone()]).collect();
    imports.extend(of_setters.chain(of_keys));
    imports.sort();
    imports.dedup();
    let mut statics: Vec<Ident> = item.keys.iter().map(|key| key.static_.clone()).collect();
    statics.sort();
    statics.append(&mut imports);
    statics
}

fn on_model(item: &ModelItem<'_>) -> TokenStream {
    let model = &item.name.type_;
    let query_docs = docs::lines(&format!("Reads rows of `{}`.", item.model.table));
    let by_keys = item.keys.iter().map(|key| by_key(item, key));
    let inserts = if item.view.is_none() { inserts(model) } else { view::refresh(item) };
    let of_row = version::methods(item);
    quote! {
        impl #model {
            #query_docs
            pub fn query() -> pg_orm::Query<#model> {
                pg_orm::Query::new()
            }

            #inserts

            #(#by_keys)*

            #of_row
        }
    }
}

fn inserts(model: &Ident) -> TokenStream {
    quote! {
        /// Inserts one row; `exec` answers it as the database made it.
        pub fn insert(new: New) -> Insert {
            new.into()
        }

        /// Inserts any number of rows with one statement for each set of columns given.
        pub fn insert_many<R: pg_orm::NewRow<#model, Insert>>(
            rows: impl pg_orm::NewRows<#model, R>,
        ) -> pg_orm::InsertMany<Insert> {
            pg_orm::InsertMany::new(rows)
        }
    }
}

fn by_key(item: &ModelItem<'_>, key: &KeyItem) -> TokenStream {
    let (model, function, static_) = (&item.name.type_, &key.function, &key.static_);
    let names: Vec<String> = item.at(&key.fields).map(|it| format!("`{}`", it.field.name)).collect();
    let docs = docs::lines(&format!("The one row with this {}.", joined(&names)));
    // A key is looked up by a value: no row is found by a null.
    let arguments =
        item.at(&key.fields).map(|it| argument(model, it, &it.type_.required, it.type_.is_converted));
    let binds = item.at(&key.fields).map(|it| {
        let value = value(it, it.type_.is_converted);
        quote!(.bind(#value))
    });
    quote! {
        #docs
        pub fn #function(#(#arguments),*) -> pg_orm::ByKey<#model> {
            pg_orm::ByKey::new(&#static_)#(#binds)*
        }
    }
}

fn on_insert(item: &ModelItem<'_>) -> TokenStream {
    let model = &item.name.type_;
    let setters = item.optional().map(|(_, it)| setter(model, it));
    quote! {
        impl Insert {
            #(#setters)*

            /// Inserts it and answers the row as the database made it.
            pub fn exec<E: pg_orm::Reaches<#model>>(self, db: &E) -> pg_orm::Answer<'_, #model> {
                pg_orm::generated::insert(self, db)
            }
        }
    }
}

fn setter(model: &Ident, it: &FieldItem<'_>) -> TokenStream {
    let docs = docs::carried(it.field.docs.as_ref());
    let (setter, name) = (&it.setter, &it.name);
    let is_converted = it.type_.is_converted || it.type_.is_nullable;
    let argument = argument(model, it, &it.type_.full, is_converted);
    let value = value(it, is_converted);
    quote! {
        #docs
        pub fn #setter(mut self, #argument) -> Self {
            self.#name = Some(#value);
            self
        }
    }
}

fn argument(model: &Ident, it: &FieldItem<'_>, type_: &TokenStream, is_converted: bool) -> TokenStream {
    let name = &it.name;
    if is_converted { quote!(#name: impl pg_orm::Fits<#model, #type_>) } else { quote!(#name: #type_) }
}

fn value(it: &FieldItem<'_>, is_converted: bool) -> TokenStream {
    let name = &it.name;
    if is_converted { quote!(#name.into_value()) } else { quote!(#name) }
}

/// `a, b and c`
fn joined(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}
