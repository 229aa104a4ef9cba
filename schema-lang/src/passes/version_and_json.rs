//! `@version` and `@json`: what the client makes of a column, and the database knows nothing of.

use pg_orm_ir::model::{DefaultValue, Literal};
use pg_orm_ir::types::{BaseType, BuiltIn};

use super::Context;
use super::args::Args;
use super::models::ModelDraft;
use crate::diagnostics::{attributes, objects, values};
use crate::syntax::ast::{Attribute, ValueKind};

/// `@version`: each update checks it and adds one.
pub(super) fn version<'a>(
    cx: &mut Context<'a>,
    draft: &mut ModelDraft<'a>,
    index: usize,
    attribute: &'a Attribute<'a>,
) {
    Args::new(attribute, &[]).finish(cx);
    let other = draft.ir.fields.iter().position(|field| field.is_version);
    let (Some(column), Some(site)) = (draft.ir.fields.get_mut(index), draft.columns.get(index)) else {
        return;
    };
    let base = &column.type_.base;
    let is_integer =
        matches!(base, BaseType::BuiltIn(BuiltIn::SmallInt | BuiltIn::Integer | BuiltIn::BigInt));
    if !is_integer || column.type_.is_array {
        let type_ = cx.shown(&column.type_);
        let fitting = "smallint, integer or bigint";
        return cx.report(attributes::column_type(attribute, &type_, site.type_span, fitting));
    }
    if let Some(mark) = site.nullable {
        return cx.report(attributes::nullable(attribute, site.name, mark));
    }
    if let Some(other) = other.and_then(|other| draft.columns.get(other)) {
        let message = format!("a second `@version`, beside that of `{}`", other.name.text);
        return cx.report(objects::not_here(attribute.span, &message, "a row has one version"));
    }
    column.is_version = true;
}

/// What a version begins with, where nothing else is said; and that nothing else counts it.
pub(super) fn finish<'a>(
    cx: &mut Context<'a>,
    draft: &mut ModelDraft<'a>,
    index: usize,
    attributes: &'a [Attribute<'a>],
) {
    let Some(column) = draft.ir.fields.get_mut(index).filter(|column| column.is_version) else { return };
    let find = |names: &[&str]| attributes.iter().find(|attribute| names.contains(&attribute.name.text));
    if let (Some(other), Some(version)) = (find(&["identity", "serial", "generated"]), find(&["version"])) {
        return cx.report(attributes::conflict(version, other, "the client alone counts a version"));
    }
    if column.default.is_none() {
        column.default = Some(DefaultValue::Literal(Literal::Number("0".to_owned())));
    }
}

/// `@json(crate::Settings)`: the type in Rust that serde makes of it.
pub(super) fn json<'a>(
    cx: &mut Context<'a>,
    draft: &mut ModelDraft<'a>,
    index: usize,
    attribute: &'a Attribute<'a>,
) {
    let mut args = Args::new(attribute, &[]);
    let value = args.required(cx, "the path of a type in Rust, such as crate::Settings");
    args.finish(cx);
    let (Some(column), Some(site)) = (draft.ir.fields.get_mut(index), draft.columns.get(index)) else {
        return;
    };
    if !matches!(column.type_.base, BaseType::BuiltIn(BuiltIn::Json | BuiltIn::JsonB)) {
        let type_ = cx.shown(&column.type_);
        return cx.report(attributes::column_type(attribute, &type_, site.type_span, "jsonb or json"));
    }
    let Some(value) = value else { return };
    let path = match &value.kind {
        ValueKind::Path(path) => *path,
        // With generics: `"Vec<crate::Rule>"`.
        ValueKind::String(path) => &**path,
        _ => return cx.report(values::expected("the path of a type in Rust", value)),
    };
    if path.contains('.') || !path.contains("::") {
        let diagnostic = values::expected("the path of a type in Rust", value);
        let help =
            "a path begins with the crate, as generated code is in a module of its own: `crate::Settings`";
        return cx.report(diagnostic.help(help));
    }
    column.json = Some(path.to_owned());
}
