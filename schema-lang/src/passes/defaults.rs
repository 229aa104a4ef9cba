//! `@default`: literals checked against the column's type, calls, SQL.

use pg_orm_ir::model::{DefaultValue, Literal, SqlText};
use pg_orm_ir::types::{ArrayShape, BaseType, BuiltIn, Category, DataType, Modifier};

use super::args::Args;
use super::default_functions::{FUNCTIONS, KEYWORD_FUNCTIONS, function, is_bare_function};
use super::default_texts::{checked_text, example};
use super::fragments::{Pending, Site};
use super::types::{Of, ValueType};
use super::{Context, sql};
use crate::diagnostics::values;
use crate::source::Span;
use crate::syntax::ast::{Attribute, Value, ValueKind, Word};

/// What a literal is checked against.
pub(super) struct Target {
    /// The type of the values: a domain's is what it is made of.
    pub(super) type_: DataType,
    /// Where the type stands.
    pub(super) type_span: Span,
    shape: ArrayShape,
    of: Of,
    /// What the type is called in the schema, where it is declared there.
    name: Option<String>,
}

/// Where a default is written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    /// The type of what has the default.
    pub(super) type_span: Span,
    /// Whether that may be null.
    pub(super) is_nullable: bool,
}

impl Target {
    fn of<'a>(cx: &Context<'a>, value: &ValueType, type_span: Span) -> Self {
        let name = (value.of != Of::BuiltIn).then(|| cx.shown(&value.type_));
        let ValueType { type_, shape, of } = cx.underlying(value);
        Self { type_, type_span, shape, of, name }
    }

    const fn enum_(&self) -> Option<usize> {
        if let Of::Enum(index) = self.of { Some(index) } else { None }
    }

    /// For messages: `text`, `Plan`, `Email : text`.
    pub(super) fn shown(&self) -> String {
        match (&self.name, self.of) {
            (None, _) => self.type_.to_string(),
            (Some(name), Of::BuiltIn) => format!("{name} : {}", self.type_),
            (Some(name), _) => name.clone(),
        }
    }
}

/// The default; `None` where it is wrong, which is reported.
pub(super) fn resolve<'a>(
    cx: &mut Context<'a>,
    attribute: &'a Attribute<'a>,
    value_type: &ValueType,
    place: Place,
) -> Option<DefaultValue> {
    let mut args = Args::new(attribute, &[]);
    let value = args.required(cx, "a value");
    args.finish(cx);
    let value = value?;
    let target = Target::of(cx, value_type, place.type_span);
    let is_enum = target.enum_().is_some();
    match &value.kind {
        ValueKind::Sql(fragment) => {
            cx.fragments.push(Pending { sql: fragment, site: Site::Default, model: None });
            sql::fragment(cx, fragment).map(DefaultValue::Sql)
        }
        ValueKind::Call(word, call) => {
            if word.text == "nextval" {
                return super::default_functions::next_value(cx, &target, *word, call);
            }
            if !call.list.is_empty() && FUNCTIONS.iter().any(|(name, ..)| *name == word.text) {
                cx.report(values::function_takes_nothing(*word, call.span));
                return None;
            }
            function(cx, &target, *word)
        }
        ValueKind::Path(word) if !is_enum && is_bare_function(cx, &target, value, word) => None,
        ValueKind::Path(word) if !is_enum && KEYWORD_FUNCTIONS.contains(word) => {
            Some(DefaultValue::Sql(SqlText::text(*word)))
        }
        ValueKind::Path(word) if !is_enum && word.eq_ignore_ascii_case("null") => {
            cx.report(values::default_null(value.span, place.is_nullable));
            None
        }
        _ => literal(cx, &target, value, target.type_.is_array).map(DefaultValue::Literal),
    }
}

fn literal<'a>(
    cx: &mut Context<'a>,
    target: &Target,
    value: &'a Value<'a>,
    is_array: bool,
) -> Option<Literal> {
    if is_array {
        return array(cx, target, value);
    }
    match target.of {
        Of::Enum(index) => return label(cx, target, value, index),
        Of::Composite(_) => return mismatch(cx, target, value, "SQL between backticks: @default(`row(..)`)"),
        // Made of itself, which is a diagnostic already.
        Of::Domain(_) if !target.type_.is_array => return None,
        Of::Range(_) => {
            return match &value.kind {
                ValueKind::String(text) => Some(Literal::Text(text.to_string())),
                _ => mismatch(cx, target, value, "a range in a string, such as \"[1,2)\""),
            };
        }
        Of::Domain(_) | Of::BuiltIn => {}
    }
    if let (BaseType::Declared(name), ValueKind::String(text)) = (&target.type_.base, &value.kind)
        && cx.is_of_extension(name)
    {
        return Some(Literal::Text(text.to_string()));
    }
    let BaseType::BuiltIn(base) = &target.type_.base else {
        return mismatch(cx, target, value, "SQL between backticks: @default(`..`)");
    };
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

/// A list; where the type says so, of lists as long as one another, and with nulls.
fn array<'a>(cx: &mut Context<'a>, target: &Target, value: &'a Value<'a>) -> Option<Literal> {
    let ValueKind::List(list) = &value.kind else {
        return mismatch(cx, target, value, "a list, such as [] or [a, b]");
    };
    let mut elements = Vec::with_capacity(list.len());
    let mut is_whole = true;
    for element in list {
        let read = match &element.kind {
            ValueKind::Path("null") if target.shape.has_nulls && target.enum_().is_none() => {
                Some(Literal::Null)
            }
            ValueKind::Path("null") if target.enum_().is_none() => {
                mismatch(cx, target, element, "a value: only `?[]` says that elements may be null")
            }
            ValueKind::List(_) if target.shape.has_dimensions => array(cx, target, element),
            _ => literal(cx, target, element, false),
        };
        match (read, elements.first()) {
            (Some(read), Some(first)) if lengths(&read) != lengths(first) => {
                is_whole = false;
                let _: Option<Literal> =
                    mismatch(cx, target, element, "as many elements in every list of a dimension");
            }
            (Some(read), _) => elements.push(read),
            (None, _) => is_whole = false,
        }
    }
    is_whole.then_some(Literal::Array(elements))
}

/// How many elements an array's dimensions have; none for what is no array.
fn lengths(literal: &Literal) -> Vec<usize> {
    let Literal::Array(elements) = literal else { return Vec::new() };
    let inner = elements.first().map(lengths).unwrap_or_default();
    [vec![elements.len()], inner].concat()
}

fn mismatch<'a>(
    cx: &mut Context<'a>,
    target: &Target,
    value: &'a Value<'a>,
    expected: &str,
) -> Option<Literal> {
    let type_ = target.shown();
    cx.report(values::default_type(value, &type_, target.type_span, expected));
    None
}

/// A value of an enum, by its name in the schema.
fn label<'a>(cx: &mut Context<'a>, target: &Target, value: &'a Value<'a>, index: usize) -> Option<Literal> {
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
    target: &Target,
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
            let type_ = target.type_.element().to_string();
            cx.report(values::default_range(value.span, &type_, target.type_span, &limits));
            None
        }
    }
}

/// A number that the type holds (manual, section 8.1).
fn number<'a>(
    cx: &mut Context<'a>,
    target: &Target,
    value: &'a Value<'a>,
    digits: &str,
    base: BuiltIn,
) -> Option<Literal> {
    let limits = match (base, target.type_.modifiers.as_slice()) {
        (BuiltIn::Real, _) if digits.parse::<f32>().is_ok_and(f32::is_infinite) => {
            Some("it holds numbers up to 3.4e38".to_owned())
        }
        (BuiltIn::DoublePrecision, _) if digits.parse::<f64>().is_ok_and(f64::is_infinite) => {
            Some("it holds numbers up to 1.7e308".to_owned())
        }
        (BuiltIn::Numeric, &[Modifier::Number(precision), Modifier::Number(scale)])
            if !digits.contains(['e', 'E']) =>
        {
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
            let type_ = target.type_.element().to_string();
            cx.report(values::default_range(value.span, &type_, target.type_span, &limits));
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
