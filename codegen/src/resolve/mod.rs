//! Resolving: each item of a schema with Rust's names and types chosen and every reference as an index,
//! so that the emitters can't fail.

mod call;
mod call_names;
mod channel;
mod composite;
mod domain;
mod enum_;
mod extension;
mod key;
mod model;
pub(crate) mod names;
pub(crate) mod prelude;
mod relation;
mod session;
mod types;

use std::collections::HashMap;

use pg_orm_ir::model::{Composite, Model, Schema};
use pg_orm_ir::names::snake_case;
use proc_macro2::Ident;

pub(crate) use call::{CallItem, CallKind, CallsItem, ParameterItem, PieceItem, RowItem, Shape};
pub(crate) use channel::ChannelItem;
pub(crate) use composite::CompositeItem;
pub(crate) use domain::{DomainItem, Nature};
pub(crate) use enum_::EnumItem;
pub(crate) use key::KeyItem;
pub(crate) use model::{FieldItem, ModelItem};
pub(crate) use relation::{RelationItem, ThroughItem};
pub(crate) use session::SessionItem;
pub(crate) use types::Kind;

use crate::problem::{Problem, Problems};
use crate::type_choice::Types;
use names::{Scope, identifier};
use prelude::Prelude;

/// A schema, ready to be emitted.
pub(crate) struct Items<'a> {
    pub(crate) prelude: Prelude,
    /// Views' too, behind those of tables.
    pub(crate) models: Vec<ModelItem<'a>>,
    pub(crate) enums: Vec<EnumItem<'a>>,
    pub(crate) domains: Vec<DomainItem<'a>>,
    pub(crate) composites: Vec<CompositeItem<'a>>,
    pub(crate) sessions: Vec<SessionItem<'a>>,
    pub(crate) channels: Vec<ChannelItem<'a>>,
    pub(crate) functions: CallsItem,
    pub(crate) queries: CallsItem,
}

/// Rust's names for an item: the type and the module it stands in.
#[derive(Debug, Clone)]
pub(crate) struct ItemName {
    pub(crate) type_: Ident,
    pub(crate) module: Ident,
}

/// What the resolving of each item looks at.
pub(crate) struct Context<'a> {
    pub(crate) schema: &'a Schema,
    pub(crate) prelude: &'a Prelude,
    pub(crate) types: &'a Types,
    pub(crate) problems: Problems,
    models: HashMap<&'a str, &'a Model>,
}

/// Every item of `schema`, or every reason why some can't be.
pub(crate) fn resolve<'a>(schema: &'a Schema, types: &Types) -> Result<Items<'a>, Problems> {
    let prelude = Prelude::of(schema);
    let models = schema.models.iter().map(|model| (model.name.as_str(), model)).collect();
    let mut context = Context { schema, prelude: &prelude, types, problems: Problems::default(), models };
    let enums = schema.enums.iter().filter_map(|enum_| enum_::resolve(&mut context, enum_)).collect();
    let domains = schema.domains.iter().filter_map(|it| domain::resolve(&mut context, it)).collect();
    let has_struct = |it: &&'a Composite| extension::has_struct(schema, it);
    let composites = schema.composites.iter().filter(has_struct);
    let composites = composites.filter_map(|it| composite::resolve(&mut context, it)).collect();
    let sessions = schema.sessions.iter().filter_map(|it| session::resolve(&mut context, it)).collect();
    let models = schema.models.iter().filter_map(|it| model::resolve(&mut context, it, None));
    let mut models: Vec<ModelItem<'a>> = models.collect();
    models.extend(schema.views.iter().filter_map(|it| model::resolve(&mut context, &it.model, Some(it))));
    let channels = schema.channels.iter().filter_map(|it| channel::resolve(&mut context, it)).collect();
    let functions = call::functions(&mut context);
    let queries = call::queries(&mut context);
    let problems = context.problems;
    problems.or(Items { prelude, models, enums, domains, composites, sessions, channels, functions, queries })
}

/// The identifier of an item's type.
pub(crate) fn item_identifier(name: &str) -> Option<Ident> {
    identifier(name).or_else(|| identifier(&format!("{name}_")))
}

impl Context<'_> {
    /// Rust's names for the item `name`. That no two have one module, and none a name that the module of every model
    /// declares, is the language's to see to.
    fn item_name(&mut self, name: &str) -> Option<ItemName> {
        let names = item_identifier(name)
            .and_then(|type_| Some(ItemName { type_, module: Scope::default().claim(&snake_case(name))? }));
        if names.is_none() {
            self.not_an_identifier(name, name);
        }
        names
    }

    /// `name` in `scope`; a problem of `item` where that can't be.
    fn claim(&mut self, scope: &mut Scope, item: &str, name: &str) -> Option<Ident> {
        let claimed = scope.claim(name);
        if claimed.is_none() {
            self.not_an_identifier(item, name);
        }
        claimed
    }

    fn not_an_identifier(&mut self, item: &str, name: &str) {
        self.problems.push(Problem::NotAnIdentifier { item: item.to_owned(), name: name.to_owned() });
    }

    fn unresolved(&mut self, item: &str, name: &str) {
        self.problems.push(Problem::Unresolved { item: item.to_owned(), name: name.to_owned() });
    }
}
