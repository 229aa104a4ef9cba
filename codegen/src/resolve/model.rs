//! Resolving a model: its fields, relations and keys, and the names that its module takes.

use std::collections::BTreeSet;

use pg_orm_ir::Comparison;
use pg_orm_ir::model::{Field, Model, View};
use proc_macro2::Ident;

use super::key::{self, KeyItem};
use super::names::Scope;
use super::relation::{self, RelationItem};
use super::types::{self, Kind, RustType, json_type, rust_type, sql_type};
use super::{Context, ItemName};
use crate::problem::Problem;

/// A model with Rust's names.
pub(crate) struct ModelItem<'a> {
    pub(crate) model: &'a Model,
    /// The view that it is of, where it is of one.
    pub(crate) view: Option<&'a View>,
    /// Whether reading it takes a session.
    pub(crate) needs_session: bool,
    pub(crate) name: ItemName,
    /// One a column, in order.
    pub(crate) fields: Vec<FieldItem<'a>>,
    pub(crate) relations: Vec<RelationItem<'a>>,
    pub(crate) keys: Vec<KeyItem>,
    /// Positions of the primary key's fields; empty where there is none.
    pub(crate) primary_key: Vec<usize>,
    /// The schema's other items that the module names.
    pub(crate) imports: BTreeSet<Ident>,
    /// The static of the table.
    pub(crate) table: Ident,
    /// A local name for a row, unlike every constant in the module: a pattern of that name would mean the constant.
    pub(crate) row: Ident,
    /// A local name for a `New`, likewise; also the field of `Insert` that holds one.
    pub(crate) new: Ident,
    /// The formatter of `Insert`'s `Debug`.
    pub(crate) f: Ident,
}

/// A field with Rust's name and types.
pub(crate) struct FieldItem<'a> {
    pub(crate) field: &'a Field,
    pub(crate) name: Ident,
    pub(crate) type_: RustType,
    /// The type in SQL, without modifiers.
    pub(crate) sql_type: String,
    /// What PostgreSQL has to be told where it is compared.
    pub(crate) kind: Kind,
    /// How PostgreSQL compares its values.
    pub(crate) comparison: Comparison,
    /// The method of `Insert` that sets it.
    pub(crate) setter: Ident,
}

impl ModelItem<'_> {
    /// The position of its version, where it has one.
    pub(crate) fn version(&self) -> Option<usize> {
        self.fields.iter().position(|it| it.field.is_version)
    }

    /// Whether it can be made anew while others read it: PostgreSQL wants an index that holds each row once.
    pub(crate) fn is_refreshed_concurrently(&self) -> bool {
        self.model.indexes.iter().any(|index| key::fields_of(index).is_some())
    }

    /// The fields that an insert must be given, with their positions.
    pub(crate) fn required(&self) -> impl Iterator<Item = (usize, &FieldItem<'_>)> {
        self.fields.iter().enumerate().filter(|(_, it)| it.field.is_writable() && !it.field.is_optional())
    }

    /// The fields that an insert may be given, with their positions.
    pub(crate) fn optional(&self) -> impl Iterator<Item = (usize, &FieldItem<'_>)> {
        self.fields.iter().enumerate().filter(|(_, it)| it.field.is_writable() && it.field.is_optional())
    }

    /// The fields at `positions`.
    pub(crate) fn at<'s>(&'s self, positions: &'s [usize]) -> impl Iterator<Item = &'s FieldItem<'s>> {
        positions.iter().filter_map(|&position| self.fields.get(position))
    }
}

pub(super) fn resolve<'a>(
    context: &mut Context<'_>,
    model: &'a Model,
    view: Option<&'a View>,
) -> Option<ModelItem<'a>> {
    let name = context.item_name(&model.name)?;
    let mut scope = Scope::default();
    let mut setters = Scope::default();
    setters.claim_own("exec");
    let fields: Vec<FieldItem<'a>> = model
        .fields
        .iter()
        .filter_map(|field| resolve_field(context, model, field, &mut scope, &mut setters))
        .collect();
    let relations = relation::resolve(context, model, &mut scope);
    let table = scope.claim_own("TABLE");
    let keys = key::resolve(context, model, view.is_some(), &mut scope);
    let primary_key = match &model.primary_key {
        None => Vec::new(),
        Some(key) => positions(context, model, &model.name, &key.fields)?,
    };
    let mut imports: BTreeSet<Ident> = fields.iter().filter_map(|it| it.type_.item.clone()).collect();
    for relation in &relations {
        imports.insert(relation.target.clone());
        imports.extend(relation.through.iter().map(|through| through.model.clone()));
    }
    imports.remove(&name.type_);
    let (row, new, f) = (scope.claim_own("row"), scope.claim_own("new"), scope.claim_own("f"));
    let needs_session = match view {
        Some(view) => context.schema.needs_session(view),
        None => model.row_security.is_some(),
    };
    Some(ModelItem {
        model,
        view,
        needs_session,
        name,
        fields,
        relations,
        keys,
        primary_key,
        imports,
        table,
        row,
        new,
        f,
    })
}

/// Where `fields` stand in `model`; a problem of `item` where one isn't there.
pub(super) fn positions(
    context: &mut Context<'_>,
    model: &Model,
    item: &str,
    fields: &[String],
) -> Option<Vec<usize>> {
    fields
        .iter()
        .map(|name| {
            let position = model.fields.iter().position(|field| field.name == *name);
            if position.is_none() {
                context.unresolved(item, &format!("{}.{name}", model.name));
            }
            position
        })
        .collect()
}

fn resolve_field<'a>(
    context: &mut Context<'_>,
    model: &Model,
    field: &'a Field,
    scope: &mut Scope,
    setters: &mut Scope,
) -> Option<FieldItem<'a>> {
    let type_ = match &field.json {
        Some(path) => json_type(context, path, &field.type_, field.shape, field.is_nullable),
        None => rust_type(context, &field.type_, field.shape, field.is_nullable),
    };
    if let (None, Some(path)) = (&type_, &field.json) {
        let (item, field, path) = (model.name.clone(), field.name.clone(), path.clone());
        context.problems.push(Problem::NotAType { item, field, path });
        return None;
    }
    let Some(type_) = type_ else {
        context.problems.push(Problem::UnsupportedType {
            item: model.name.clone(),
            field: field.name.clone(),
            type_: field.type_.to_string(),
        });
        return None;
    };
    let name = context.claim(scope, &model.name, &field.name)?;
    let setter = setters.claim_own(&name.to_string());
    let kind = match field.is_version {
        true => Kind::Version,
        false => types::kind(context.schema, &field.type_),
    };
    let comparison = context.schema.comparison(&field.type_);
    Some(FieldItem { field, name, type_, sql_type: sql_type(&field.type_), kind, comparison, setter })
}
