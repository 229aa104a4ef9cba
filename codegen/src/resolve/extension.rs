//! Types that the schema does not declare: those of well-known extensions, ranges of one's own, and all others, which go as text.

use pg_orm_ir::QualifiedName;
use pg_orm_ir::catalog::Range;
use pg_orm_ir::model::{DeclaredType, Schema};
use pg_orm_ir::types::{BaseType, DataType};
use proc_macro2::TokenStream;
use quote::quote;

use crate::type_choice::Types;

/// Whether a type is one of an extension whose values the client reads and writes as text.
pub(crate) fn is_string(name: &QualifiedName) -> bool {
    matches!(&*name.name, "citext" | "ltree" | "lquery" | "ltxtquery")
}

/// The type in Rust of a type of a well-known extension.
pub(super) fn held_by(name: &QualifiedName, types: &Types) -> Option<TokenStream> {
    match &*name.name {
        "hstore" => Some(quote!(pg_orm::types::Hstore)),
        "cube" => Some(quote!(pg_orm::types::Cube)),
        "geometry" => Some(quote!(pg_orm::types::Geometry)),
        "geography" => Some(quote!(pg_orm::types::Geography)),
        name => types.path_of_extension(name),
    }
}

/// A range, or the multirange of one, that the schema declares.
pub(super) fn range<'s>(schema: &'s Schema, name: &QualifiedName) -> Option<(&'s Range, bool)> {
    schema.database_only.ranges.iter().find_map(|range| {
        if range.name == *name {
            return Some((range, false));
        }
        let multirange = range.multirange.clone().unwrap_or_else(|| multirange_name(&range.name));
        (multirange == *name).then_some((range, true))
    })
}

/// PostgreSQL's choice (`makeMultirangeTypeName`): `float_range` has `float_multirange`, `span` has `span_multirange`.
fn multirange_name(range: &QualifiedName) -> QualifiedName {
    let name = match range.name.contains("range") {
        true => range.name.replacen("range", "multirange", 1),
        false => format!("{}_multirange", range.name),
    };
    QualifiedName::new(&range.schema, name)
}

/// Whether values of a type are read and written as their text: nothing is known of its binary form, or of that of a part of it.
pub(crate) fn is_textual(schema: &Schema, type_: &DataType) -> bool {
    is_textual_within(schema, type_, schema.domains.len() + schema.composites.len() + 1)
}

/// `depth` ends a circle of types, which the language refuses.
fn is_textual_within(schema: &Schema, type_: &DataType, depth: usize) -> bool {
    let (BaseType::Declared(name), Some(depth)) = (&type_.base, depth.checked_sub(1)) else { return false };
    let is_textual = |type_: &DataType| is_textual_within(schema, type_, depth);
    match schema.declared_type(name) {
        Some(DeclaredType::Enum(_)) => false,
        Some(DeclaredType::Domain(domain)) => is_textual(&domain.base),
        Some(DeclaredType::Composite(composite)) => {
            composite.fields.iter().any(|field| is_textual(&field.type_))
        }
        None => match range(schema, name) {
            Some((range, _)) => is_textual(&range.subtype),
            None => !is_string(name) && held_by(name, &Types::default()).is_none(),
        },
    }
}

/// Whether a composite has a struct: one that goes as text has none.
pub(crate) fn has_struct(schema: &Schema, composite: &pg_orm_ir::model::Composite) -> bool {
    !is_textual(schema, &DataType::declared(composite.type_name.clone()))
}
