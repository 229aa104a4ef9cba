//! Types that a schema declares beside its enums: domains and composites.

use serde::{Deserialize, Serialize};

use super::{DefaultValue, Enum, Schema, SqlText};
use crate::QualifiedName;
use crate::catalog::{Access, Enforcement, NotNull};
use crate::types::{ArrayShape, BaseType, DataType};

/// A domain: a type of its own in Rust and in the database, made of another one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Domain {
    /// Rust's name: `Email`.
    pub name: String,
    /// The type in the database: `public.email`.
    pub type_name: QualifiedName,
    /// The doc comment, without `///`.
    pub docs: Option<String>,
    /// The comment in the database.
    pub comment: Option<String>,
    /// What it is made of.
    pub base: DataType,
    /// What its arrays look like, where it is made of one.
    pub shape: ArrayShape,
    /// Whether no value of it is null, wherever it stands.
    pub is_never_null: bool,
    /// What is said of that, where it is more.
    pub not_null: Option<NotNull>,
    /// What a column of it has that has no default of its own.
    pub default: Option<DefaultValue>,
    /// What its values must hold to.
    pub checks: Vec<DomainCheck>,
    /// Its collation, where it is not its base's.
    pub collation: Option<QualifiedName>,
    /// Its owner, and who may use it.
    pub access: Access,
}

/// A check of a domain.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DomainCheck {
    /// The constraint's name, where the schema gives one.
    pub name: Option<String>,
    /// What must not be false; `value` in it is the value.
    pub expression: SqlText,
    /// Its comment.
    pub comment: Option<String>,
    /// Whether it holds for every value that there is.
    pub enforcement: Enforcement,
}

/// A composite: a struct in Rust, a row type in the database.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Composite {
    /// Rust's name: `Price`.
    pub name: String,
    /// The type in the database: `public.price`.
    pub type_name: QualifiedName,
    /// The doc comment, without `///`.
    pub docs: Option<String>,
    /// The comment in the database.
    pub comment: Option<String>,
    /// Its fields, in order; never empty.
    pub fields: Vec<CompositeField>,
    /// Its owner, and who may use it.
    pub access: Access,
}

/// A field of a composite.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CompositeField {
    /// As written in the schema.
    pub name: String,
    /// The attribute in the database.
    pub attribute: String,
    /// The doc comment, without `///`.
    pub docs: Option<String>,
    /// The comment in the database.
    pub comment: Option<String>,
    /// Its type.
    pub type_: DataType,
    /// Its collation, where it is not its type's.
    pub collation: Option<QualifiedName>,
    /// What its arrays look like, where it is one.
    pub shape: ArrayShape,
    /// Whether Rust has an `Option` for it. In the database every attribute may be null.
    pub is_nullable: bool,
}

/// A type that a schema declares.
#[derive(Debug, Clone, Copy)]
pub enum DeclaredType<'a> {
    /// An enum.
    Enum(&'a Enum),
    /// A domain.
    Domain(&'a Domain),
    /// A composite.
    Composite(&'a Composite),
}

impl<'a> DeclaredType<'a> {
    /// Rust's name.
    #[must_use]
    pub fn name(self) -> &'a str {
        match self {
            Self::Enum(enum_) => &enum_.name,
            Self::Domain(domain) => &domain.name,
            Self::Composite(composite) => &composite.name,
        }
    }
}

impl Schema {
    /// The type that has this name in the database, where the schema declares one.
    #[must_use]
    pub fn declared_type(&self, name: &QualifiedName) -> Option<DeclaredType<'_>> {
        let enums = self.enums.iter().find(|it| it.type_name == *name).map(DeclaredType::Enum);
        enums
            .or_else(|| self.domains.iter().find(|it| it.type_name == *name).map(DeclaredType::Domain))
            .or_else(|| self.composites.iter().find(|it| it.type_name == *name).map(DeclaredType::Composite))
    }

    /// What values of a type are made of: a domain's base, and the base's in turn; any other type is itself. The
    /// array of a domain stays one.
    ///
    /// A chain of domains that bites its own tail, which the language refuses, ends where it began.
    #[must_use]
    pub fn underlying<'t>(&'t self, type_: &'t DataType) -> &'t DataType {
        self.underlying_shape(type_, ArrayShape::default()).0
    }

    /// The same with the shape of its arrays; `shape` is that of `type_`.
    #[must_use]
    pub fn underlying_shape<'t>(
        &'t self,
        type_: &'t DataType,
        shape: ArrayShape,
    ) -> (&'t DataType, ArrayShape) {
        let (mut type_, mut shape) = (type_, shape);
        for _ in 0..=self.domains.len() {
            let BaseType::Declared(name) = &type_.base else { break };
            match self.domains.iter().find(|domain| domain.type_name == *name && !type_.is_array) {
                Some(domain) => (type_, shape) = (&domain.base, domain.shape),
                None => break,
            }
        }
        (type_, shape)
    }
}
