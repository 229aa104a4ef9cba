//! Types as the language writes them.

use pg_orm_ir::QualifiedName;
use pg_orm_ir::catalog::Catalog;
use pg_orm_ir::types::{BaseType, BuiltIn, DataType, Modifier};

use super::entries::PUBLIC;
use super::names::TypeNames;
use super::text;
use crate::passes::{is_extension_type, is_pseudo_type};

/// `varchar(20)`, `app_state[]`, `vector(384)`.
pub(super) fn type_ref(type_: &DataType, names: &TypeNames<'_>) -> String {
    let array = if type_.is_array { "[]" } else { "" };
    let word = match &type_.base {
        BaseType::BuiltIn(base) => {
            if let Some(bare) = bare(*base, &type_.modifiers) {
                return format!("{bare}{array}");
            }
            built_in(*base).to_owned()
        }
        BaseType::Declared(name) => match names.get(name) {
            Some(word) => word.to_owned(),
            None => unnamed(name),
        },
    };
    let modifiers = &type_.modifiers;
    if let (BaseType::BuiltIn(BuiltIn::Interval), true) = (&type_.base, !modifiers.is_empty()) {
        return type_.to_string();
    }
    match modifiers.as_slice() {
        [] => format!("{word}{array}"),
        list => {
            let list: Vec<String> = list.iter().map(ToString::to_string).collect();
            let list = list.join(", ");
            // `timestamp with time zone` takes its precision in the middle; its short name does not.
            format!("{word}({list}){array}")
        }
    }
}

/// A type that is not the schema's own: an extension's, one that only functions have, or one by its database name.
fn unnamed(name: &QualifiedName) -> String {
    let is_bare = is_extension_type(&name.name) || is_pseudo_type(name);
    if is_bare {
        return text::name(&name.name);
    }
    by_database(name)
}

/// `app.mood`, `"odd schema".mood`, `"odd mood"` of `public`.
fn by_database(name: &QualifiedName) -> String {
    if name.schema == PUBLIC && !text::is_word(&name.name) {
        return text::string(&name.name);
    }
    format!("{}.{}", text::name(&name.schema), text::name(&name.name))
}

/// The row type of a table or a view, which a model's name does not say where a relation could be meant.
pub(super) fn value_ref(type_: &DataType, names: &TypeNames<'_>) -> String {
    match &type_.base {
        BaseType::Declared(name) if names.is_relation(name) => {
            format!("{}{}", by_database(name), if type_.is_array { "[]" } else { "" })
        }
        _ => type_ref(type_, names),
    }
}

/// `?` for what may be null, but not for a domain that never is.
pub(super) fn mark(is_nullable: bool, type_: &DataType, catalog: &Catalog) -> &'static str {
    if is_nullable && !is_never_null(type_, catalog) { "?" } else { "" }
}

fn is_never_null(type_: &DataType, catalog: &Catalog) -> bool {
    let mut type_ = type_;
    // A chain of domains is never longer than there are domains.
    for _ in 0..=catalog.domains.len() {
        let BaseType::Declared(name) = &type_.base else { break };
        match catalog.domains.iter().find(|domain| domain.name == *name && !type_.is_array) {
            Some(domain) if domain.is_never_null => return true,
            Some(domain) => type_ = &domain.base,
            None => break,
        }
    }
    false
}

/// What a type is called where modifiers and their absence mean something else than elsewhere.
fn bare(base: BuiltIn, modifiers: &[Modifier]) -> Option<&'static str> {
    match (base, modifiers) {
        (BuiltIn::Char, []) => Some("bpchar"),
        (BuiltIn::Char, [Modifier::Number(1)]) => Some("char"),
        (BuiltIn::Bit, [Modifier::Number(1)]) => Some("bit"),
        (BuiltIn::Bit, []) => Some("\"bit\""),
        _ => None,
    }
}

/// The usual spelling of a built-in type.
const fn built_in(base: BuiltIn) -> &'static str {
    match base {
        BuiltIn::Integer => "int",
        BuiltIn::VarChar => "varchar",
        BuiltIn::Char => "char",
        BuiltIn::VarBit => "varbit",
        BuiltIn::Timestamp => "timestamp",
        BuiltIn::TimestampTz => "timestamptz",
        BuiltIn::Time => "time",
        BuiltIn::TimeTz => "timetz",
        other => other.sql_name(),
    }
}
