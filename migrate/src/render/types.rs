//! Types in the order in which they are made: each after those that it is made of.

use std::collections::{HashMap, HashSet};

use pg_orm_ir::QualifiedName;
use pg_orm_ir::catalog::{Catalog, Composite, Domain, Enum};
use pg_orm_ir::types::{BaseType, DataType};

use super::domain::Later;
use super::{composite, domain, enum_};
use crate::script::Step;

/// A type of a catalog.
#[derive(Clone, Copy)]
enum Type<'a> {
    Enum(&'a Enum),
    Domain(&'a Domain),
    Composite(&'a Composite),
}

/// The types of a catalog, in the order in which they are made.
pub(super) struct Types<'a> {
    ordered: Vec<Type<'a>>,
    /// What each domain waits with until all types are there.
    later: HashMap<&'a QualifiedName, Later<'a>>,
}

impl<'a> Types<'a> {
    /// Every type; the catalog's order, as far as they let it. What is made of itself, which PostgreSQL refuses, comes
    /// last.
    pub(super) fn of(catalog: &'a Catalog) -> Self {
        let enums = catalog.enums.iter().map(Type::Enum);
        let domains = catalog.domains.iter().map(Type::Domain);
        let composites = catalog.composites.iter().map(Type::Composite);
        let mut left: Vec<Type<'a>> = enums.chain(domains).chain(composites).collect();
        let mut waiting: HashSet<&QualifiedName> = left.iter().map(|type_| type_.name()).collect();
        let mut types = Self { ordered: Vec::with_capacity(left.len()), later: HashMap::new() };
        while !left.is_empty() {
            let is_free = |type_: &Type<'_>| !type_.parts().any(|part| waiting.contains(part));
            let at = left.iter().position(is_free).unwrap_or(0);
            if let Some(Type::Domain(domain)) = left.get(at) {
                // The domain itself is one of them.
                let missing: Vec<&QualifiedName> = left.iter().map(|type_| type_.name()).collect();
                types.later.insert(&domain.name, Later::of(domain, &missing));
            }
            let next = left.remove(at);
            waiting.remove(next.name());
            types.ordered.push(next);
        }
        types
    }

    /// Makes them.
    pub(super) fn create(&self) -> impl Iterator<Item = Step> {
        self.ordered.iter().flat_map(|type_| match *type_ {
            Type::Enum(it) => enum_::create(it),
            Type::Domain(it) => {
                self.later.get(&it.name).map(|later| domain::create(it, later)).unwrap_or_default()
            }
            Type::Composite(it) => composite::create(it),
        })
    }

    /// What waited until they are there, in their order.
    pub(super) fn complete(&self) -> impl Iterator<Item = Step> {
        self.ordered.iter().filter_map(|type_| self.later.get(type_.name())).flat_map(Later::add)
    }

    /// Takes that away, and then them.
    pub(super) fn drop(&self) -> impl Iterator<Item = Step> {
        let completed = self.ordered.iter().rev().filter_map(|type_| self.later.get(type_.name()));
        let completed = completed.flat_map(Later::remove);
        completed.chain(self.ordered.iter().rev().map(|type_| type_.drop()))
    }
}

impl<'a> Type<'a> {
    fn drop(self) -> Step {
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
