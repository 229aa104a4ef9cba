//! Resolving a domain: the type that it wraps, and what that type can do.

use std::collections::BTreeSet;

use pg_orm_ir::model::{DeclaredType, Domain, Schema};
use pg_orm_ir::types::{BaseType, BuiltIn, Category, DataType};
use proc_macro2::Ident;

use super::extension::is_string;
use super::types::{RustType, rust_type};
use super::{Context, ItemName};
use crate::problem::Problem;

/// A domain with Rust's names.
pub(crate) struct DomainItem<'a> {
    pub(crate) domain: &'a Domain,
    pub(crate) name: ItemName,
    /// What it wraps.
    pub(crate) base: RustType,
    /// What that is made of in the end, where it is a domain itself.
    pub(crate) root: Option<RustType>,
    /// Whether what it is made of in the end is an enum or a composite: a type of the schema.
    pub(crate) is_of_declared: bool,
    /// Whether its values are arrays in the end.
    pub(crate) is_array: bool,
    /// The schema's other items that the module names.
    pub(crate) imports: BTreeSet<Ident>,
    pub(crate) nature: Nature,
}

/// What sort of values a domain holds, as far as its traits go by that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Nature {
    /// Text: matched by patterns, shown, ordered.
    Text,
    /// A whole number: counted up and down, copied, shown, ordered.
    Integer,
    /// A number of another kind: counted up and down.
    Number,
    /// Values that are copied, shown and ordered: enums, booleans.
    Plain,
    /// Anything else.
    Other,
}

pub(super) fn resolve<'a>(context: &mut Context<'_>, domain: &'a Domain) -> Option<DomainItem<'a>> {
    let name = context.item_name(&domain.name)?;
    let Some(base) = rust_type(context, &domain.base, domain.shape, false) else {
        context.problems.push(Problem::UnsupportedType {
            item: domain.name.clone(),
            field: "value".to_owned(),
            type_: domain.base.to_string(),
        });
        return None;
    };
    let (underlying, shape) = context.schema.underlying_shape(&domain.base, domain.shape);
    let root = (underlying != &domain.base).then(|| rust_type(context, underlying, shape, false)).flatten();
    let named = [Some(&base), root.as_ref()].into_iter().flatten();
    let imports = named.filter_map(|type_| type_.item.clone()).collect();
    // A composite that goes as text has no type of its own.
    let has_own_type = root.as_ref().unwrap_or(&base).item.is_some();
    let is_of_declared = !underlying.is_array
        && has_own_type
        && matches!(&underlying.base, BaseType::Declared(name) if context.schema.declared_type(name).is_some());
    let is_array = underlying.is_array;
    let nature = nature(context.schema, &domain.base);
    Some(DomainItem { domain, name, base, root, is_of_declared, is_array, imports, nature })
}

fn nature(schema: &Schema, base: &DataType) -> Nature {
    let underlying = schema.underlying(base);
    if underlying.is_array {
        return Nature::Other;
    }
    match &underlying.base {
        BaseType::Declared(name) => match schema.declared_type(name) {
            Some(DeclaredType::Enum(_)) => Nature::Plain,
            None if is_string(name) => Nature::Text,
            _ => Nature::Other,
        },
        // An address of a row that is no number to count with; money has a type of its own.
        BaseType::BuiltIn(BuiltIn::Money) => Nature::Other,
        BaseType::BuiltIn(BuiltIn::InternalChar) => Nature::Other,
        BaseType::BuiltIn(base) => match base.category() {
            Category::Text => Nature::Text,
            Category::Integer => Nature::Integer,
            Category::Number => Nature::Number,
            Category::Boolean => Nature::Plain,
            _ => Nature::Other,
        },
    }
}
