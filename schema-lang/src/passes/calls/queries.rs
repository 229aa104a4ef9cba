//! Queries in SQL: their parameters, what they answer, their text.

use std::collections::HashMap;

use pg_orm_ir::model::{Answer, Parameter, Query, ResultColumn, ResultType, Results};

use super::super::models::ModelDraft;
use super::super::names::{Declared, Kind};
use super::super::types::{self, Resolved};
use super::super::views::ViewDraft;
use super::super::{Context, items, rust_names};
use super::Secured;
use super::columns::{self, Known};
use super::functions::said;
use super::template::{self, Template};
use crate::diagnostics::{calls as diagnostics, names};
use crate::source::Span;
use crate::syntax::ast::{Body, Clause, Item, Params, Sql, TypeRef, Word};

/// What stands behind `->`.
struct Head<'a> {
    answer: Answer,
    clause: &'a Clause<'a>,
}

/// The queries, in order, and their statements, as far as they are read.
pub(in super::super) fn resolve<'a>(
    cx: &mut Context<'a>,
    models: &[ModelDraft<'a>],
    views: &[ViewDraft<'a>],
    secured: &Secured,
) -> (Vec<Query>, Vec<Sql>) {
    let known = Known::of(cx, models, views);
    let tables: Vec<&ModelDraft<'a>> = models.iter().chain(views.iter().map(|view| &view.model)).collect();
    let mut seen: HashMap<&'a str, Span> = HashMap::new();
    let (mut queries, mut statements) = (Vec::new(), Vec::new());
    for declared in cx.names.queries.clone() {
        let name = declared.name;
        if let Some(&first) = seen.get(&*name.text) {
            cx.report(names::duplicate("the query", &name.text, name.span, first));
            continue;
        }
        seen.insert(&name.text, name.span);
        queries.extend(query(cx, declared, &tables, &known, secured, &mut statements));
    }
    (queries, statements)
}

fn query<'a>(
    cx: &mut Context<'a>,
    Declared { item, name }: Declared<'a>,
    models: &[&ModelDraft<'a>],
    known: &Known,
    secured: &Secured,
    statements: &mut Vec<Sql>,
) -> Option<Query> {
    let parameters = item.params.as_ref().map_or(Some(Vec::new()), |params| parameters(cx, params));
    let head = head(cx, item);
    let Body::Sql(sql) = &item.body else {
        if !item.has_junk && matches!(item.body, Body::None) {
            cx.report(diagnostics::query_without_sql(item));
        }
        return None;
    };
    let parameters = parameters?;
    let template = template::read(cx, sql, &parameters)?;
    unused(cx, item, &template);
    statements.push(Sql { text: template.plain.clone(), ..sql.clone() });
    let head = head?;
    let results = results(cx, item, &head, sql, &template, &parameters, models, known)?;
    Some(Query {
        name: name.text.to_string(),
        docs: items::docs(item.docs.as_ref()),
        needs_session: template.has_setting || secured.is_named_in(&template.plain),
        parameters,
        answer: head.answer,
        results,
        sql: template.parts,
    })
}

fn unused<'a>(cx: &mut Context<'a>, item: &'a Item<'a>, template: &Template) {
    for (param, is_used) in item.params.iter().flat_map(|params| &params.list).zip(&template.is_used) {
        if !is_used {
            let word = Word { text: &param.name.text, span: param.name.span };
            cx.report(diagnostics::unused_parameter(word));
        }
    }
}

fn head<'a>(cx: &mut Context<'a>, item: &'a Item<'a>) -> Option<Head<'a>> {
    let Some(clause) = item.clauses.iter().find(|clause| clause.operator.text == "->") else {
        if !item.has_junk {
            cx.report(diagnostics::query_without_answer(item));
        }
        return None;
    };
    let (word, span) = match (&clause.table_word, &clause.type_ref) {
        (Some(word), _) => (word.text, word.span),
        (None, Some(type_ref)) => (&*type_ref.words, type_ref.span),
        (None, None) => {
            cx.report(diagnostics::query_without_answer(item));
            return None;
        }
    };
    let answer = match word {
        "many" => Answer::Many,
        "one" => Answer::One,
        "optional" => Answer::Optional,
        "exec" => Answer::Count,
        _ => {
            cx.report(diagnostics::unknown_answer(clause, word, span));
            return None;
        }
    };
    let more =
        clause.table.as_ref().map(|table| table.span).or(clause.type_ref.as_ref().map(|it| it.name_span));
    if let (Answer::Count, Some(more)) = (answer, more) {
        cx.report(diagnostics::exec_with_columns(more));
        return None;
    }
    Some(Head { answer, clause })
}

fn parameters<'a>(cx: &mut Context<'a>, params: &'a Params<'a>) -> Option<Vec<Parameter>> {
    let mut seen: HashMap<&'a str, Span> = HashMap::new();
    let mut parameters = Vec::new();
    let mut is_whole = true;
    for param in &params.list {
        let word = Word { text: &param.name.text, span: param.name.span };
        if param.name.is_quoted {
            cx.report(diagnostics::function_parameter(param, "quotes", word.span));
            is_whole = false;
        } else {
            rust_names::check_field(cx, "parameter", word, rust_names::Map::None);
        }
        if let Some(mode) = param.mode {
            let what = format!("`{}`", mode.text);
            cx.report(diagnostics::function_parameter(param, &what, mode.span));
        }
        if let Some(default) = &param.default {
            cx.report(diagnostics::function_parameter(param, "a default", default.span));
        }
        if let Some(&first) = seen.get(word.text) {
            cx.report(diagnostics::same_name("parameters", word.text, word.span, first));
            is_whole = false;
            continue;
        }
        seen.insert(word.text, word.span);
        let Some(value) = value(cx, &param.type_ref, "a parameter") else {
            is_whole = false;
            continue;
        };
        parameters.push(Parameter {
            name: Some(word.text.to_owned()),
            type_: value.type_,
            shape: value.shape,
            is_nullable: value.is_nullable,
            ..Parameter::default()
        });
    }
    is_whole.then_some(parameters)
}

fn value<'a>(cx: &mut Context<'a>, type_ref: &TypeRef<'a>, what: &str) -> Option<ResultType> {
    match types::resolve(cx, type_ref) {
        Resolved::Value(value) => Some(said(&value.type_, Some(type_ref))),
        Resolved::Model(index) => {
            if let Some(model) = cx.names.models.get(index).map(|declared| declared.name.span) {
                cx.report(crate::diagnostics::types::model_as_value(type_ref, what, model));
            }
            None
        }
        Resolved::Unknown => None,
    }
}

/// What is declared, held against what the statement certainly answers; else what it certainly answers.
#[expect(clippy::too_many_arguments, reason = "what a statement answers depends on all of the schema")]
fn results<'a>(
    cx: &mut Context<'a>,
    item: &'a Item<'a>,
    head: &Head<'a>,
    sql: &'a Sql,
    template: &Template,
    parameters: &[Parameter],
    models: &[&ModelDraft<'a>],
    known: &Known,
) -> Option<Results> {
    if head.answer == Answer::Count {
        return Some(Results::Nothing);
    }
    let declared = match (&head.clause.table, &head.clause.type_ref) {
        (Some(params), _) => Some(Results::Columns(declared_columns(cx, params)?)),
        // A view's rows are a model's that can't be written.
        (None, Some(type_ref)) if is_view(cx, type_ref) => Some(Results::Model(type_ref.words.to_string())),
        (None, Some(type_ref)) => match types::resolve(cx, type_ref) {
            Resolved::Value(value) => Some(Results::Value(said(&value.type_, Some(type_ref)))),
            Resolved::Model(_) => Some(Results::Model(type_ref.words.to_string())),
            Resolved::Unknown => return None,
        },
        (None, None) => None,
    };
    let found = columns::of(&template.plain, parameters, known);
    match declared {
        Some(declared) => {
            let model = match &declared {
                Results::Model(name) => models.iter().copied().find(|model| model.ir.name == *name),
                _ => None,
            };
            columns::compare(cx, head.clause.span, sql, &declared, model, found.as_deref(), known);
            Some(declared)
        }
        None => columns::typed(cx, item, sql, found).map(Results::Columns),
    }
}

fn is_view(cx: &Context<'_>, type_ref: &TypeRef<'_>) -> bool {
    let kind = cx.names.types.get(&*type_ref.words).map(|(kind, _)| *kind);
    matches!(kind, Some(Kind::View(_))) && !type_ref.is_quoted && type_ref.dimensions == 0
}

fn declared_columns<'a>(cx: &mut Context<'a>, params: &'a Params<'a>) -> Option<Vec<ResultColumn>> {
    let mut seen: HashMap<&'a str, Span> = HashMap::new();
    let mut columns = Vec::new();
    let mut is_whole = true;
    for param in &params.list {
        let (name, span) = (&*param.name.text, param.name.span);
        if let Some(mode) = param.mode {
            cx.report(diagnostics::function_parameter(param, &format!("`{}`", mode.text), mode.span));
        }
        if let Some(&first) = seen.get(name) {
            cx.report(diagnostics::same_name("columns", name, span, first));
            is_whole = false;
            continue;
        }
        seen.insert(name, span);
        match value(cx, &param.type_ref, "a column") {
            Some(type_) => columns.push(ResultColumn { name: name.to_owned(), type_ }),
            None => is_whole = false,
        }
    }
    is_whole.then_some(columns)
}
