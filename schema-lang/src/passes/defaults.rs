//! `@default`: literals checked against the column's type, calls, SQL.

use pg_orm_ir::model::{DefaultValue, Field as Column, Literal, SqlText};
use pg_orm_ir::types::{BaseType, BuiltIn, Category, DataType};

use super::args::Args;
use super::models::ColumnSite;
use super::{Context, json, sql};
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
        let names: Vec<&str> = FUNCTIONS.iter().map(|(name, ..)| *name).collect();
        cx.report(values::unknown_function(word, &names));
        return None;
    };
    let type_ = &target.column.type_;
    let is_fitting = !type_.is_array && matches!(&type_.base, BaseType::BuiltIn(base) if fits.contains(base));
    if !is_fitting {
        cx.report(values::function_type(word, gives, &type_.to_string(), target.site.type_span));
        return None;
    }
    Some(DefaultValue::Sql(SqlText::text(format!("{}()", word.text))))
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
        (_, ValueKind::Path(word)) => mismatch(cx, target, value, &format!("a string: \"{word}\"")),
        (Category::Json, _) => mismatch(cx, target, value, "JSON in a string, such as \"{}\""),
        _ => mismatch(cx, target, value, "a string"),
    }
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
        _ => None,
    };
    if let Some(why) = wrong {
        let type_ = type_.element().to_string();
        cx.report(values::default_text(value.span, &type_, target.site.type_span, &why));
        return None;
    }
    Some(Literal::Text(text.to_owned()))
}

/// PostgreSQL takes braces, and a hyphen after each group of four digits (manual, section 8.12).
fn is_uuid(text: &str) -> bool {
    let inner = text.strip_prefix('{').and_then(|text| text.strip_suffix('}')).unwrap_or(text);
    let digits: String = inner.chars().filter(|c| *c != '-').collect();
    digits.len() == 32 && digits.chars().all(|c| c.is_ascii_hexdigit()) && !inner.starts_with('-')
}
