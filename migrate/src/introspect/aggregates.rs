//! Aggregates, with what stands in their parentheses.

use pg_orm_ir::QualifiedName;
use pg_orm_ir::catalog::{Aggregate, Argument, ArgumentMode, Catalog};
use pg_orm_sql::{Identifier, literal};

use super::IntrospectError;
use super::context::{Context, data_type};
use super::rows::{self, Rows};

pub(super) fn assemble(
    rows: &mut Rows,
    context: &Context,
    catalog: &mut Catalog,
) -> Result<(), IntrospectError> {
    let aggregates = std::mem::take(&mut rows.aggregates).into_iter();
    catalog.aggregates = aggregates.map(|row| aggregate(row, context)).collect::<Result<_, _>>()?;
    Ok(())
}

fn aggregate(mut row: rows::Aggregate, context: &Context) -> Result<Aggregate, IntrospectError> {
    let mut modes = row.argument_modes.take().unwrap_or_default().into_iter();
    let mut names = row.argument_names.take().unwrap_or_default().into_iter();
    let mut argument = |type_: &String| {
        let mode =
            if modes.next().as_deref() == Some("v") { ArgumentMode::Variadic } else { ArgumentMode::In };
        let name = names.next().filter(|name| !name.is_empty());
        Ok(Argument { mode, name, type_: data_type(type_)?, default: None })
    };
    let arguments = row.argument_types.iter().map(&mut argument).collect::<Result<_, IntrospectError>>()?;
    Ok(Aggregate {
        comment: context.comment(("pg_proc", row.oid, 0)),
        arguments,
        direct_arguments: (row.kind != "n").then(|| u32::try_from(row.direct_arguments).unwrap_or_default()),
        options: options(&row),
        access: context.access("pg_proc", row.oid, row.owner, &[]),
        name: QualifiedName::new(row.schema, row.name),
    })
}

/// In the order of the manual (`CREATE AGGREGATE`); what is the default is left out.
fn options(row: &rows::Aggregate) -> Vec<(String, String)> {
    let mut options: Vec<(String, String)> = Vec::new();
    let mut say = |name: &str, sql: Option<String>| {
        options.extend(sql.map(|sql| (name.to_owned(), sql)));
    };
    let flag = |is_on: bool| is_on.then(String::new);
    let text = |text: &Option<String>| text.as_deref().map(|text| literal(text).to_string());
    let size = |size: i32| (size != 0).then(|| size.to_string());
    // An ordered-set aggregate's final function may change the state unless it says otherwise.
    let usual = if row.kind == "n" { "r" } else { "w" };
    let modify = |letter: &str, has_function: bool| {
        let word = match letter {
            "r" => "read_only",
            "s" => "shareable",
            _ => "read_write",
        };
        (has_function && letter != usual).then(|| word.to_owned())
    };
    say("sfunc", Some(row.sfunc.clone()));
    say("stype", Some(row.stype.clone()));
    say("sspace", size(row.sspace));
    say("finalfunc", row.finalfunc.clone());
    say("finalfunc_extra", flag(row.finalfunc_extra));
    say("finalfunc_modify", modify(&row.finalfunc_modify, row.finalfunc.is_some()));
    say("combinefunc", row.combinefunc.clone());
    say("serialfunc", row.serialfunc.clone());
    say("deserialfunc", row.deserialfunc.clone());
    say("initcond", text(&row.initcond));
    say("msfunc", row.msfunc.clone());
    say("minvfunc", row.minvfunc.clone());
    say("mstype", row.mstype.clone());
    say("msspace", size(row.msspace));
    say("mfinalfunc", row.mfinalfunc.clone());
    say("mfinalfunc_extra", flag(row.mfinalfunc_extra));
    say("mfinalfunc_modify", modify(&row.mfinalfunc_modify, row.mfinalfunc.is_some()));
    say("minitcond", text(&row.minitcond));
    let operator = row.sort_schema.as_deref().zip(row.sort_operator.as_deref());
    say("sortop", operator.map(|(schema, name)| format!("operator({}.{name})", Identifier(schema))));
    let parallel = match row.parallel.as_str() {
        "s" => Some("safe"),
        "r" => Some("restricted"),
        _ => None,
    };
    say("parallel", parallel.map(str::to_owned));
    say("hypothetical", flag(row.kind == "h"));
    options
}
