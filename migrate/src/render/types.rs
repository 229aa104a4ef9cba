//! Types in the order in which they are made: each after those that it is made of.

use std::collections::HashSet;

use pg_orm_ir::QualifiedName;
use pg_orm_ir::catalog::{Catalog, Composite, Domain, Enum};
use pg_orm_ir::types::{BaseType, DataType};

use super::{composite, domain, enum_};
use crate::script::Step;

/// A type of a catalog.
#[derive(Clone, Copy)]
pub(super) enum Type<'a> {
    Enum(&'a Enum),
    Domain(&'a Domain),
    Composite(&'a Composite),
}

/// Every type; the catalog's order, as far as they let it. What is made of itself, which PostgreSQL refuses, comes
/// last.
pub(super) fn in_order(catalog: &Catalog) -> Vec<Type<'_>> {
    let enums = catalog.enums.iter().map(Type::Enum);
    let domains = catalog.domains.iter().map(Type::Domain);
    let composites = catalog.composites.iter().map(Type::Composite);
    let mut left: Vec<Type<'_>> = enums.chain(domains).chain(composites).collect();
    let mut waiting: HashSet<&QualifiedName> = left.iter().map(|type_| type_.name()).collect();
    let mut ordered = Vec::with_capacity(left.len());
    while !left.is_empty() {
        let is_free = |type_: &Type<'_>| !type_.parts().any(|part| waiting.contains(part));
        let at = left.iter().position(is_free).unwrap_or(0);
        let next = left.remove(at);
        waiting.remove(next.name());
        ordered.push(next);
    }
    ordered
}

impl<'a> Type<'a> {
    pub(super) fn create(self) -> Vec<Step> {
        match self {
            Self::Enum(it) => enum_::create(it),
            Self::Domain(it) => domain::create(it),
            Self::Composite(it) => composite::create(it),
        }
    }

    pub(super) fn drop(self) -> Step {
        match self {
            Self::Enum(it) => enum_::drop(it),
            Self::Domain(it) => domain::drop(it),
            Self::Composite(it) => composite::drop(it),
        }
    }

    const fn name(self) -> &'a QualifiedName {
        match self {
            Self::Enum(it) => &it.name,
            Self::Domain(it) => &it.name,
            Self::Composite(it) => &it.name,
        }
    }

    /// The declared types that it is made of.
    fn parts(self) -> impl Iterator<Item = &'a QualifiedName> {
        let (base, attributes) = match self {
            Self::Enum(_) => (None, &[][..]),
            Self::Domain(it) => (Some(&it.base), &[][..]),
            Self::Composite(it) => (None, it.attributes.as_slice()),
        };
        let types = base.into_iter().chain(attributes.iter().map(|attribute| &attribute.type_));
        types.filter_map(declared)
    }
}

const fn declared(type_: &DataType) -> Option<&QualifiedName> {
    match &type_.base {
        BaseType::Declared(name) => Some(name),
        BaseType::BuiltIn(_) => None,
    }
}
