//! `@default`: literals checked against the column's type, calls, SQL.

use pg_orm_ir::model::{DefaultValue, Field as Column, Literal, SqlText};
use pg_orm_ir::types::{BaseType, BuiltIn, Category, DataType};

use super::args::Args;
use super::models::ColumnSite;
use super::times::{self, Mistake, Shape};
use super::{Context, addresses, json, sql};
use crate::diagnostics::values;
use crate::syntax::ast::{Attribute, Value, ValueKind, Word};

/// Functions that need no backticks, and the types that their results can be assigned to.
const FUNCTIONS: &[(&str, &str, &[BuiltIn])] = &[
    ("now", "a time", TIMES),
    ("clock_timestamp", "a time", TIMES),
    ("statement_timestamp", "a time", TIMES),
    ("transaction_timestamp", "a time", TIMES),
    ("gen_random_uuid", "a uuid", &[BuiltIn::Uuid]),
    ("uuidv4", "a uuid", &[BuiltIn::Uuid]),
    ("uuidv7", "a uuid", &[BuiltIn::Uuid]),
    ("random", "a number", &[BuiltIn::DoublePrecision, BuiltIn::Real, BuiltIn::Numeric]),
];

const TIMES: &[BuiltIn] =
    &[BuiltIn::TimestampTz, BuiltIn::Timestamp, BuiltIn::Date, BuiltIn::Time, BuiltIn::TimeTz];

/// Words of SQL that are called without parentheses.
const KEYWORD_FUNCTIONS: &[&str] = &[
    "current_date",
    "current_time",
    "current_timestamp",
    "current_user",
    "localtime",
    "localtimestamp",
    "session_user",
];

/// What a literal is checked against.
struct Target<'c, 'a> {
    column: &'c Column,
    site: &'c ColumnSite<'a>,
    enum_: Option<usize>,
}

/// The default; `None` where it is wrong, which is reported.
pub(super) fn resolve<'a>(
    cx: &mut Context<'a>,
    attribute: &'a Attribute<'a>,
    column: &Column,
    site: &ColumnSite<'a>,
    enum_: Option<usize>,
) -> Option<DefaultValue> {
    let mut args = Args::new(attribute, &[]);
    let value = args.required(cx, "a value");
    args.finish(cx);
    let value = value?;
    let target = Target { column, site, enum_ };
    match &value.kind {
        ValueKind::Sql(fragment) => sql::fragment(cx, fragment).map(DefaultValue::Sql),
        ValueKind::Call(word, call) => {
            if word.text == "nextval" {
                cx.report(crate::diagnostics::names::unsupported("`nextval` of a sequence", value.span));
                return None;
            }
            if !call.list.is_empty() && FUNCTIONS.iter().any(|(name, ..)| *name == word.text) {
                cx.report(values::function_takes_nothing(*word, call.span));
                return None;
            }
            function(cx, &target, *word)
        }
        ValueKind::Path(word) if enum_.is_none() && is_bare_function(cx, &target, value, word) => None,
        ValueKind::Path(word) if enum_.is_none() && KEYWORD_FUNCTIONS.contains(word) => {
            Some(DefaultValue::Sql(SqlText::text(*word)))
        }
        ValueKind::Path("null") if enum_.is_none() => {
            cx.report(values::default_null(value.span, column.is_nullable));
            None
        }
        _ => literal(cx, &target, value, column.type_.is_array).map(DefaultValue::Literal),
    }
}

fn function<'a>(cx: &mut Context<'a>, target: &Target<'_, 'a>, word: Word<'a>) -> Option<DefaultValue> {
    let Some((_, gives, fits)) = FUNCTIONS.iter().find(|(name, ..)| *name == word.text) else {
        if let Some(keyword) = keyword_function(word.text) {
            cx.report(values::keyword_called(word, keyword));
            return None;
        }
        let names: Vec<&str> = FUNCTIONS.iter().map(|(name, ..)| *name).collect();
        cx.report(values::unknown_function(word, &names));
        return None;
    };
    let type_ = &target.column.type_;
    if !is_fitting(type_, fits) {
        cx.report(values::function_type(word, gives, &type_.to_string(), target.site.type_span));
        return None;
    }
    Some(DefaultValue::Sql(SqlText::text(format!("{}()", word.text))))
}

fn is_fitting(type_: &DataType, fits: &[BuiltIn]) -> bool {
    !type_.is_array && matches!(&type_.base, BaseType::BuiltIn(base) if fits.contains(base))
}

/// The word of SQL that is meant, in whatever case it is written.
fn keyword_function(word: &str) -> Option<&'static str> {
    KEYWORD_FUNCTIONS.iter().find(|keyword| word.eq_ignore_ascii_case(keyword)).copied()
}

/// Whether a word is a function without its parentheses, which is reported.
fn is_bare_function<'a>(
    cx: &mut Context<'a>,
    target: &Target<'_, 'a>,
    value: &'a Value<'a>,
    text: &'a str,
) -> bool {
    let word = Word { text, span: value.span };
    let type_ = &target.column.type_;
    if KEYWORD_FUNCTIONS.contains(&text) {
        return false;
    }
    if let Some(keyword) = keyword_function(text) {
        cx.report(values::bare_function(word, keyword));
        return true;
    }
    let known = FUNCTIONS.iter().find(|(name, ..)| text.eq_ignore_ascii_case(name));
    if let Some((name, _, fits)) = known {
        let base = if let BaseType::BuiltIn(base) = &type_.base { base.category() } else { Category::Text };
        if is_fitting(type_, fits) {
            cx.report(values::bare_function(word, &format!("{name}()")));
            return true;
        }
        if base == Category::Text && !type_.is_array {
            cx.report(values::function_or_text(word, name, target.site.type_span, &type_.to_string()));
            return true;
        }
        return false;
    }
    // What other databases and tools call it; a column of text may hold these words.
    let BaseType::BuiltIn(base) = &type_.base else { return false };
    if type_.is_array || base.category() == Category::Text {
        return false;
    }
    match values::foreign_function(text) {
        Some(help) => {
            cx.report(values::unknown_word(word, help));
            true
        }
        None => false,
    }
}

fn literal<'a>(
    cx: &mut Context<'a>,
    target: &Target<'_, 'a>,
    value: &'a Value<'a>,
    is_array: bool,
) -> Option<Literal> {
    if is_array {
        let ValueKind::List(list) = &value.kind else {
            return mismatch(cx, target, value, "a list, such as [] or [a, b]");
        };
        let elements: Vec<Option<Literal>> =
            list.iter().map(|value| literal(cx, target, value, false)).collect();
        return elements.into_iter().collect::<Option<Vec<_>>>().map(Literal::Array);
    }
    if let Some(index) = target.enum_ {
        return label(cx, target, value, index);
    }
    let BaseType::BuiltIn(base) = &target.column.type_.base else { return None };
    match (base.category(), &value.kind) {
        (Category::Boolean, ValueKind::Bool(is)) => Some(Literal::Boolean(*is)),
        (Category::Boolean, _) => mismatch(cx, target, value, "true or false"),
        (Category::Integer, ValueKind::Number(digits)) => whole(cx, target, value, digits, *base),
        (Category::Integer, _) => mismatch(cx, target, value, "a whole number"),
        (Category::Number, ValueKind::Number(digits)) => Some(Literal::Number((*digits).to_owned())),
        (Category::Number, ValueKind::String(text)) if is_special_number(*base, text) => {
            Some(Literal::Text(text.to_string()))
        }
        (Category::Number, _) => mismatch(cx, target, value, "a number"),
        (_, ValueKind::Number(digits)) if *base == BuiltIn::Oid => whole(cx, target, value, digits, *base),
        (_, ValueKind::String(text)) => checked_text(cx, target, value, *base, text),
        (Category::Text, ValueKind::Path(word)) => {
            mismatch(cx, target, value, &format!("a string: \"{word}\""))
        }
        _ if example(*base).is_some() => {
            let example = example(*base).unwrap_or_default();
            mismatch(cx, target, value, &format!("a string, such as \"{example}\""))
        }
        (Category::Json, _) => mismatch(cx, target, value, "JSON in a string, such as \"{}\""),
        _ => mismatch(cx, target, value, "a string"),
    }
}

/// How values of a type are written, where that is not plain.
fn example(base: BuiltIn) -> Option<&'static str> {
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

fn mismatch<'a>(
    cx: &mut Context<'a>,
    target: &Target<'_, 'a>,
    value: &'a Value<'a>,
    expected: &str,
) -> Option<Literal> {
    let enum_ = target.enum_.and_then(|index| cx.enums.get(index)).map(|draft| draft.ir.name.clone());
    let type_ = enum_.unwrap_or_else(|| target.column.type_.to_string());
    cx.report(values::default_type(value, &type_, target.site.type_span, expected));
    None
}

/// A value of an enum, by its name in the schema.
fn label<'a>(
    cx: &mut Context<'a>,
    target: &Target<'_, 'a>,
    value: &'a Value<'a>,
    index: usize,
) -> Option<Literal> {
    let draft = cx.enums.get(index)?;
    let (written, is_string) = match &value.kind {
        ValueKind::Path(word) => (*word, false),
        ValueKind::String(text) => (&**text, true),
        // `true` and `false` are words that a value may have for a name.
        ValueKind::Bool(is) => (if *is { "true" } else { "false" }, false),
        _ => return mismatch(cx, target, value, "a value of the enum"),
    };
    let found = draft.ir.values.iter().find(|value| value.name == written && !is_string);
    if let Some(found) = found {
        return Some(Literal::Text(found.label.clone()));
    }
    let labels: Vec<&str> = draft.ir.values.iter().map(|value| value.name.as_str()).collect();
    let enum_ = Word { text: &draft.ir.name, span: draft.name.span };
    let diagnostic = values::default_label(written, value.span, enum_, &labels, is_string);
    cx.report(diagnostic);
    None
}

fn whole<'a>(
    cx: &mut Context<'a>,
    target: &Target<'_, 'a>,
    value: &'a Value<'a>,
    digits: &str,
    base: BuiltIn,
) -> Option<Literal> {
    let (least, most) = match base {
        BuiltIn::SmallInt => (i64::from(i16::MIN), i64::from(i16::MAX)),
        BuiltIn::Integer => (i64::from(i32::MIN), i64::from(i32::MAX)),
        BuiltIn::Oid => (0, i64::from(u32::MAX)),
        _ => (i64::MIN, i64::MAX),
    };
    if digits.contains(['.', 'e', 'E']) {
        return mismatch(cx, target, value, "a whole number");
    }
    match digits.parse::<i64>() {
        Ok(number) if (least..=most).contains(&number) => Some(Literal::Number(digits.to_owned())),
        _ => {
            let limits = format!("it holds {least} to {most}");
            let type_ = target.column.type_.element().to_string();
            cx.report(values::default_range(value.span, &type_, target.site.type_span, &limits));
            None
        }
    }
}

/// Values of numeric types that are no numbers (manual, section 8.1).
fn is_special_number(base: BuiltIn, text: &str) -> bool {
    match base {
        BuiltIn::Money => true,
        _ => matches!(text, "NaN" | "Infinity" | "-Infinity"),
    }
}

/// Text that PostgreSQL would refuse when a row is inserted is refused now, where that is easily known.
fn checked_text<'a>(
    cx: &mut Context<'a>,
    target: &Target<'_, 'a>,
    value: &'a Value<'a>,
    base: BuiltIn,
    text: &str,
) -> Option<Literal> {
    let type_: &DataType = &target.column.type_;
    let length = type_.modifiers.first().and_then(|most| usize::try_from(*most).ok());
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
        cx.report(values::default_text(value.span, &type_, target.site.type_span, &why));
        return None;
    }
    Some(Literal::Text(text.to_owned()))
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
    target: &Target<'_, 'a>,
    value: &'a Value<'a>,
    base: BuiltIn,
    text: &str,
) -> Option<Literal> {
    if let Some(word) = times::moment(text) {
        let is_plain = text.trim().eq_ignore_ascii_case(word) && !target.column.type_.is_array;
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
    let why = match why {
        Mistake::Form => "not written as in ISO 8601",
        Mistake::Day => "there is no such day",
        Mistake::Time => "there is no such time of day",
        Mistake::Zone => "there is no such distance from UTC",
        Mistake::Range => "out of the type's range",
    };
    let type_ = target.column.type_.element().to_string();
    let diagnostic = values::default_text(value.span, &type_, target.site.type_span, why);
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
