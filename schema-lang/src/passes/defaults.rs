//! `@default`: literals checked against the column's type, calls, SQL.

use pg_orm_ir::model::{DefaultValue, Field as Column, Literal, SqlText};
use pg_orm_ir::types::{BaseType, BuiltIn, Category};

use super::args::Args;
use super::default_functions::{FUNCTIONS, KEYWORD_FUNCTIONS, function, is_bare_function};
use super::default_texts::{checked_text, example};
use super::models::ColumnSite;
use super::{Context, sql};
use crate::diagnostics::values;
use crate::syntax::ast::{Attribute, Value, ValueKind, Word};

/// What a literal is checked against.
pub(super) struct Target<'c, 'a> {
    pub(super) column: &'c Column,
    pub(super) site: &'c ColumnSite<'a>,
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
        ValueKind::Path(word) if enum_.is_none() && word.eq_ignore_ascii_case("null") => {
            cx.report(values::default_null(value.span, column.is_nullable));
            None
        }
        _ => literal(cx, &target, value, column.type_.is_array).map(DefaultValue::Literal),
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
        (Category::Number, ValueKind::Number(digits)) => number(cx, target, value, digits, *base),
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

/// A number that the type holds (manual, section 8.1).
fn number<'a>(
    cx: &mut Context<'a>,
    target: &Target<'_, 'a>,
    value: &'a Value<'a>,
    digits: &str,
    base: BuiltIn,
) -> Option<Literal> {
    let limits = match (base, target.column.type_.modifiers.as_slice()) {
        (BuiltIn::Real, _) if digits.parse::<f32>().is_ok_and(f32::is_infinite) => {
            Some("it holds numbers up to 3.4e38".to_owned())
        }
        (BuiltIn::DoublePrecision, _) if digits.parse::<f64>().is_ok_and(f64::is_infinite) => {
            Some("it holds numbers up to 1.7e308".to_owned())
        }
        (BuiltIn::Numeric, &[precision, scale]) if !digits.contains(['e', 'E']) => {
            let whole = digits.trim_start_matches('-').split('.').next().unwrap_or_default();
            let count = i32::try_from(whole.trim_start_matches('0').len()).unwrap_or(i32::MAX);
            let most = precision - scale;
            (count > most.max(0)).then(|| match most {
                ..=0 => "it holds no digits before the point".to_owned(),
                1 => "it holds one digit before the point".to_owned(),
                most => format!("it holds {most} digits before the point"),
            })
        }
        _ => None,
    };
    match limits {
        None => Some(Literal::Number(digits.to_owned())),
        Some(limits) => {
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
