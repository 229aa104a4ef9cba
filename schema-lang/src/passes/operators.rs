//! Operators of an index method for a column's type: PostgreSQL's own, and those that extensions bring.

use pg_orm_ir::types::{BaseType, BuiltIn, Category};

use super::models::ModelDraft;
use super::types::{Of, ValueType};
use super::{Context, columns};
use crate::diagnostics::indexes as diagnostics;
use crate::syntax::ast::Word;

/// The types that `btree_gist` and `btree_gin` bring operators for, beside enums (manual, appendix F).
const SCALARS: &[BuiltIn] = &[
    BuiltIn::SmallInt,
    BuiltIn::Integer,
    BuiltIn::BigInt,
    BuiltIn::Real,
    BuiltIn::DoublePrecision,
    BuiltIn::Numeric,
    BuiltIn::Timestamp,
    BuiltIn::TimestampTz,
    BuiltIn::Time,
    BuiltIn::TimeTz,
    BuiltIn::Date,
    BuiltIn::Interval,
    BuiltIn::Oid,
    BuiltIn::Money,
    BuiltIn::Char,
    BuiltIn::VarChar,
    BuiltIn::Text,
    BuiltIn::Bytea,
    BuiltIn::Bit,
    BuiltIn::VarBit,
    BuiltIn::MacAddr,
    BuiltIn::MacAddr8,
    BuiltIn::Inet,
    BuiltIn::Cidr,
    BuiltIn::Uuid,
    BuiltIn::Boolean,
];

/// Reports a column whose type the method has no default operators for.
pub(super) fn check<'a>(
    cx: &mut Context<'a>,
    draft: &ModelDraft<'a>,
    index: usize,
    word: Word<'a>,
    method: Word<'a>,
) {
    let (Some(column), Some(site)) = (draft.ir.fields.get(index), draft.columns.get(index)) else { return };
    let value = cx.underlying_type(&column.type_);
    let is_enum = matches!(value.of, Of::Enum(_)) && !value.type_.is_array;
    // What an extension's types have is its own to say.
    let is_declared = matches!(value.type_.base, BaseType::Declared(_)) && !is_enum;
    if is_declared || cx.has_operators_of_extensions(method.text) {
        return;
    }
    let fits = match method.text {
        "btree" => columns::has_order(cx, &column.type_),
        "gin" => value.type_.is_array || is_one_of(&value, &[BuiltIn::JsonB, BuiltIn::TsVector]),
        "gist" => fits_gist(cx, &value),
        "spgist" => fits_spgist(&value),
        _ => return,
    };
    // Raw SQL and extensions that nothing is known of can bring operators.
    if fits || method.text != "btree" && cx.has_unknown_objects() {
        return;
    }
    let shown = cx.shown(&column.type_);
    let is_scalar = is_enum || is_one_of(&value, SCALARS) && !value.type_.is_array;
    cx.report(match method.text {
        "btree" => diagnostics::no_order(word.span, "a btree index", site.name, &shown, site.type_span),
        _ => diagnostics::no_operators(method, word, &shown, site.type_span, is_scalar),
    });
}

/// PostgreSQL's own, of manual, section 65.2.2.
fn fits_gist(cx: &Context<'_>, value: &ValueType) -> bool {
    if value.type_.is_array {
        // Of arrays of integers alone.
        return is_one_of(value, &[BuiltIn::Integer]) && cx.extension_schema("intarray").is_some();
    }
    is_range(value)
        || is_one_of(
            value,
            &[
                BuiltIn::Point,
                BuiltIn::Box,
                BuiltIn::Polygon,
                BuiltIn::Circle,
                BuiltIn::TsVector,
                BuiltIn::TsQuery,
            ],
        )
}

/// PostgreSQL's own, of manual, section 65.3.2.
fn fits_spgist(value: &ValueType) -> bool {
    let is_multirange = value.type_.to_string().ends_with("multirange");
    !value.type_.is_array
        && (is_range(value) && !is_multirange
            || is_one_of(
                value,
                &[
                    BuiltIn::Point,
                    BuiltIn::Box,
                    BuiltIn::Polygon,
                    BuiltIn::Inet,
                    BuiltIn::Cidr,
                    BuiltIn::Text,
                    BuiltIn::VarChar,
                ],
            ))
}

fn is_one_of(value: &ValueType, types: &[BuiltIn]) -> bool {
    matches!(&value.type_.base, BaseType::BuiltIn(base) if types.contains(base))
}

fn is_range(value: &ValueType) -> bool {
    matches!(&value.type_.base, BaseType::BuiltIn(base) if base.category() == Category::Range)
}
