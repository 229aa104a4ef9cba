//! Resolving functions, procedures and queries: what is given to each, what it answers, and the statement that runs it.

use std::collections::BTreeSet;

use pg_orm_ir::model::{Answer, Function, Model, Parameter, Query, QueryPart, ResultType, Results};
use pg_orm_ir::names::pascal_case;
use pg_orm_sql::Identifier;
use proc_macro2::Ident;

use super::call_names::{function_names, word};
use super::names::Scope;
use super::types::{RustType, rust_type, sql_type};
use super::{Context, item_identifier};
use crate::problem::Problem;

/// The functions or the queries of a schema: a module.
#[derive(Default)]
pub(crate) struct CallsItem {
    pub(crate) calls: Vec<CallItem>,
    /// The schema's other items that the module names.
    pub(crate) imports: BTreeSet<Ident>,
    /// Those that no type in Rust holds: `app.near(public.geometry)`.
    pub(crate) left_out: Vec<String>,
}

/// A function, a procedure or a query, with Rust's names.
pub(crate) struct CallItem {
    pub(crate) function: Ident,
    pub(crate) static_: Ident,
    /// The struct that takes what may be left out, where something may.
    pub(crate) builder: Option<Ident>,
    pub(crate) docs: Option<String>,
    /// Its name for messages.
    pub(crate) name: String,
    pub(crate) kind: CallKind,
    pub(crate) parameters: Vec<ParameterItem>,
    pub(crate) sql: Vec<PieceItem>,
    pub(crate) columns: Vec<ColumnItem>,
    pub(crate) row: RowItem,
    pub(crate) shape: Shape,
    pub(crate) needs_session: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CallKind {
    Function,
    Reading,
    Procedure,
    Query,
}

/// How many answers there are, and so by what it is run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Any number.
    Rows,
    /// One.
    One,
    /// One or none.
    Optional,
    /// None: how many rows were changed.
    Count,
    /// None.
    Nothing,
}

/// What is given.
pub(crate) struct ParameterItem {
    pub(crate) name: Ident,
    /// The method that gives it, where it may be left out.
    pub(crate) setter: Option<Ident>,
    pub(crate) type_: RustType,
    pub(crate) sql_type: String,
}

/// A column that is answered.
pub(crate) struct ColumnItem {
    /// Its name in the database; empty where that does not matter.
    pub(crate) name: String,
    pub(crate) type_: RustType,
    pub(crate) sql_type: String,
}

/// What a row becomes.
pub(crate) enum RowItem {
    Nothing,
    /// The one column's value.
    Value(RustType),
    /// A struct of its own, with a field for each column.
    Struct(Ident, Vec<Ident>),
    /// A model's row.
    Model(Ident),
}

/// A piece of the statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum PieceItem {
    Text(String),
    Value(usize),
    /// A comma, but behind an opening bracket.
    Comma,
    Optional(Vec<PieceItem>),
}

/// The names of a module, as far as they are given out.
struct Names {
    functions: Scope,
    types: Scope,
    statics: Scope,
}

impl Names {
    /// Types that are imported are not declared.
    fn new(context: &Context<'_>) -> Self {
        let mut names =
            Self { functions: Scope::default(), types: Scope::default(), statics: Scope::default() };
        names.functions.claim_own("verify");
        names.statics.claim_own("ALL");
        let schema = context.schema;
        let models =
            schema.models.iter().map(|it| &it.name).chain(schema.views.iter().map(|it| &it.model.name));
        let enums = schema.enums.iter().map(|it| &it.name);
        let domains = schema.domains.iter().map(|it| &it.name);
        let composites = schema.composites.iter().map(|it| &it.name);
        for name in models.chain(enums).chain(domains).chain(composites) {
            names.types.claim_own(name);
        }
        // What generated code writes without a path.
        for name in ["Box", "Err", "None", "Ok", "Option", "Result", "Self", "Some", "String", "Vec"] {
            names.types.claim_own(name);
        }
        names
    }
}

/// The functions and procedures; those with a type that Rust has none for are left out.
pub(super) fn functions(context: &mut Context<'_>) -> CallsItem {
    let mut names = Names::new(context);
    let mut item = CallsItem::default();
    let schema = context.schema;
    for (function, name) in schema.functions.iter().zip(function_names(&schema.functions)) {
        match self::function(context, function, &name, &mut names) {
            Some((call, imports)) => {
                item.imports.extend(imports);
                item.calls.push(call);
            }
            None => item.left_out.push(function.name.to_string()),
        }
    }
    item
}

/// The queries.
pub(super) fn queries(context: &mut Context<'_>) -> CallsItem {
    let mut names = Names::new(context);
    let mut item = CallsItem::default();
    let schema = context.schema;
    for query in &schema.queries {
        match self::query(context, query, &mut names) {
            Ok((call, imports)) => {
                item.imports.extend(imports);
                item.calls.push(call);
            }
            Err(problem) => context.problems.push(problem),
        }
    }
    item
}

/// What a call is made of before its names are chosen.
struct Parts {
    parameters: Vec<(Parameter, RustType)>,
    columns: Vec<ColumnItem>,
    answered: Answered,
    imports: BTreeSet<Ident>,
}

enum Answered {
    Nothing,
    Value(RustType),
    Columns(Vec<String>),
    Model(Ident),
}

/// The type of a field that Rust has none for.
struct Unsupported {
    field: String,
    type_: String,
}

fn parts<'p>(
    context: &Context<'_>,
    parameters: impl Iterator<Item = &'p Parameter>,
    results: &Results,
) -> Result<Parts, Unsupported> {
    let mut imports = BTreeSet::new();
    let mut rust = |field: &str, it: &ResultType| {
        let type_ = rust_type(context, &it.type_, it.shape, it.is_nullable)
            .ok_or_else(|| Unsupported { field: field.to_owned(), type_: it.type_.to_string() })?;
        imports.extend(type_.item.clone());
        Ok(type_)
    };
    let mut given = Vec::new();
    for (index, parameter) in parameters.enumerate() {
        let name = parameter.name.clone().unwrap_or_else(|| format!("argument_{}", index + 1));
        let type_ = ResultType {
            type_: parameter.type_.clone(),
            shape: parameter.shape,
            is_nullable: parameter.is_nullable,
        };
        given.push((parameter.clone(), rust(&name, &type_)?));
    }
    let mut column = |name: &str, it: &ResultType| {
        Ok(ColumnItem { name: name.to_owned(), type_: rust(name, it)?, sql_type: sql_type(&it.type_) })
    };
    let mut columns = Vec::new();
    let answered = match results {
        Results::Nothing => Answered::Nothing,
        Results::Value(type_) => {
            let value = column("", type_)?;
            let type_ = value.type_.clone();
            columns.push(value);
            Answered::Value(type_)
        }
        Results::Columns(list) => {
            for it in list {
                columns.push(column(&it.name, &it.type_)?);
            }
            Answered::Columns(list.iter().map(|it| it.name.clone()).collect())
        }
        Results::Model(name) => {
            let model = model(context, name)
                .ok_or_else(|| Unsupported { field: "answer".to_owned(), type_: name.clone() })?;
            for field in &model.fields {
                let type_ = ResultType {
                    type_: field.type_.clone(),
                    shape: field.shape,
                    is_nullable: field.is_nullable,
                };
                columns.push(column(&field.column, &type_)?);
            }
            let model = item_identifier(name)
                .ok_or_else(|| Unsupported { field: "answer".to_owned(), type_: name.clone() })?;
            Answered::Model(model)
        }
    };
    if let Answered::Model(model) = &answered {
        imports.insert(model.clone());
    }
    Ok(Parts { parameters: given, columns, answered, imports })
}

fn model<'a>(context: &Context<'a>, name: &str) -> Option<&'a Model> {
    let views = context.schema.views.iter().map(|view| &view.model);
    context.schema.models.iter().chain(views).find(|model| model.name == name)
}

/// The names that a call's methods have.
const METHODS: [&str; 10] =
    ["all", "bind", "bind_some", "call", "exec", "first", "get", "limit", "one", "stream"];

impl Parts {
    /// The names, of what is given and of what is answered.
    fn named(
        self,
        names: &mut Names,
        name: &str,
        is_optional: impl Fn(&Parameter) -> bool,
    ) -> (Ident, Ident, Option<Ident>, Vec<ParameterItem>, RowItem, Vec<ColumnItem>) {
        let function = names.functions.claim_own(name);
        let static_ = names.statics.claim_own(&function.to_string().to_uppercase());
        let type_name = pascal_case(&function.to_string());
        let mut arguments = Scope::default();
        let mut setters = Scope::default();
        METHODS.iter().for_each(|method| drop(setters.claim_own(method)));
        let parameters: Vec<ParameterItem> = self
            .parameters
            .into_iter()
            .enumerate()
            .map(|(index, (parameter, type_))| {
                let word = match &parameter.name {
                    Some(name) => word(name),
                    None => format!("argument_{}", index + 1),
                };
                let setter = is_optional(&parameter).then(|| setters.claim_own(&word));
                ParameterItem {
                    name: arguments.claim_own(&word),
                    setter,
                    type_,
                    sql_type: sql_type(&parameter.type_),
                }
            })
            .collect();
        let builder =
            parameters.iter().any(|it| it.setter.is_some()).then(|| names.types.claim_own(&type_name));
        let row = match self.answered {
            Answered::Nothing => RowItem::Nothing,
            Answered::Value(type_) => RowItem::Value(type_),
            Answered::Model(model) => RowItem::Model(model),
            Answered::Columns(columns) => {
                let mut fields = Scope::default();
                let fields = columns.iter().map(|name| fields.claim_own(&word(name))).collect();
                RowItem::Struct(names.types.claim_own(&format!("{type_name}Row")), fields)
            }
        };
        (function, static_, builder, parameters, row, self.columns)
    }
}

fn function(
    context: &Context<'_>,
    function: &Function,
    name: &str,
    names: &mut Names,
) -> Option<(CallItem, BTreeSet<Ident>)> {
    let given = function.parameters.iter().filter(|it| !it.is_output);
    let parts = parts(context, given, &function.results).ok()?;
    let imports = parts.imports.clone();
    let takes_names = takes_names(function);
    let is_optional = |it: &Parameter| it.is_nullable || it.has_default && takes_names && it.name.is_some();
    let is_maybe = matches!(&function.results, Results::Model(_)) && !function.is_set;
    let (ident, static_, builder, parameters, row, columns) = parts.named(names, name, is_optional);
    let sql = function_sql(context, function, takes_names);
    let shape = match &function.results {
        Results::Nothing => Shape::Nothing,
        _ if function.is_set => Shape::Rows,
        _ if is_maybe => Shape::Optional,
        _ => Shape::One,
    };
    let kind = match function {
        Function { is_procedure: true, .. } => CallKind::Procedure,
        Function { is_read: true, .. } => CallKind::Reading,
        _ => CallKind::Function,
    };
    let call = CallItem {
        function: ident,
        static_,
        builder,
        docs: function.docs.clone(),
        name: function.name.to_string(),
        kind,
        parameters,
        sql,
        columns,
        row,
        shape,
        needs_session: function.needs_session,
    };
    Some((call, imports))
}

/// Whether what has a default can be left out: everything from the first of them on has a name to be given by.
fn takes_names(function: &Function) -> bool {
    let first = function.parameters.iter().position(|it| it.has_default);
    first.is_some_and(|first| function.parameters.iter().skip(first).all(|it| it.name.is_some()))
}

/// `select app.f($1, b => $2)`, `select r.a from app.f() r`, `call app.p($1, null)`.
fn function_sql(context: &Context<'_>, function: &Function, takes_names: bool) -> Vec<PieceItem> {
    let text = |text: String| PieceItem::Text(text);
    let rows: Option<Vec<String>> = match &function.results {
        Results::Columns(columns) if !function.is_procedure => {
            Some(columns.iter().map(|it| it.name.clone()).collect())
        }
        Results::Model(name) => {
            model(context, name).map(|model| model.fields.iter().map(|it| it.column.clone()).collect())
        }
        _ => None,
    };
    let list = rows.as_ref().map(|columns| {
        let columns: Vec<String> = columns.iter().map(|it| format!("r.{}", Identifier(it))).collect();
        columns.join(", ")
    });
    let mut sql = vec![text(match (&list, function.is_procedure) {
        (_, true) => format!("call {}(", function.name),
        (Some(list), _) => format!("select {list} from {}(", function.name),
        (None, _) => format!("select {}(", function.name),
    })];
    let first_default = function.parameters.iter().position(|it| it.has_default).filter(|_| takes_names);
    let mut given = 0;
    for (index, parameter) in function.parameters.iter().enumerate() {
        let is_named = first_default.is_some_and(|first| index >= first);
        let mut argument = String::new();
        if parameter.is_variadic {
            argument.push_str("variadic ");
        }
        if let (true, Some(name)) = (is_named, &parameter.name) {
            argument.push_str(&format!("{} => ", Identifier(name)));
        }
        let mut pieces = vec![PieceItem::Comma];
        if parameter.is_output {
            pieces.push(text(format!("{argument}null::{}", sql_type(&parameter.type_))));
        } else {
            if !argument.is_empty() {
                pieces.push(text(argument));
            }
            pieces.push(PieceItem::Value(given));
            given += 1;
        }
        if is_named && parameter.has_default && !parameter.is_output {
            sql.push(PieceItem::Optional(pieces));
        } else {
            sql.extend(pieces);
        }
    }
    sql.push(text(match (&list, &function.results) {
        // A function that answers NULL for a row answers a row of nothing but NULL.
        (Some(_), Results::Model(_)) if !function.is_set => ") r where not r is null".to_owned(),
        (Some(_), _) => ") r".to_owned(),
        (None, _) => ")".to_owned(),
    }));
    sql
}

fn query(
    context: &Context<'_>,
    query: &Query,
    names: &mut Names,
) -> Result<(CallItem, BTreeSet<Ident>), Problem> {
    let parts = parts(context, query.parameters.iter(), &query.results).map_err(|it| {
        Problem::UnsupportedType { item: query.name.clone(), field: it.field, type_: it.type_ }
    })?;
    let imports = parts.imports.clone();
    let (function, static_, builder, parameters, row, columns) =
        parts.named(names, &query.name, |it| it.is_nullable);
    let call = CallItem {
        function,
        static_,
        builder,
        docs: query.docs.clone(),
        name: query.name.clone(),
        kind: CallKind::Query,
        parameters,
        sql: pieces(&query.sql),
        columns,
        row,
        shape: match query.answer {
            Answer::Many => Shape::Rows,
            Answer::One => Shape::One,
            Answer::Optional => Shape::Optional,
            Answer::Count => Shape::Count,
        },
        needs_session: query.needs_session,
    };
    Ok((call, imports))
}

fn pieces(parts: &[QueryPart]) -> Vec<PieceItem> {
    let piece = |part: &QueryPart| match part {
        QueryPart::Text(text) => PieceItem::Text(text.clone()),
        QueryPart::Parameter(index) => PieceItem::Value(*index),
        QueryPart::Optional(inner) => PieceItem::Optional(pieces(inner)),
    };
    parts.iter().map(piece).collect()
}

impl CallItem {
    /// The whole text, where no part of it is ever left out.
    pub(crate) fn fixed(&self) -> Option<String> {
        let mut out = String::new();
        for piece in &self.sql {
            match piece {
                PieceItem::Text(text) => out.push_str(text),
                PieceItem::Value(place) => {
                    let type_ = &self.parameters.get(*place)?.sql_type;
                    out.push_str(&format!("${}::{type_}", place + 1));
                }
                PieceItem::Comma if out.ends_with('(') => {}
                PieceItem::Comma => out.push_str(", "),
                PieceItem::Optional(_) => return None,
            }
        }
        Some(out)
    }
}
