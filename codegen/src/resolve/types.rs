//! Rust's type for each data type of PostgreSQL.

use pg_orm_ir::QualifiedName;
use pg_orm_ir::model::{DeclaredType, Schema};
use pg_orm_ir::types::{ArrayShape, BaseType, BuiltIn, DataType, Modifier};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::extension::{self, has_struct, is_textual};
use super::prelude::Prelude;
use super::{Context, item_identifier};
use crate::type_choice::{Types, element_of};

/// The type of a field in Rust.
#[derive(Debug, Clone)]
pub(crate) struct RustType {
    /// Of a value that is there.
    pub(crate) required: TokenStream,
    /// Of the field: in an `Option` where it may be null.
    pub(crate) full: TokenStream,
    /// Whether the value is worth converting from something else: `&str` to `String`, `[T; N]` to `Vec<T>`.
    pub(crate) is_converted: bool,
    /// Whether the field is an `Option`.
    pub(crate) is_nullable: bool,
    /// The item of the schema that it names.
    pub(crate) item: Option<Ident>,
}

/// The type in Rust; `None` where the runtime has none.
pub(crate) fn rust_type(
    context: &Context<'_>,
    type_: &DataType,
    shape: ArrayShape,
    is_nullable: bool,
) -> Option<RustType> {
    let prelude = context.prelude;
    let (element, is_text, item) = match &type_.base {
        BaseType::BuiltIn(base) => (built_in(*base, prelude, context.types)?, is_string(*base), None),
        BaseType::Declared(name) => match context.schema.declared_type(name) {
            Some(DeclaredType::Composite(composite)) if !has_struct(context.schema, composite) => {
                (quote!(pg_orm::types::Opaque), true, None)
            }
            Some(declared) => {
                let item = item_identifier(declared.name())?;
                // A domain's value may be given as what it is made of.
                (quote!(#item), matches!(declared, DeclaredType::Domain(_)), Some(item))
            }
            None => undeclared(context, name)?,
        },
    };
    let required = if type_.is_array { array(prelude, &element, shape) } else { element };
    let full = if is_nullable { prelude.option(&required) } else { required.clone() };
    // Bytes from slices, `numeric` from whole numbers.
    let is_widened = matches!(type_.base, BaseType::BuiltIn(BuiltIn::Bytea | BuiltIn::Numeric));
    Some(RustType {
        is_converted: is_text || is_widened || type_.is_array,
        required,
        full,
        is_nullable,
        item,
    })
}

/// A type that the schema does not declare as an enum, a domain or a composite.
fn undeclared(context: &Context<'_>, name: &QualifiedName) -> Option<(TokenStream, bool, Option<Ident>)> {
    if extension::is_string(name) {
        return Some((context.prelude.path("String"), true, None));
    }
    if let Some((range, is_multi)) = extension::range(context.schema, name)
        && !is_textual(context.schema, &range.subtype)
    {
        let of = rust_type(context, &range.subtype, ArrayShape::default(), false)?;
        let of_required = &of.required;
        let range = if is_multi {
            quote!(pg_orm::types::MultiRange<#of_required>)
        } else {
            quote!(pg_orm::types::Range<#of_required>)
        };
        return Some((range, true, of.item));
    }
    let held = extension::held_by(name, context.types);
    Some((held.unwrap_or_else(|| quote!(pg_orm::types::Opaque)), true, None))
}

/// The type of a field with `@json`; `None` where its path is none.
pub(crate) fn json_type(
    context: &Context<'_>,
    path: &str,
    type_: &DataType,
    shape: ArrayShape,
    is_nullable: bool,
) -> Option<RustType> {
    let path: syn::Type = syn::parse_str(path).ok()?;
    let element = quote!(pg_orm::types::JsonOf<#path>);
    let required = if type_.is_array { array(context.prelude, &element, shape) } else { element };
    let full = if is_nullable { context.prelude.option(&required) } else { required.clone() };
    Some(RustType { required, full, is_converted: true, is_nullable, item: None })
}

/// `Vec<T>`, `Vec<Option<T>>`, or `Array<T>`, which has several dimensions and in any case nulls.
fn array(prelude: &Prelude, element: &TokenStream, shape: ArrayShape) -> TokenStream {
    match shape {
        ArrayShape { has_dimensions: true, .. } => quote!(pg_orm::types::Array<#element>),
        ArrayShape { has_nulls: true, .. } => prelude.vec(&prelude.option(element)),
        ArrayShape { .. } => prelude.vec(element),
    }
}

/// What PostgreSQL has to be told where a column is compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Nothing.
    Plain,
    /// The type of the value that it is compared with: there is one operator for all composites.
    Composite,
    /// To take the column for the enum of this name, of which it is a domain: operators take enums, and no domains over them.
    DomainOfEnum(String),
    /// Where the operators of a type of an extension are, and how many dimensions its vectors have.
    OfExtension(String, u32),
    /// To take and give its text; where its operators are.
    Text(String),
    /// To take and give the texts of its elements.
    TextList,
    /// Nothing; the client counts it.
    Version,
}

/// What PostgreSQL has to be told where a column of the type is compared.
pub(crate) fn kind(schema: &Schema, type_: &DataType) -> Kind {
    let underlying = schema.underlying(type_);
    let BaseType::Declared(name) = &underlying.base else { return Kind::Plain };
    if is_textual(schema, underlying) {
        return if underlying.is_array { Kind::TextList } else { Kind::Text(operators(schema, name)) };
    }
    let dimensions = match (&*name.name, underlying.modifiers.first()) {
        ("vector" | "halfvec" | "sparsevec", Some(Modifier::Number(count))) => {
            u32::try_from(*count).unwrap_or(0)
        }
        _ => 0,
    };
    match schema.declared_type(name) {
        None => {
            let operators = if underlying.is_array { String::new() } else { operators(schema, name) };
            match (&*operators, dimensions) {
                ("", 0) => Kind::Plain,
                _ => Kind::OfExtension(operators, dimensions),
            }
        }
        _ if underlying.is_array => Kind::Plain,
        Some(DeclaredType::Composite(_)) => Kind::Composite,
        Some(DeclaredType::Enum(_)) if underlying != type_ => Kind::DomainOfEnum(sql_type(underlying)),
        _ => Kind::Plain,
    }
}

/// The schema that a type's operators are to be named with: where the search path may not lead to.
fn operators(schema: &Schema, name: &QualifiedName) -> String {
    let is_ours = schema.declared_type(name).is_some() || extension::range(schema, name).is_some();
    match &*name.schema {
        _ if is_ours => String::new(),
        "public" | "pg_catalog" => String::new(),
        schema => pg_orm_sql::Identifier(schema).to_string(),
    }
}

/// How SQL names the type of a value that is to be stored in such a column, modifiers left to the column:
/// a cast to `varchar(3)` would cut in silence what the column refuses.
pub(crate) fn sql_type(type_: &DataType) -> String {
    let array = if type_.is_array { "[]" } else { "" };
    match type_.base {
        // Bare, both mean one character or one bit.
        BaseType::BuiltIn(BuiltIn::Char) => format!("bpchar{array}"),
        BaseType::BuiltIn(BuiltIn::Bit) => format!("pg_catalog.\"bit\"{array}"),
        _ => DataType { modifiers: Vec::new(), ..type_.clone() }.to_string(),
    }
}

fn is_string(type_: BuiltIn) -> bool {
    matches!(
        type_,
        BuiltIn::Text | BuiltIn::VarChar | BuiltIn::Char | BuiltIn::Name | BuiltIn::Xml | BuiltIn::RefCursor
    )
}

fn built_in(type_: BuiltIn, prelude: &Prelude, types: &Types) -> Option<TokenStream> {
    if let Some(chosen) = types.path(type_) {
        return Some(chosen);
    }
    if let Some(element) = element_of(type_) {
        let element = built_in(element, prelude, types)?;
        return Some(if type_.internal_name().ends_with("multirange") {
            quote!(pg_orm::types::MultiRange<#element>)
        } else {
            quote!(pg_orm::types::Range<#element>)
        });
    }
    let ours = match type_ {
        _ if is_string(type_) => return Some(prelude.path("String")),
        BuiltIn::Bytea => return Some(prelude.vec(&quote!(u8))),
        BuiltIn::Boolean => quote!(bool),
        BuiltIn::InternalChar => quote!(i8),
        BuiltIn::SmallInt => quote!(i16),
        BuiltIn::Integer => quote!(i32),
        BuiltIn::BigInt => quote!(i64),
        BuiltIn::Real => quote!(f32),
        BuiltIn::DoublePrecision => quote!(f64),
        // A registered type is the number of what it names.
        BuiltIn::Oid
        | BuiltIn::RegClass
        | BuiltIn::RegCollation
        | BuiltIn::RegConfig
        | BuiltIn::RegDictionary
        | BuiltIn::RegNamespace
        | BuiltIn::RegOper
        | BuiltIn::RegOperator
        | BuiltIn::RegProc
        | BuiltIn::RegProcedure
        | BuiltIn::RegRole
        | BuiltIn::RegType => quote!(u32),
        BuiltIn::Money => quote!(pg_orm::types::Money),
        BuiltIn::TimeTz => quote!(pg_orm::types::TimeTz),
        BuiltIn::Line => quote!(pg_orm::types::Line),
        BuiltIn::Circle => quote!(pg_orm::types::Circle),
        BuiltIn::MacAddr8 => quote!(pg_orm::types::MacAddr8),
        BuiltIn::TsVector => quote!(pg_orm::types::TsVector),
        BuiltIn::TsQuery => quote!(pg_orm::types::TsQuery),
        BuiltIn::JsonPath => quote!(pg_orm::types::JsonPath),
        BuiltIn::PgLsn => quote!(pg_orm::types::PgLsn),
        BuiltIn::PgSnapshot | BuiltIn::TxidSnapshot => quote!(pg_orm::types::Snapshot),
        BuiltIn::Xid => quote!(pg_orm::types::Xid),
        BuiltIn::Xid8 => quote!(pg_orm::types::Xid8),
        BuiltIn::Cid => quote!(pg_orm::types::Cid),
        BuiltIn::Tid => quote!(pg_orm::types::Tid),
        BuiltIn::Int2Vector => quote!(pg_orm::types::Int2Vector),
        BuiltIn::OidVector => quote!(pg_orm::types::OidVector),
        _ => return None,
    };
    Some(ours)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_built_in_type_has_one_in_rust() {
        for &type_ in BuiltIn::ALL {
            assert!(built_in(type_, &Prelude::default(), &Types::default()).is_some(), "{type_:?}");
        }
    }

    #[test]
    fn ranges_hold_what_their_elements_are_held_by() {
        let types = crate::Config::from_text("[types]\ntimestamptz = \"jiff\"").unwrap().types;
        let of = |type_| built_in(type_, &Prelude::default(), &types).unwrap().to_string().replace(' ', "");
        assert_eq!(of(BuiltIn::TsTzRange), "pg_orm::types::Range<pg_orm::types::jiff::Timestamp>");
        assert_eq!(
            of(BuiltIn::DateMultiRange),
            "pg_orm::types::MultiRange<pg_orm::types::chrono::NaiveDate>"
        );
    }

    #[test]
    fn casts_never_cut() {
        let of = |base, modifiers: &[i32]| {
            let modifiers = modifiers.iter().copied().map(Into::into).collect();
            sql_type(&DataType { modifiers, ..DataType::built_in(base) })
        };
        assert_eq!(of(BuiltIn::VarChar, &[3]), "character varying");
        assert_eq!(of(BuiltIn::Char, &[3]), "bpchar");
        assert_eq!(of(BuiltIn::Bit, &[3]), "pg_catalog.\"bit\"");
        assert_eq!(of(BuiltIn::Timestamp, &[3]), "timestamp without time zone");
        assert_eq!(sql_type(&DataType::built_in(BuiltIn::Char).into_array()), "bpchar[]");
    }
}
