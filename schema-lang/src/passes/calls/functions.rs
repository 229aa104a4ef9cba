//! What a client sees of a function or procedure.

use pg_orm_ir::QualifiedName;
use pg_orm_ir::catalog::{Argument, ArgumentMode, Function, FunctionBody, FunctionKind, Returns, Volatility};
use pg_orm_ir::model::{self, Parameter, ResultColumn, ResultType, Results};
use pg_orm_ir::types::{ArrayShape, BaseType, DataType};

use super::super::models::ModelDraft;
use super::super::objects::{Entries, is_pseudo_type};
use super::super::{Context, items, read};
use super::Secured;
use crate::diagnostics::calls as diagnostics;
use crate::syntax::ast::{Item, Param, TypeRef};

/// The entries that are the client's alone.
pub(in super::super) const ENTRIES: [&str; 2] = ["rust", "session"];

/// The function as a client calls it; `None` for one that no client can.
pub(in super::super) fn client<'a>(
    cx: &mut Context<'a>,
    entries: &Entries<'a>,
    function: &Function,
    models: &[&ModelDraft<'a>],
    secured: &Secured,
) -> Option<model::Function> {
    let rust = rust_name(cx, entries);
    let session = entries.value("session").and_then(|value| read::boolean(cx, value, "true or false"));
    let item = entries.item;
    let is_known = function.kind != FunctionKind::Window && has_values(function);
    let results = is_known.then(|| results(function, item, models))??;
    let is_set = match &function.returns {
        Returns::Value { is_set, .. } => *is_set,
        Returns::Table(_) => true,
        Returns::Arguments => false,
    };
    let needs_session = session.unwrap_or_else(|| {
        reads_setting(cx, function)
            || !function.is_security_definer && reads_secured(function, &results, models, secured)
    });
    Some(model::Function {
        name: function.name.clone(),
        rust,
        docs: items::docs(item.docs.as_ref()),
        is_procedure: function.kind == FunctionKind::Procedure,
        parameters: parameters(function, item),
        is_set,
        results,
        is_read: function.volatility != Volatility::Volatile,
        needs_session,
    })
}

/// `rust = likes`: its name in Rust.
fn rust_name<'a>(cx: &mut Context<'a>, entries: &Entries<'a>) -> Option<String> {
    let word = read::word(cx, entries.value("rust")?, "a name in Rust")?;
    match diagnostics::bad_rust_name(word, "function") {
        None => Some(word.text.to_owned()),
        Some(found) => {
            cx.report(found);
            None
        }
    }
}

/// Whether all of it is of types that values have.
fn has_values(function: &Function) -> bool {
    let is_value =
        |type_: &DataType| !matches!(&type_.base, BaseType::Declared(name) if is_pseudo_type(name));
    let outputs = outputs(function).count();
    let is_answered = match &function.returns {
        Returns::Arguments => true,
        Returns::Table(columns) => columns.iter().all(|(_, type_)| is_value(type_)),
        Returns::Value { type_, .. } => is_value(type_) || is_void(type_) || outputs > 1,
    };
    is_answered && function.arguments.iter().all(|argument| is_value(&argument.type_))
}

fn is_void(type_: &DataType) -> bool {
    matches!(&type_.base, BaseType::Declared(name) if *name == QualifiedName::new("pg_catalog", "void"))
}

fn outputs(function: &Function) -> impl Iterator<Item = (usize, &Argument)> {
    let is_output = |argument: &Argument| matches!(argument.mode, ArgumentMode::Out | ArgumentMode::InOut);
    function.arguments.iter().enumerate().filter(move |(_, argument)| is_output(argument))
}

fn params<'i, 'a>(item: &'i Item<'a>) -> &'i [Param<'a>] {
    item.params.as_ref().map_or(&[], |params| &params.list)
}

/// What `?` and `[]` say of a type beside what the database keeps of it.
pub(super) fn said(type_: &DataType, type_ref: Option<&TypeRef<'_>>) -> ResultType {
    let shape = type_ref.map_or(ArrayShape::default(), |type_ref| ArrayShape {
        has_nulls: type_ref.nullable_elements.is_some(),
        has_dimensions: type_ref.dimensions > 1,
    });
    let is_nullable = type_ref.is_some_and(|type_ref| type_ref.nullable.is_some());
    ResultType { type_: type_.clone(), shape, is_nullable }
}

fn results<'a>(function: &Function, item: &'a Item<'a>, models: &[&ModelDraft<'a>]) -> Option<Results> {
    let clause = item.clauses.iter().find(|clause| clause.operator.text == "->");
    let outputs: Vec<ResultColumn> = outputs(function)
        .map(|(index, argument)| ResultColumn {
            // What PostgreSQL calls one that has no name.
            name: argument.name.clone().unwrap_or_else(|| format!("column{}", index + 1)),
            type_: said(&argument.type_, params(item).get(index).map(|param| &param.type_ref)),
        })
        .collect();
    let of_outputs = |mut outputs: Vec<ResultColumn>| match outputs.len() {
        0 => Results::Nothing,
        1 => outputs.pop().map_or(Results::Nothing, |column| Results::Value(column.type_)),
        _ => Results::Columns(outputs),
    };
    match &function.returns {
        Returns::Arguments => Some(of_outputs(outputs)),
        Returns::Value { .. } if !outputs.is_empty() => Some(of_outputs(outputs)),
        Returns::Value { type_, .. } if is_void(type_) => Some(Results::Nothing),
        Returns::Value { type_, .. } => {
            if let BaseType::Declared(name) = &type_.base
                && let Some(model) = models.iter().find(|model| model.ir.table == *name)
            {
                return (!type_.is_array).then(|| Results::Model(model.ir.name.clone()));
            }
            Some(Results::Value(said(type_, clause.and_then(|clause| clause.type_ref.as_ref()))))
        }
        Returns::Table(columns) => {
            let params = clause.and_then(|clause| clause.table.as_ref());
            let type_ref = |index: usize| Some(&params?.list.get(index)?.type_ref);
            let columns = columns.iter().enumerate().map(|(index, (name, type_))| ResultColumn {
                name: name.clone(),
                type_: said(type_, type_ref(index)),
            });
            Some(Results::Columns(columns.collect()))
        }
    }
}

fn parameters<'a>(function: &Function, item: &'a Item<'a>) -> Vec<Parameter> {
    let is_procedure = function.kind == FunctionKind::Procedure;
    let mut parameters = Vec::new();
    for (index, argument) in function.arguments.iter().enumerate() {
        let is_output = argument.mode == ArgumentMode::Out;
        if is_output && !is_procedure {
            continue;
        }
        let ResultType { type_, shape, is_nullable } =
            said(&argument.type_, params(item).get(index).map(|param| &param.type_ref));
        parameters.push(Parameter {
            name: argument.name.clone(),
            type_,
            shape,
            is_nullable,
            has_default: argument.default.is_some(),
            is_variadic: argument.mode == ArgumentMode::Variadic,
            is_output,
        });
    }
    parameters
}

/// Whether its body reads a setting of a session, whoever it runs as.
fn reads_setting(cx: &Context<'_>, function: &Function) -> bool {
    let (FunctionBody::Standard(body) | FunctionBody::Source(body)) = &function.body else { return false };
    cx.sessions.iter().any(|session| body.contains(&format!("current_setting('{}.", session.ir.prefix)))
}

/// Whether it certainly reads what is under row-level security, as whoever calls it.
fn reads_secured(
    function: &Function,
    results: &Results,
    models: &[&ModelDraft<'_>],
    secured: &Secured,
) -> bool {
    let is_of_secured = matches!(results, Results::Model(name)
        if models.iter().any(|model| model.ir.name == *name && secured.contains(&model.ir.table)));
    let body = match &function.body {
        FunctionBody::Standard(text) => Some(text),
        FunctionBody::Source(text) if function.language == "sql" => Some(text),
        _ => None,
    };
    is_of_secured || body.is_some_and(|body| secured.is_named_in(body))
}
