//! Texts as defaults: what PostgreSQL would refuse when a row is inserted is refused when the schema is read.

use pg_orm_ir::model::Literal;
use pg_orm_ir::types::{BuiltIn, DataType, Modifier};

use super::defaults::Target;
use super::times::{self, Mistake, Shape};
use super::{Context, addresses, json};
use crate::diagnostics::values;
use crate::syntax::ast::Value;

/// Text that PostgreSQL would refuse when a row is inserted is refused now, where that is easily known.
pub(super) fn checked_text<'a>(
    cx: &mut Context<'a>,
    target: &Target,
    value: &'a Value<'a>,
    base: BuiltIn,
    text: &str,
) -> Option<Literal> {
    let type_: &DataType = &target.type_;
    let length =
        type_.modifiers.first().and_then(Modifier::number).and_then(|most| usize::try_from(most).ok());
    let wrong = match (base, length) {
        (BuiltIn::VarChar | BuiltIn::Char, Some(most)) if text.chars().count() > most => {
            Some(format!("{} characters", text.chars().count()))
        }
        (BuiltIn::Json | BuiltIn::JsonB, _) => {
            json::mistake(text).map(|at| format!("not JSON, from its byte {at} on"))
        }
        (BuiltIn::Uuid, _) if !is_uuid(text) => Some("expected 32 hexadecimal digits".to_owned()),
        (BuiltIn::Inet | BuiltIn::Cidr, _) => addresses::network_mistake(text, base == BuiltIn::Cidr),
        (BuiltIn::MacAddr, _) if !addresses::is_mac(text, false) => {
            Some("expected 6 bytes, such as \"08:00:2b:01:02:03\"".to_owned())
        }
        (BuiltIn::MacAddr8, _) if !addresses::is_mac(text, true) => {
            Some("expected 6 or 8 bytes, such as \"08:00:2b:01:02:03:04:05\"".to_owned())
        }
        (BuiltIn::Interval, _) if text.trim().is_empty() => {
            Some("expected a span of time, such as \"1 day\"".to_owned())
        }
        _ if shape(base).is_some() || is_range_of_times(base) => return time(cx, target, value, base, text),
        _ => None,
    };
    if let Some(why) = wrong {
        let type_ = type_.element().to_string();
        cx.report(values::default_text(value.span, &type_, target.type_span, &why));
        return None;
    }
    Some(Literal::Text(text.to_owned()))
}

/// How values of a type are written, where that is not plain.
pub(super) fn example(base: BuiltIn) -> Option<&'static str> {
    Some(match base {
        BuiltIn::Date => "2026-01-31",
        BuiltIn::Timestamp => "2026-01-31 12:00:00",
        BuiltIn::TimestampTz => "2026-01-31 12:00:00Z",
        BuiltIn::Time => "12:00:00",
        BuiltIn::TimeTz => "12:00:00Z",
        BuiltIn::Interval => "1 day",
        BuiltIn::Inet => "10.0.0.1",
        BuiltIn::Cidr => "10.0.0.0/8",
        BuiltIn::MacAddr => "08:00:2b:01:02:03",
        BuiltIn::MacAddr8 => "08:00:2b:01:02:03:04:05",
        _ => return None,
    })
}

/// How PostgreSQL reads a text of this type, where it is one of a date or a time.
fn shape(base: BuiltIn) -> Option<Shape> {
    match base {
        BuiltIn::Date => Some(Shape::Date),
        BuiltIn::Timestamp | BuiltIn::TimestampTz => Some(Shape::Timestamp),
        BuiltIn::Time | BuiltIn::TimeTz => Some(Shape::Time),
        _ => None,
    }
}

fn is_range_of_times(base: BuiltIn) -> bool {
    matches!(
        base,
        BuiltIn::TsRange
            | BuiltIn::TsTzRange
            | BuiltIn::DateRange
            | BuiltIn::TsMultiRange
            | BuiltIn::TsTzMultiRange
            | BuiltIn::DateMultiRange
    )
}

/// A date or a time. One that PostgreSQL would read as the moment of the migration is no default: every row
/// would get that moment.
fn time<'a>(
    cx: &mut Context<'a>,
    target: &Target,
    value: &'a Value<'a>,
    base: BuiltIn,
    text: &str,
) -> Option<Literal> {
    if let Some(word) = times::moment(text) {
        let is_plain = text.trim().eq_ignore_ascii_case(word) && !target.type_.is_array;
        let written = match (word, base) {
            _ if !is_plain || is_range_of_times(base) => None,
            (_, BuiltIn::Time | BuiltIn::TimeTz) => Some("now()"),
            ("now", BuiltIn::Timestamp | BuiltIn::TimestampTz) => Some("now()"),
            ("now" | "today", _) => Some("current_date"),
            ("tomorrow", _) => Some("`current_date + 1`"),
            _ => Some("`current_date - 1`"),
        };
        cx.report(values::default_moment(value.span, word, written));
        return None;
    }
    let why = match shape(base).map(|shape| times::check(shape, text)) {
        None | Some(Ok(())) => return Some(Literal::Text(text.to_owned())),
        Some(Err(mistake)) => mistake,
    };
    let is_form = why == Mistake::Form;
    let why = match why {
        Mistake::Form => "not written as in ISO 8601",
        Mistake::Day => "there is no such day",
        Mistake::Time => "there is no such time of day",
        Mistake::Zone => "there is no such distance from UTC",
        Mistake::Range => "out of the type's range",
    };
    let type_ = target.type_.element().to_string();
    let diagnostic = values::default_text(value.span, &type_, target.type_span, why);
    if !is_form {
        cx.report(diagnostic);
        return None;
    }
    let example = example(base).unwrap_or_default();
    cx.report(diagnostic.help(format!(
        "write it as in @default(\"{example}\"), or any form that PostgreSQL takes as SQL: @default(`'..'`)"
    )));
    None
}

/// PostgreSQL takes braces, and a hyphen after each group of four digits (manual, section 8.12).
fn is_uuid(text: &str) -> bool {
    let inner = text.strip_prefix('{').and_then(|text| text.strip_suffix('}')).unwrap_or(text);
    let digits: String = inner.chars().filter(|c| *c != '-').collect();
    digits.len() == 32 && digits.chars().all(|c| c.is_ascii_hexdigit()) && !inner.starts_with('-')
}
