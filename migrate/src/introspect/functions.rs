//! Functions and procedures.

use pg_orm_ir::QualifiedName;
use pg_orm_ir::catalog::{
    Argument, ArgumentMode, Catalog, Function, FunctionBody, FunctionKind, Parallel, Returns, Volatility,
};

use super::IntrospectError;
use super::context::{Context, data_type, qualified};
use super::rows::{self, Rows};
use super::settings;

pub(super) fn assemble(
    rows: &mut Rows,
    context: &Context,
    catalog: &mut Catalog,
) -> Result<(), IntrospectError> {
    let functions = std::mem::take(&mut rows.functions).into_iter();
    catalog.functions = functions.map(|row| function(row, context)).collect::<Result<_, _>>()?;
    Ok(())
}

fn function(mut row: rows::Function, context: &Context) -> Result<Function, IntrospectError> {
    let kind = match row.kind.as_str() {
        "p" => FunctionKind::Procedure,
        "w" => FunctionKind::Window,
        _ => FunctionKind::Function,
    };
    let (arguments, columns) = arguments(&mut row)?;
    let has_output =
        arguments.iter().any(|argument| matches!(argument.mode, ArgumentMode::Out | ArgumentMode::InOut));
    let returns = if !columns.is_empty() {
        Returns::Table(columns)
    } else if kind == FunctionKind::Procedure || has_output && !row.is_set {
        Returns::Arguments
    } else {
        Returns::Value { type_: data_type(&row.returns)?, is_set: row.is_set }
    };
    Ok(Function {
        comment: context.comment(("pg_proc", row.oid, 0)),
        kind,
        arguments,
        returns,
        volatility: match row.volatility.as_str() {
            "i" => Volatility::Immutable,
            "s" => Volatility::Stable,
            _ => Volatility::Volatile,
        },
        is_strict: row.is_strict,
        is_security_definer: row.is_security_definer,
        is_leakproof: row.is_leakproof,
        parallel: match row.parallel.as_str() {
            "s" => Parallel::Safe,
            "r" => Parallel::Restricted,
            _ => Parallel::Unsafe,
        },
        transforms: row.transforms.iter().map(|name| data_type(name)).collect::<Result<_, _>>()?,
        settings: settings::of(row.settings.take()),
        access: context.access("pg_proc", row.oid, row.owner, &[]),
        support: qualified(row.support_schema.take(), row.support.take()),
        cost: row.cost.take(),
        rows: row.rows.take(),
        body: body(&mut row),
        language: row.language,
        name: QualifiedName::new(row.schema, row.name),
    })
}

fn body(row: &mut rows::Function) -> FunctionBody {
    if let Some(body) = row.standard_body.take() {
        return FunctionBody::Standard(body.trim().to_owned());
    }
    let source = std::mem::take(&mut row.source);
    match row.library.take() {
        Some(file) => FunctionBody::Library { file, symbol: (source != row.name).then_some(source) },
        None => FunctionBody::Source(source),
    }
}

/// The arguments, and the columns of a `RETURNS TABLE`.
type Arguments = (Vec<Argument>, Vec<(String, pg_orm_ir::types::DataType)>);

fn arguments(row: &mut rows::Function) -> Result<Arguments, IntrospectError> {
    let types = std::mem::take(&mut row.argument_types);
    let mut modes = row.argument_modes.take().unwrap_or_default().into_iter();
    let mut names = row.argument_names.take().unwrap_or_default().into_iter();
    let mut defaults = std::mem::take(&mut row.argument_defaults).into_iter();
    let (mut arguments, mut columns) = (Vec::new(), Vec::new());
    for type_ in types {
        let type_ = data_type(&type_)?;
        let name = names.next().filter(|name| !name.is_empty());
        let default = defaults.next().flatten();
        let mode = match modes.next().as_deref() {
            Some("t") => {
                columns.push((name.unwrap_or_default(), type_));
                continue;
            }
            Some("o") => ArgumentMode::Out,
            Some("b") => ArgumentMode::InOut,
            Some("v") => ArgumentMode::Variadic,
            _ => ArgumentMode::In,
        };
        arguments.push(Argument { mode, name, type_, default });
    }
    Ok((arguments, columns))
}
