//! Types: PostgreSQL's own by its names, and those that the schema declares.

use std::borrow::Cow;

use pg_orm_ir::QualifiedName;
use pg_orm_ir::types::{ArrayShape, BaseType, BuiltIn, DataType, Modifier};

use super::known_extensions::{Part, that_brings};
use super::names::Kind;
use super::{Context, intervals, items};
use crate::diagnostics::objects::lacks_extension;
use crate::diagnostics::types as diagnostics;
use crate::syntax::ast::{Field, TypeRef, Value, ValueKind};

/// What a type stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Resolved {
    /// Values.
    Value(ValueType),
    /// The model of this index.
    Model(usize),
    /// Something that is a diagnostic already.
    Unknown,
}

/// The type of values, and where it is declared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ValueType {
    pub(super) type_: DataType,
    pub(super) shape: ArrayShape,
    pub(super) of: Of,
}

/// What a type, or an array's elements, are declared as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Of {
    BuiltIn,
    /// The enum of this index.
    Enum(usize),
    /// The domain of this index.
    Domain(usize),
    /// The composite of this index.
    Composite(usize),
    /// The range of this index.
    Range(usize),
}

/// A field's type, whose absence is reported.
pub(super) fn required<'a>(cx: &mut Context<'a>, field: &'a Field<'a>) -> Option<&'a TypeRef<'a>> {
    if field.type_ref.is_none() && !field.has_junk {
        cx.report(diagnostics::missing(field.name));
    }
    field.type_ref.as_ref()
}

/// What `type_ref` stands for; `?` is the caller's to read.
pub(super) fn resolve(cx: &mut Context<'_>, type_ref: &TypeRef<'_>) -> Resolved {
    if type_ref.is_set {
        cx.report(diagnostics::set(type_ref));
        return Resolved::Unknown;
    }
    if !type_ref.is_quoted
        && let Some(&(kind, span)) = cx.names.types.get(&*type_ref.words)
    {
        if let (Some(args), false) = (&type_ref.args, kind == Kind::Unsupported) {
            cx.report(diagnostics::no_modifiers(&type_ref.words, args.span));
        }
        return match kind {
            Kind::Model(index) => Resolved::Model(index),
            Kind::Enum(index) => {
                let name = cx.enums.get(index).map(|draft| draft.ir.type_name.clone());
                declared(cx, type_ref, name, Of::Enum(index))
            }
            Kind::Domain(index) => {
                let name = cx.domains.get(index).map(|draft| draft.ir.type_name.clone());
                declared(cx, type_ref, name, Of::Domain(index))
            }
            Kind::Composite(index) => {
                let name = cx.composites.get(index).map(|draft| draft.ir.type_name.clone());
                declared(cx, type_ref, name, Of::Composite(index))
            }
            Kind::Range(index) => {
                let name = cx.ranges.get(index).map(|draft| draft.ir.name.clone());
                declared(cx, type_ref, name, Of::Range(index))
            }
            Kind::Mixin(_) | Kind::Session | Kind::View(_) => {
                cx.report(diagnostics::not_a_type(type_ref, kind.noun(), span));
                Resolved::Unknown
            }
            Kind::Unsupported => Resolved::Unknown,
        };
    }
    match built_in(cx, type_ref) {
        Some(type_) => {
            let of = cx.underlying_of(&type_);
            Resolved::Value(shaped(type_ref, type_, of))
        }
        None => Resolved::Unknown,
    }
}

/// Whether a type's name means something.
pub(super) fn is_known(cx: &Context<'_>, type_ref: &TypeRef<'_>) -> bool {
    is_known_name(cx, &type_ref.words)
}

/// Whether a name is one of a type.
pub(super) fn is_known_name(cx: &Context<'_>, words: &str) -> bool {
    let lower = words.to_lowercase();
    cx.names.types.contains_key(words) || BuiltIn::from_name(&spelling(&lower)).is_some()
}

fn declared(cx: &mut Context<'_>, type_ref: &TypeRef<'_>, name: Option<QualifiedName>, of: Of) -> Resolved {
    let Some(name) = name else { return Resolved::Unknown };
    let value = shaped(type_ref, DataType::declared(name), of);
    check_nulls(cx, type_ref, of);
    Resolved::Value(value)
}

/// The array of a type, or the type itself, as `type_ref` says.
fn shaped(type_ref: &TypeRef<'_>, type_: DataType, of: Of) -> ValueType {
    let shape = ArrayShape {
        has_nulls: type_ref.nullable_elements.is_some(),
        has_dimensions: type_ref.dimensions > 1,
    };
    ValueType { type_: if type_ref.dimensions > 0 { type_.into_array() } else { type_ }, shape, of }
}

/// A domain that is never null stands nowhere where it may be.
fn check_nulls(cx: &mut Context<'_>, type_ref: &TypeRef<'_>, of: Of) {
    let mark = if type_ref.dimensions > 0 { type_ref.nullable_elements } else { type_ref.nullable };
    if let (Some(mark), Some(declared)) = (mark, cx.never_null(of)) {
        cx.report(diagnostics::never_null(mark, &type_ref.words, declared));
    }
}

fn built_in(cx: &mut Context<'_>, type_ref: &TypeRef<'_>) -> Option<DataType> {
    let words = &*type_ref.words;
    if type_ref.is_quoted {
        return match (type_ref.schema.as_deref(), words) {
            (None, "char") => modified(cx, type_ref, BuiltIn::InternalChar),
            // PostgreSQL's `bit` in quotes has no length, unlike `bit`.
            (None, "bit") => Some(DataType::built_in(BuiltIn::Bit)),
            (schema, name) => of_database(cx, type_ref, schema.unwrap_or(items::PUBLIC), name),
        };
    }
    match words.split_once('.') {
        Some((schema, name)) if !name.contains(['.', ':']) && !schema.contains(':') => {
            return of_database(cx, type_ref, schema, name);
        }
        _ if words.contains(['.', ':']) => {
            cx.report(diagnostics::unknown(type_ref, []));
            return None;
        }
        _ => {}
    }
    let lower = words.to_lowercase();
    let name = spelling(&lower);
    if name == "float"
        && let Some(args) = &type_ref.args
    {
        return float(cx, type_ref, &args.list);
    }
    if let Some(type_) = BuiltIn::from_name(&name) {
        return modified(cx, type_ref, type_);
    }
    if let Some(extension) = that_brings(Part::Type, &lower) {
        return of_extension(cx, type_ref, extension, &lower);
    }
    if super::objects::PSEUDO_TYPES.contains(&&*lower) {
        cx.report(crate::diagnostics::objects::pseudo_type(type_ref));
    } else if let Some(fields) = lower.strip_prefix("interval ").filter(|_| !lower.ends_with(" array")) {
        return intervals::resolve(cx, type_ref, fields);
    } else {
        let built_in = BuiltIn::ALL
            .iter()
            .flat_map(|type_| std::iter::once(type_.sql_name()).chain(type_.aliases().iter().copied()));
        // Declared names first: of two equally near ones they are the likelier.
        let candidates = cx.names.type_names.iter().copied().chain(built_in);
        let diagnostic = diagnostics::unknown(type_ref, candidates);
        cx.report(diagnostic);
    }
    None
}

/// A type of an extension, where that is declared.
fn of_extension(
    cx: &mut Context<'_>,
    type_ref: &TypeRef<'_>,
    extension: &str,
    name: &str,
) -> Option<DataType> {
    let Some(schema) = cx.extension_schema(extension) else {
        let what = "the type";
        cx.report(lacks_extension(what, name, type_ref.name_span, extension));
        return None;
    };
    let mut type_ = DataType::declared(QualifiedName::new(schema, name));
    for value in type_ref.args.iter().flat_map(|args| &args.list) {
        type_.modifiers.push(match value.kind {
            ValueKind::Path(word) if !word.contains(['.', ':']) => Modifier::Word(word.to_owned()),
            _ => Modifier::Number(integer(cx, value)?),
        });
    }
    Some(type_)
}

/// A type by its name in the database: `app.post_state`, `"Odd Type"`.
fn of_database(cx: &mut Context<'_>, type_ref: &TypeRef<'_>, schema: &str, name: &str) -> Option<DataType> {
    let known = that_brings(Part::Type, name).filter(|it| cx.extension_schema(it).as_deref() == Some(schema));
    if let Some(extension) = known {
        return of_extension(cx, type_ref, extension, name);
    }
    if let (Some(type_), "pg_catalog") = (BuiltIn::from_name(name), schema) {
        return modified(cx, type_ref, type_);
    }
    let type_ = DataType::declared(QualifiedName::new(schema, name));
    let is_multirange = |draft: &super::ranges::RangeDraft<'_>| {
        let multirange = draft.ir.multirange_name();
        multirange.schema == schema && multirange.name == name
    };
    let is_known = cx.underlying_of(&type_) != Of::BuiltIn
        || cx.ranges.iter().any(is_multirange)
        || matches!(&type_.base, BaseType::Declared(name) if cx.row_types.contains(name));
    if is_known || cx.has_unknown_objects() {
        if let Some(args) = &type_ref.args {
            cx.report(diagnostics::no_modifiers(&type_ref.words, args.span));
            return None;
        }
        return Some(type_);
    }
    let declared: Vec<String> = declared_types(cx).map(ToString::to_string).collect();
    cx.report(diagnostics::unknown(type_ref, declared.iter().map(String::as_str)));
    None
}

/// The types of the schema by their names in the database.
fn declared_types<'c>(cx: &'c Context<'_>) -> impl Iterator<Item = &'c QualifiedName> {
    let enums = cx.enums.iter().map(|draft| &draft.ir.type_name);
    let domains = cx.domains.iter().map(|draft| &draft.ir.type_name);
    let composites = cx.composites.iter().map(|draft| &draft.ir.type_name);
    enums.chain(domains).chain(composites).chain(cx.ranges.iter().map(|draft| &draft.ir.name))
}

/// Spellings that PostgreSQL's grammar takes beside the names in its catalog (manual, table 8.1, and `gram.y`).
fn spelling(lower: &str) -> Cow<'_, str> {
    match lower {
        "nchar" | "national char" | "national character" => Cow::Borrowed("character"),
        "nchar varying" | "national char varying" | "national character varying" => {
            Cow::Borrowed("character varying")
        }
        _ => Cow::Borrowed(lower),
    }
}

/// `float(24)` is `real`, `float(53)` is `double precision`.
fn float(cx: &mut Context<'_>, type_ref: &TypeRef<'_>, args: &[Value<'_>]) -> Option<DataType> {
    let bits = match args {
        [value] => integer(cx, value)?,
        _ => {
            cx.report(diagnostics::modifier_count(type_ref, "float", 1));
            return None;
        }
    };
    match bits {
        1..=24 => Some(DataType::built_in(BuiltIn::Real)),
        25..=53 => Some(DataType::built_in(BuiltIn::DoublePrecision)),
        _ => {
            cx.report(diagnostics::modifier_range(args.first()?.span, "the precision of float", 1, 53));
            None
        }
    }
}

fn modified(cx: &mut Context<'_>, type_ref: &TypeRef<'_>, base: BuiltIn) -> Option<DataType> {
    let mut type_ = DataType::built_in(base);
    let Some(args) = &type_ref.args else {
        match base {
            // PostgreSQL's `bpchar` without a length has no limit, unlike `char`.
            BuiltIn::Char if type_ref.words.eq_ignore_ascii_case("bpchar") => {}
            BuiltIn::Char | BuiltIn::Bit => type_.modifiers.push(1.into()),
            _ => {}
        }
        return Some(type_);
    };
    let most = base.max_modifiers();
    if most == 0 {
        cx.report(diagnostics::no_modifiers(&type_ref.words, args.span));
        return None;
    }
    if args.list.is_empty() || args.list.len() > most {
        cx.report(diagnostics::modifier_count(type_ref, &type_ref.words, most));
        return None;
    }
    for (index, value) in args.list.iter().enumerate() {
        let number = integer(cx, value)?;
        let (what, least, most) = limits(base, index);
        if !(least..=most).contains(&number) {
            cx.report(diagnostics::modifier_range(value.span, what, least, most));
            return None;
        }
        type_.modifiers.push(number.into());
    }
    if base == BuiltIn::Numeric && type_.modifiers.len() == 1 {
        type_.modifiers.push(0.into());
    }
    Some(type_)
}

/// What PostgreSQL allows (manual, chapter 8).
pub(super) fn limits(base: BuiltIn, index: usize) -> (&'static str, i32, i32) {
    match (base, index) {
        (BuiltIn::Numeric, 0) => ("the precision of numeric", 1, 1000),
        (BuiltIn::Numeric, _) => ("the scale of numeric", -1000, 1000),
        (BuiltIn::VarChar | BuiltIn::Char, _) => ("the length", 1, 10_485_760),
        (BuiltIn::Bit | BuiltIn::VarBit, _) => ("the length", 1, 83_886_080),
        _ => ("the precision", 0, 6),
    }
}

pub(super) fn integer(cx: &mut Context<'_>, value: &Value<'_>) -> Option<i32> {
    let number = match value.kind {
        ValueKind::Number(digits) => digits.parse().ok(),
        _ => None,
    };
    if number.is_none() {
        cx.report(crate::diagnostics::values::expected("a whole number", value));
    }
    number
}
