//! Functions, procedures and aggregates.

use pg_orm_ir::catalog::{
    Aggregate, Argument, ArgumentMode, Function, FunctionBody, FunctionKind, Parallel, Privilege, Returns,
    Volatility,
};
use pg_orm_ir::types::{BaseType, DataType};

use super::context::Cx;
use super::entries::{EntryItem, map, object, settings};
use super::{text, types};

const PRIVILEGES: &[Privilege] = &[Privilege::Execute];

/// A function's or procedure's item.
pub(super) fn function(cx: &Cx<'_>, function: &Function) -> Option<String> {
    let keyword = if function.kind == FunctionKind::Procedure { "procedure" } else { "function" };
    let is_parsed = function.language == "plpgsql";
    if let (FunctionBody::Source(source), true) = (&function.body, is_parsed)
        && source.trim().is_empty()
    {
        cx.unsaid(format_args!("the {keyword} {}, which has no body", function.name));
        return None;
    }
    let mut item = EntryItem::named(keyword, &function.name);
    item.comment(function.comment.as_deref());
    item.behind_name(&arguments(cx, &function.arguments));
    match &function.returns {
        Returns::Arguments => {}
        Returns::Value { type_, is_set } => {
            let set = if *is_set { "setof " } else { "" };
            item.behind_name(&format!(" -> {set}{}", types::type_ref(type_, &cx.types)));
        }
        Returns::Table(columns) => {
            let column = |(name, type_): &(String, DataType)| {
                format!("{} {}", text::name(name), types::type_ref(type_, &cx.types))
            };
            let columns: Vec<String> = columns.iter().map(column).collect();
            item.behind_name(&format!(" -> table({})", columns.join(", ")));
        }
    }
    if function.language != "sql" {
        item.entry("language", &text::name(&function.language));
    }
    match function.volatility {
        Volatility::Volatile => {}
        Volatility::Stable => item.entry("volatility", "stable"),
        Volatility::Immutable => item.entry("volatility", "immutable"),
    }
    match function.parallel {
        Parallel::Unsafe => {}
        Parallel::Restricted => item.entry("parallel", "restricted"),
        Parallel::Safe => item.entry("parallel", "safe"),
    }
    item.flag("strict", function.is_strict);
    item.flag("leakproof", function.is_leakproof);
    item.flag("window", function.kind == FunctionKind::Window);
    if function.is_security_definer {
        item.entry("security", "definer");
    }
    item.maybe("cost", function.cost.clone());
    item.maybe("rows", function.rows.clone());
    item.maybe("support", function.support.as_ref().map(|name| object(name, "pg_catalog")));
    let transforms: Vec<String> = function.transforms.iter().map(transform).collect();
    item.list("transforms", &transforms);
    item.maybe("set", settings(&function.settings));
    match &function.body {
        FunctionBody::Source(source) => item.entry("body", &text::sql(source, 2)),
        FunctionBody::Standard(sql) => item.entry("atomic", &text::sql(sql, 2)),
        FunctionBody::Library { file, symbol: None } => item.entry("library", &text::string(file)),
        FunctionBody::Library { file, symbol: Some(symbol) } => {
            item.list("library", &[text::string(file), text::string(symbol)]);
        }
    }
    item.access(&function.access, PRIVILEGES);
    Some(item.print())
}

/// A type by its name alone, as `transforms` takes it.
fn transform(type_: &DataType) -> String {
    match &type_.base {
        BaseType::BuiltIn(base) => text::name(base.aliases().first().unwrap_or(&base.sql_name())),
        BaseType::Declared(name) => text::name(&name.name),
    }
}

/// An aggregate's item.
pub(super) fn aggregate(cx: &Cx<'_>, aggregate: &Aggregate) -> String {
    let mut item = EntryItem::named("aggregate", &aggregate.name);
    item.comment(aggregate.comment.as_deref());
    item.behind_name(&arguments(cx, &aggregate.arguments));
    let options = aggregate.options.iter().filter(|(key, _)| key != "hypothetical");
    let option = |(key, sql): &(String, String)| match sql.as_str() {
        "" => format!("{key}: true"),
        sql => format!("{key}: {}", aggregate_option(sql)),
    };
    item.entry("options", &map(options.map(option).collect()));
    item.flag("hypothetical", aggregate.options.iter().any(|(key, _)| key == "hypothetical"));
    item.maybe("direct_arguments", aggregate.direct_arguments.map(|count| count.to_string()));
    item.access(&aggregate.access, PRIVILEGES);
    item.print()
}

/// A name, a number or a string; other SQL between backticks.
fn aggregate_option(sql: &str) -> String {
    let is_name = |part: &str| {
        text::is_word(part)
            && !matches!(part, "true" | "false")
            && pg_orm_sql::Identifier(part).to_string() == part
    };
    if sql.split('.').all(is_name) || text::is_number(sql) {
        return sql.to_owned();
    }
    text::literal(sql).map_or_else(|| text::sql(sql, 2), |value| text::string(&value))
}

/// `(a int, inout b text = "x")`.
fn arguments(cx: &Cx<'_>, arguments: &[Argument]) -> String {
    let arguments: Vec<String> = arguments.iter().map(|it| argument(cx, it)).collect();
    format!("({})", arguments.join(", "))
}

fn argument(cx: &Cx<'_>, argument: &Argument) -> String {
    let mode = match argument.mode {
        ArgumentMode::In => "",
        ArgumentMode::Out => "out ",
        ArgumentMode::InOut => "inout ",
        ArgumentMode::Variadic => "variadic ",
    };
    let name = argument.name.as_deref().map_or_else(|| "_".to_owned(), argument_name);
    let type_ = types::type_ref(&argument.type_, &cx.types);
    let default = argument.default.as_deref().map(argument_default);
    let default = default.map_or_else(String::new, |default| format!(" = {default}"));
    format!("{mode}{name} {type_}{default}")
}

/// A name that is no mode, and that is one.
fn argument_name(name: &str) -> String {
    if matches!(name, "_" | "in" | "out" | "inout" | "variadic") {
        text::string(name)
    } else {
        text::name(name)
    }
}

fn argument_default(sql: &str) -> String {
    if matches!(sql, "true" | "false" | "null") || text::is_number(sql) {
        return sql.to_owned();
    }
    text::literal(sql).map_or_else(|| text::sql(sql, 2), |value| text::string(&value))
}
