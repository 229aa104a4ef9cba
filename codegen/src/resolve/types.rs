//! Rust's type for each data type of PostgreSQL.

use pg_orm_ir::model::{DeclaredType, Schema};
use pg_orm_ir::types::{ArrayShape, BaseType, BuiltIn, DataType};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::item_identifier;
use super::prelude::Prelude;

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

/// The type in Rust; `None` where the runtime has none yet.
pub(crate) fn rust_type(
    schema: &Schema,
    prelude: &Prelude,
    type_: &DataType,
    shape: ArrayShape,
    is_nullable: bool,
) -> Option<RustType> {
    let (element, is_text, item) = match &type_.base {
        BaseType::BuiltIn(base) => (built_in(*base, prelude)?, is_string(*base), None),
        BaseType::Declared(name) => {
            let declared = schema.declared_type(name)?;
            let item = item_identifier(declared.name())?;
            // A domain's value may be given as what it is made of.
            (quote!(#item), matches!(declared, DeclaredType::Domain(_)), Some(item))
        }
    };
    let required = if type_.is_array { array(prelude, &element, shape) } else { element };
    let full = if is_nullable { prelude.option(&required) } else { required.clone() };
    let is_bytes = type_.base == BaseType::BuiltIn(BuiltIn::Bytea);
    Some(RustType { is_converted: is_text || is_bytes || type_.is_array, required, full, is_nullable, item })
}

/// `Vec<T>`, `Vec<Option<T>>`, or `Array<T>`, which has several dimensions and in any case nulls.
fn array(prelude: &Prelude, element: &TokenStream, shape: ArrayShape) -> TokenStream {
    match shape {
        ArrayShape { has_dimensions: true, .. } => quote!(pg_orm::types::Array<#element>),
        ArrayShape { has_nulls: true, .. } => prelude.vec(&prelude.option(element)),
        ArrayShape { .. } => prelude.vec(element),
    }
}

/// Whether PostgreSQL has to be told the type of a value that such a column is compared with: it has one operator
/// for all composites.
pub(crate) fn needs_cast(schema: &Schema, type_: &DataType) -> bool {
    let underlying = schema.underlying(type_);
    let BaseType::Declared(name) = &underlying.base else { return false };
    !underlying.is_array && matches!(schema.declared_type(name), Some(DeclaredType::Composite(_)))
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
    matches!(type_, BuiltIn::Text | BuiltIn::VarChar | BuiltIn::Char | BuiltIn::Name | BuiltIn::Xml)
}

fn built_in(type_: BuiltIn, prelude: &Prelude) -> Option<TokenStream> {
    let datetime = quote!(pg_orm::types::chrono::DateTime<pg_orm::types::chrono::Utc>);
    let naive = quote!(pg_orm::types::chrono::NaiveDateTime);
    let date = quote!(pg_orm::types::chrono::NaiveDate);
    let decimal = quote!(pg_orm::types::rust_decimal::Decimal);
    Some(match type_ {
        BuiltIn::Boolean => quote!(bool),
        BuiltIn::SmallInt => quote!(i16),
        BuiltIn::Integer => quote!(i32),
        BuiltIn::BigInt => quote!(i64),
        BuiltIn::Real => quote!(f32),
        BuiltIn::DoublePrecision => quote!(f64),
        BuiltIn::Numeric => decimal,
        BuiltIn::Money => quote!(pg_orm::types::Money),
        BuiltIn::Text | BuiltIn::VarChar | BuiltIn::Char | BuiltIn::Name | BuiltIn::Xml => {
            prelude.path("String")
        }
        BuiltIn::InternalChar => quote!(i8),
        BuiltIn::Bytea => prelude.vec(&quote!(u8)),
        BuiltIn::Timestamp => naive,
        BuiltIn::TimestampTz => datetime,
        BuiltIn::Date => date,
        BuiltIn::Time => quote!(pg_orm::types::chrono::NaiveTime),
        BuiltIn::TimeTz => quote!(pg_orm::types::TimeTz),
        BuiltIn::Interval => quote!(pg_orm::types::Interval),
        BuiltIn::Uuid => quote!(pg_orm::types::uuid::Uuid),
        BuiltIn::Json | BuiltIn::JsonB => quote!(pg_orm::types::serde_json::Value),
        BuiltIn::JsonPath => quote!(pg_orm::types::JsonPath),
        BuiltIn::Point => quote!(pg_orm::types::Point),
        BuiltIn::Line => quote!(pg_orm::types::Line),
        BuiltIn::LSeg => quote!(pg_orm::types::Lseg),
        BuiltIn::Box => quote!(pg_orm::types::Box_),
        BuiltIn::Path => quote!(pg_orm::types::Path),
        BuiltIn::Polygon => quote!(pg_orm::types::Polygon),
        BuiltIn::Circle => quote!(pg_orm::types::Circle),
        BuiltIn::Inet => quote!(pg_orm::types::Inet),
        BuiltIn::Cidr => quote!(pg_orm::types::Cidr),
        BuiltIn::MacAddr => quote!(pg_orm::types::MacAddr),
        BuiltIn::MacAddr8 => quote!(pg_orm::types::MacAddr8),
        BuiltIn::Bit | BuiltIn::VarBit => quote!(pg_orm::types::BitString),
        BuiltIn::TsVector => quote!(pg_orm::types::TsVector),
        BuiltIn::Int4Range => quote!(pg_orm::types::Range<i32>),
        BuiltIn::Int8Range => quote!(pg_orm::types::Range<i64>),
        BuiltIn::NumRange => quote!(pg_orm::types::Range<#decimal>),
        BuiltIn::TsRange => quote!(pg_orm::types::Range<#naive>),
        BuiltIn::TsTzRange => quote!(pg_orm::types::Range<#datetime>),
        BuiltIn::DateRange => quote!(pg_orm::types::Range<#date>),
        BuiltIn::Int4MultiRange => quote!(pg_orm::types::MultiRange<i32>),
        BuiltIn::Int8MultiRange => quote!(pg_orm::types::MultiRange<i64>),
        BuiltIn::NumMultiRange => quote!(pg_orm::types::MultiRange<#decimal>),
        BuiltIn::TsMultiRange => quote!(pg_orm::types::MultiRange<#naive>),
        BuiltIn::TsTzMultiRange => quote!(pg_orm::types::MultiRange<#datetime>),
        BuiltIn::DateMultiRange => quote!(pg_orm::types::MultiRange<#date>),
        BuiltIn::Oid => quote!(u32),
        BuiltIn::PgLsn => quote!(pg_orm::types::PgLsn),
        BuiltIn::Xid => quote!(pg_orm::types::Xid),
        BuiltIn::Xid8 => quote!(pg_orm::types::Xid8),
        // Those for which `BuiltIn::has_client_type` is false; the language has refused them.
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_refuses_what_has_no_type_here() {
        let prelude = Prelude::default();
        for &type_ in BuiltIn::ALL {
            assert_eq!(built_in(type_, &prelude).is_some(), type_.has_client_type(), "{type_:?}");
        }
    }

    #[test]
    fn casts_never_cut() {
        let of = |base, modifiers: &[i32]| {
            sql_type(&DataType { modifiers: modifiers.to_vec(), ..DataType::built_in(base) })
        };
        assert_eq!(of(BuiltIn::VarChar, &[3]), "character varying");
        assert_eq!(of(BuiltIn::Char, &[3]), "bpchar");
        assert_eq!(of(BuiltIn::Bit, &[3]), "pg_catalog.\"bit\"");
        assert_eq!(of(BuiltIn::Timestamp, &[3]), "timestamp without time zone");
        assert_eq!(sql_type(&DataType::built_in(BuiltIn::Char).into_array()), "bpchar[]");
    }
}
