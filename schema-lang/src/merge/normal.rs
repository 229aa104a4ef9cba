//! What was written, apart from how: texts that are the same where two pieces of a schema say the same words.

use pg_orm_ir::types::BuiltIn;

use crate::syntax::ast::{
    Arg, Args, Attribute, Clause, Entry, Field, Item, Member, Param, Params, TypeRef, Value, ValueKind,
};

/// An item without its block.
pub(super) fn head(item: &Item<'_>) -> String {
    let mut out = item.keyword.text.to_owned();
    if let Some(name) = &item.name {
        out.push(' ');
        out.push_str(&name.text);
    }
    out.push_str(&item.params.as_ref().map(params).unwrap_or_default());
    for it in &item.clauses {
        out.push(' ');
        out.push_str(&clause(it));
    }
    out
}

pub(super) fn clause(clause: &Clause<'_>) -> String {
    let set = if clause.is_set { "setof " } else { "" };
    let type_ = clause.type_ref.as_ref().map(type_ref).unwrap_or_default();
    let table = clause.table.as_ref().map(params).unwrap_or_default();
    format!("{} {set}{type_}{table}", clause.operator.text)
}

fn params(params: &Params<'_>) -> String {
    let list: Vec<String> = params.list.iter().map(param).collect();
    format!("({})", list.join(", "))
}

fn param(param: &Param<'_>) -> String {
    let mode = param.mode.map_or("", |mode| mode.text);
    let default = param.default.as_ref().map(value).unwrap_or_default();
    format!("{mode} {} {} = {default}", param.name.text, type_ref(&param.type_ref))
}

/// A type; the many names of one that is built in are one.
pub(super) fn type_ref(type_ref: &TypeRef<'_>) -> String {
    let words = match BuiltIn::from_name(&type_ref.words) {
        Some(built_in) if !type_ref.is_quoted => built_in.sql_name(),
        _ => &type_ref.words,
    };
    let list: Vec<String> = type_ref.args.iter().flat_map(|args| &args.list).map(value).collect();
    let args = if list.is_empty() { String::new() } else { format!("({})", list.join(", ")) };
    let elements = if type_ref.nullable_elements.is_some() { "?" } else { "" };
    let mark = if type_ref.nullable.is_some() { "?" } else { "" };
    format!("{words}{args}{elements}{}{mark}", "[]".repeat(type_ref.dimensions as usize))
}

/// A line of a block, with its doc comment.
pub(super) fn member(member: &Member<'_>) -> String {
    match member {
        Member::Field(field) => self::field(field),
        Member::Entry(entry) => self::entry(entry),
        Member::Attribute(attribute) => self::attribute(attribute),
    }
}

fn field(field: &Field<'_>) -> String {
    let docs = field.docs.as_ref().map_or("", |docs| &docs.text);
    let type_ = field.type_ref.as_ref().map(type_ref).unwrap_or_default();
    let mut attributes: Vec<String> = field.attributes.iter().map(attribute).collect();
    attributes.sort();
    format!("{docs}\n{} {type_} {}", field.name.text, attributes.join(" "))
}

pub(super) fn entry(entry: &Entry<'_>) -> String {
    format!("{} = {}", entry.key.text, entry.value.as_ref().map(value).unwrap_or_default())
}

pub(super) fn attribute(attribute: &Attribute<'_>) -> String {
    let args = attribute.args.as_ref().map(args).unwrap_or_default();
    format!("{}{}{args}", attribute.sigil, attribute.name.text)
}

fn args(args: &Args<'_>) -> String {
    let list: Vec<String> = args.list.iter().map(arg).collect();
    if list.is_empty() { String::new() } else { format!("({})", list.join(", ")) }
}

/// An argument; a list of one is its element.
pub(super) fn arg(arg: &Arg<'_>) -> String {
    let text = match &arg.value.kind {
        ValueKind::List(list) if list.len() == 1 => list.iter().map(value).collect(),
        _ => value(&arg.value),
    };
    match arg.name {
        Some(name) => format!("{}: {text}", name.text),
        None => text,
    }
}

pub(super) fn value(it: &Value<'_>) -> String {
    match &it.kind {
        ValueKind::Path(text) | ValueKind::Number(text) => (*text).to_owned(),
        ValueKind::Call(word, list) => format!("{}{}", word.text, args(list)),
        ValueKind::List(list) => format!("[{}]", list.iter().map(value).collect::<Vec<_>>().join(", ")),
        ValueKind::Map(pairs) => {
            let pairs = pairs.iter().map(|pair| format!("{}: {}", pair.key.text, value(&pair.value)));
            format!("{{{}}}", pairs.collect::<Vec<_>>().join(", "))
        }
        ValueKind::Sql(sql) => format!("`{}`", sql.text),
        ValueKind::String(text) => format!("{text:?}"),
        ValueKind::Bool(is) => is.to_string(),
        ValueKind::With(element, operator) => format!("{} with {operator:?}", value(element)),
    }
}
