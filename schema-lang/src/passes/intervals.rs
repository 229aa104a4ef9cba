//! Intervals of some fields: `interval year to month`, `interval day to second(3)` (manual, section 8.5.4).

use pg_orm_ir::types::{BuiltIn, DataType, Modifier};

use super::Context;
use super::types::{integer, limits};
use crate::diagnostics::types as diagnostics;
use crate::syntax::ast::TypeRef;

/// The fields that PostgreSQL takes, alone or from one to another.
const FIELDS: [&str; 13] = [
    "year",
    "month",
    "day",
    "hour",
    "minute",
    "second",
    "year to month",
    "day to hour",
    "day to minute",
    "day to second",
    "hour to minute",
    "hour to second",
    "minute to second",
];

/// The type of `interval fields`; `fields` are in lower case. Of one that PostgreSQL refuses, `None` and a diagnostic.
pub(super) fn resolve(cx: &mut Context<'_>, type_ref: &TypeRef<'_>, fields: &str) -> Option<DataType> {
    if !FIELDS.contains(&fields) {
        cx.report(diagnostics::interval_fields(type_ref, fields, &FIELDS));
        return None;
    }
    let mut type_ = DataType::built_in(BuiltIn::Interval);
    type_.modifiers.push(Modifier::Word(fields.to_owned()));
    let Some(args) = &type_ref.args else { return Some(type_) };
    // `interval(3) second`, which is no SQL.
    let is_behind = args.span.end == type_ref.name_span.end;
    if !fields.ends_with("second") || !is_behind {
        cx.report(diagnostics::interval_precision(&type_ref.words, args.span));
        return None;
    }
    let [value] = args.list.as_slice() else {
        cx.report(diagnostics::modifier_count(type_ref, &type_ref.words, 1));
        return None;
    };
    let precision = integer(cx, value)?;
    let (what, least, most) = limits(BuiltIn::Interval, 0);
    if !(least..=most).contains(&precision) {
        cx.report(diagnostics::modifier_range(value.span, what, least, most));
        return None;
    }
    type_.modifiers.push(precision.into());
    Some(type_)
}
