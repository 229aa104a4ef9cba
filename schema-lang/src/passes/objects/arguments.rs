//! Arguments of functions: their modes, names, types and defaults.

use std::collections::HashMap;

use pg_orm_ir::catalog::{Argument, ArgumentMode};
use pg_orm_ir::types::{BaseType, DataType};
use pg_orm_ir::{Place, QualifiedName};

use super::super::models::ModelDraft;
use super::super::names::Kind;
use super::super::types::{self, Resolved};
use super::super::views::ViewDraft;
use super::super::{Context, sql};
use crate::diagnostics::{objects as diagnostics, values};
use crate::source::Span;
use crate::syntax::ast::{Param, Params, TypeRef, Value, ValueKind};

/// Types that only functions have (manual, section 8.21).
pub(in super::super) const PSEUDO_TYPES: &[&str] = &[
    "any",
    "anyarray",
    "anycompatible",
    "anycompatiblearray",
    "anycompatiblemultirange",
    "anycompatiblenonarray",
    "anycompatiblerange",
    "anyelement",
    "anyenum",
    "anymultirange",
    "anynonarray",
    "anyrange",
    "cstring",
    "event_trigger",
    "fdw_handler",
    "index_am_handler",
    "internal",
    "language_handler",
    "pg_ddl_command",
    "record",
    "table_am_handler",
    "trigger",
    "tsm_handler",
    "unknown",
    "void",
];

/// What the types of arguments may name beside types: rows of models and views.
#[derive(Clone, Copy)]
pub(super) struct Rows<'m, 'a> {
    pub(super) models: &'m [ModelDraft<'a>],
    pub(super) views: &'m [ViewDraft<'a>],
    /// Whether `?` means something: to a client, which sees functions and no aggregates.
    pub(super) takes_null: bool,
}

/// A type of `pg_catalog` that only functions have.
pub(super) fn pseudo_type(name: &str) -> DataType {
    DataType::declared(QualifiedName::new("pg_catalog", name))
}

/// Whether it is one.
pub(crate) fn is_pseudo_type(name: &QualifiedName) -> bool {
    name.schema == "pg_catalog" && PSEUDO_TYPES.contains(&&*name.name)
}

impl<'a> Rows<'_, 'a> {
    /// The type of an argument or of what a function returns.
    pub(super) fn data_type(self, cx: &mut Context<'a>, type_ref: &TypeRef<'a>) -> Option<DataType> {
        if let (Some(mark), false) = (type_ref.nullable.or(type_ref.nullable_elements), self.takes_null) {
            let message = "`?` on the type of an aggregate";
            cx.report(diagnostics::argument(
                mark,
                message,
                "any argument and any answer may be null: remove it",
            ));
        }
        let words = &*type_ref.words;
        let lower = words.to_lowercase();
        let array = |type_: DataType| if type_ref.dimensions > 0 { type_.into_array() } else { type_ };
        if PSEUDO_TYPES.contains(&&*lower) && !cx.names.types.contains_key(words) {
            return Some(array(pseudo_type(&lower)));
        }
        if let Some(&(Kind::View(index), _)) = cx.names.types.get(words) {
            let view = self.views.get(index)?;
            return Some(array(DataType::declared(view.model.ir.table.clone())));
        }
        // `app.users`: the rows of a table by its name in the database.
        let tables = self.models.iter().chain(self.views.iter().map(|view| &view.model));
        let table = words.split_once('.').and_then(|(schema, name)| {
            let name = QualifiedName::new(schema, name);
            tables.map(|draft| &draft.ir.table).find(|table| **table == name).cloned()
        });
        if let Some(table) = table {
            return Some(array(DataType::declared(table)));
        }
        match types::resolve(cx, type_ref) {
            Resolved::Value(value) => Some(value.type_),
            Resolved::Model(index) => {
                let model = self.models.get(index)?;
                Some(array(DataType::declared(model.ir.table.clone())))
            }
            Resolved::Unknown => None,
        }
    }

    /// The columns of `table(id bigint, ..)`.
    pub(super) fn columns(
        self,
        cx: &mut Context<'a>,
        params: &'a Params<'a>,
    ) -> Option<Vec<(String, DataType)>> {
        let mut columns = Vec::new();
        let mut names = HashMap::new();
        let mut is_whole = true;
        for param in &params.list {
            let type_ = self.data_type(cx, &param.type_ref);
            if let Some(mode) = param.mode {
                let message = "a mode on a column of the answer";
                cx.report(diagnostics::argument(mode.span, message, "belongs to an argument"));
            }
            if let Some(default) = &param.default {
                let message = "a default on a column of the answer";
                cx.report(diagnostics::argument(default.span, message, "belongs to an argument"));
            }
            unlike(cx, &mut names, param);
            match type_ {
                Some(type_) => columns.push((param.name.text.to_string(), type_)),
                None => is_whole = false,
            }
        }
        if params.list.is_empty() {
            cx.report(diagnostics::argument(params.span, "a table without columns", "expected `name type`"));
        }
        is_whole.then_some(columns)
    }

    /// The arguments of a function; `None` where one of them is wrong.
    pub(super) fn arguments(
        self,
        cx: &mut Context<'a>,
        params: Option<&'a Params<'a>>,
    ) -> Option<Vec<Argument>> {
        let mut arguments = Vec::new();
        let mut names = HashMap::new();
        let mut is_whole = true;
        let mut first_default: Option<Span> = None;
        let mut variadic: Option<Span> = None;
        for param in params.map(|params| params.list.as_slice()).unwrap_or_default() {
            let mode = match param.mode.map(|mode| mode.text) {
                Some("out") => ArgumentMode::Out,
                Some("inout") => ArgumentMode::InOut,
                Some("variadic") => ArgumentMode::Variadic,
                _ => ArgumentMode::In,
            };
            let is_input = mode != ArgumentMode::Out;
            let span = param.name.span;
            let is_nameless = param.name.text == "_" && !param.name.is_quoted;
            if !is_nameless {
                cx.check_database_name(&param.name.text, span, "the argument's name");
                unlike(cx, &mut names, param);
            }
            let type_ = self.data_type(cx, &param.type_ref);
            let default = param.default.as_ref().map(|value| default(cx, value));
            if let (true, Some(first)) = (is_input, variadic) {
                let message = "an argument behind a variadic one";
                cx.report(
                    diagnostics::argument(span, message, "would never be reached")
                        .label(first, "takes all that follow"),
                );
            }
            match (&param.default, first_default) {
                (Some(value), _) if !is_input => {
                    cx.report(diagnostics::argument(
                        value.span,
                        "a default on an output argument",
                        "nobody gives it a value",
                    ));
                }
                (Some(_), None) => first_default = Some(span),
                (None, Some(first)) if is_input && mode != ArgumentMode::Variadic => {
                    let message = "an argument without a default behind one with";
                    cx.report(
                        diagnostics::argument(span, message, "lacks a default").label(first, "has one"),
                    );
                }
                _ => {}
            }
            if mode == ArgumentMode::Variadic {
                variadic = Some(span);
                let takes_any = |type_: &DataType| {
                    type_.is_array
                        || matches!(&type_.base, BaseType::Declared(name) if matches!(&*name.name, "any" | "anyarray" | "anycompatiblearray"))
                };
                if type_.as_ref().is_some_and(|type_| !takes_any(type_)) {
                    let message = "a variadic argument that is no array";
                    cx.report(diagnostics::argument(
                        param.type_ref.span,
                        message,
                        "expected an array, such as `text[]`",
                    ));
                }
            }
            let Some(type_) = type_ else {
                is_whole = false;
                continue;
            };
            is_whole &= !matches!(default, Some(None));
            let name = (!is_nameless).then(|| param.name.text.to_string());
            arguments.push(Argument { mode, name, type_, default: default.flatten() });
        }
        is_whole.then_some(arguments)
    }
}

/// Reports an argument of a name that another one has.
fn unlike<'a>(cx: &mut Context<'a>, names: &mut HashMap<&'a str, Span>, param: &'a Param<'a>) {
    match names.get(&*param.name.text) {
        Some(&first) => {
            let message = format!("two arguments `{}`", param.name.text);
            cx.report(
                diagnostics::argument(param.name.span, &message, "the second one")
                    .label(first, "the first one"),
            );
        }
        None => {
            names.insert(&param.name.text, param.name.span);
        }
    }
}

fn default<'a>(cx: &mut Context<'a>, value: &'a Value<'a>) -> Option<String> {
    match &value.kind {
        ValueKind::Number(number) => Some((*number).to_owned()),
        ValueKind::Bool(is) => Some(is.to_string()),
        ValueKind::String(text) => Some(pg_orm_sql::literal(text).to_string()),
        ValueKind::Path("null") => Some("null".to_owned()),
        ValueKind::Sql(written) => {
            let text = sql::fragment(cx, written)?;
            sql::lowered(cx, &text, Place::Table)
        }
        _ => {
            cx.report(values::expected(
                "a number, a string, true, false, null, or SQL between backticks",
                value,
            ));
            None
        }
    }
}
