//! Functions and procedures.

use pg_orm_ir::catalog::{
    Argument, ArgumentMode, Function, FunctionBody, FunctionKind, Parallel, Returns, Volatility,
};
use pg_orm_sql::{Identifier, dollar_quoted, literal};

use super::expression::closed;
use super::{access, comment, options, reference, type_name};
use crate::script::{Action, Object, Step};

pub(super) fn create(function: &Function) -> Vec<Step> {
    let object = object(function);
    let called = called(function);
    let mut steps = vec![Step::new(Action::Create, object.clone(), create_sql(function))];
    steps.extend(comment::on(&object, &called, function.comment.as_ref()));
    steps.extend(access::steps(&function.access, &object, &called, &called));
    steps
}

pub(super) fn drop(function: &Function) -> Step {
    Step::new(Action::Drop, object(function), format!("drop {}", called(function)))
}

/// Whether PostgreSQL looks into the body when it makes the function, where it is let.
pub(super) fn has_checked_body(function: &Function) -> bool {
    matches!(function.body, FunctionBody::Source(_))
        && !matches!(function.language.as_str(), "c" | "internal")
}

fn object(function: &Function) -> Object {
    Object::Function { name: function.name.clone(), arguments: function.signature() }
}

/// `function app.f(integer)`, as `ALTER` and its like call it.
fn called(function: &Function) -> String {
    let types: Vec<String> = function.signature().iter().map(type_name).collect();
    format!("{} {}({})", word(function), function.name, types.join(", "))
}

const fn word(function: &Function) -> &'static str {
    match function.kind {
        FunctionKind::Function | FunctionKind::Window => "function",
        FunctionKind::Procedure => "procedure",
    }
}

fn create_sql(function: &Function) -> String {
    let arguments: Vec<String> = function.arguments.iter().map(argument).collect();
    let mut sql = format!("create {} {}({})", word(function), function.name, arguments.join(", "));
    match &function.returns {
        Returns::Arguments => {}
        Returns::Value { type_, is_set } => {
            let set = if *is_set { "setof " } else { "" };
            sql.push_str(&format!("\n  returns {set}{}", type_name(type_)));
        }
        Returns::Table(columns) => {
            let columns: Vec<String> = columns
                .iter()
                .map(|(name, type_)| format!("{} {}", Identifier(name), type_name(type_)))
                .collect();
            sql.push_str(&format!("\n  returns table ({})", columns.join(", ")));
        }
    }
    for clause in clauses(function) {
        sql.push_str("\n  ");
        sql.push_str(&clause);
    }
    match &function.body {
        FunctionBody::Source(body) => sql.push_str(&format!("\nas {}", dollar_quoted(body))),
        FunctionBody::Library { file, symbol: None } => sql.push_str(&format!("\nas {}", literal(file))),
        FunctionBody::Library { file, symbol: Some(symbol) } => {
            sql.push_str(&format!("\nas {}, {}", literal(file), literal(symbol)));
        }
        FunctionBody::Standard(body) => sql.push_str(&format!("\n{}", closed(body))),
    }
    sql
}

/// All that stands between what it answers and what it does.
fn clauses(function: &Function) -> Vec<String> {
    let mut clauses = vec![format!("language {}", Identifier(&function.language))];
    if !function.transforms.is_empty() {
        let types: Vec<String> =
            function.transforms.iter().map(|type_| format!("for type {}", type_name(type_))).collect();
        clauses.push(format!("transform {}", types.join(", ")));
    }
    let mut say = |is_so: bool, word: &str| {
        if is_so {
            clauses.push(word.to_owned());
        }
    };
    say(function.kind == FunctionKind::Window, "window");
    say(function.volatility == Volatility::Stable, "stable");
    say(function.volatility == Volatility::Immutable, "immutable");
    say(function.is_leakproof, "leakproof");
    say(function.is_strict, "strict");
    say(function.is_security_definer, "security definer");
    say(function.parallel == Parallel::Restricted, "parallel restricted");
    say(function.parallel == Parallel::Safe, "parallel safe");
    clauses.extend(function.cost.iter().map(|cost| format!("cost {cost}")));
    clauses.extend(function.rows.iter().map(|rows| format!("rows {rows}")));
    clauses.extend(function.support.iter().map(|support| format!("support {}", reference(support))));
    let settings = function.settings.iter();
    clauses.extend(settings.map(|(name, value)| format!("set {} to {value}", options::dotted(name))));
    clauses
}

/// `variadic items integer[] default '{}'`.
pub(super) fn argument(argument: &Argument) -> String {
    let mode = match argument.mode {
        ArgumentMode::In => "",
        ArgumentMode::Out => "out ",
        ArgumentMode::InOut => "inout ",
        ArgumentMode::Variadic => "variadic ",
    };
    let name = argument.name.as_ref().map_or_else(String::new, |name| format!("{} ", Identifier(name)));
    let default = argument.default.as_ref();
    let default = default.map_or_else(String::new, |sql| format!(" default {}", closed(sql)));
    format!("{mode}{name}{}{default}", type_name(&argument.type_))
}
