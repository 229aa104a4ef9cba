//! Views and materialized views.

use pg_orm_ir::catalog::{CheckOption, View, ViewKind};
use pg_orm_sql::Identifier;

use super::expression::{closed, default};
use super::plan::{Relation, view_word};
use super::{access, column, comment, options, reference_name, type_name};
use crate::script::{Action, Object, Step};

/// Makes it, with all that is not its query's.
pub(super) fn create(view: &View) -> Vec<Step> {
    let mut steps = vec![Step::new(Action::Create, object(view), create_sql(view, "create"))];
    steps.extend(after(view));
    steps
}

/// A view of the same columns and no rows, for what needs this one before it can be made.
pub(super) fn create_stub(view: &View) -> Step {
    let columns: Vec<String> = view
        .columns
        .iter()
        .map(|column| format!("null::{} as {}", type_name(&column.type_), Identifier(&column.name)))
        .collect();
    let statement = format!("create view {} as\nselect\n  {}", view.name, columns.join(",\n  "));
    Step::new(Action::Create, object(view), statement)
}

/// That view as it is meant to be.
pub(super) fn complete(view: &View) -> Vec<Step> {
    let mut steps = vec![Step::new(Action::Create, object(view), create_sql(view, "create or replace"))];
    steps.extend(after(view));
    steps
}

/// Back to what [`create_stub`] made.
pub(super) fn reduce(view: &View) -> Step {
    let stub = create_stub(view);
    let statement = stub.statement.replacen("create view", "create or replace view", 1);
    Step::new(Action::Alter, stub.object, statement)
}

pub(super) fn drop(view: &View) -> Step {
    Step::new(Action::Drop, object(view), format!("drop {} {}", view_word(view), view.name))
}

fn object(view: &View) -> Object {
    Object::View(view.name.clone())
}

fn create_sql(view: &View, create: &str) -> String {
    let mut sql = format!("{create} {} {}", view_word(view), view.name);
    if let Some(method) = &view.access_method {
        sql.push_str(&format!(" using {}", Identifier(method)));
    }
    let mut parameters = Vec::new();
    if view.is_security_barrier {
        parameters.push("security_barrier = true".to_owned());
    }
    if view.is_security_invoker {
        parameters.push("security_invoker = true".to_owned());
    }
    if !view.options.is_empty() {
        parameters.push(options::parameters(&view.options));
    }
    if !parameters.is_empty() {
        sql.push_str(&format!(" with ({})", parameters.join(", ")));
    }
    sql.push_str(&reference_name("tablespace", view.tablespace.as_ref()));
    sql.push_str(&format!(" as\n{}", closed(&view.query)));
    if let Some(option) = view.check_option {
        sql.push_str(match option {
            CheckOption::Local => "\nwith local check option",
            CheckOption::Cascaded => "\nwith cascaded check option",
        });
    }
    if view.kind == ViewKind::Materialized && view.is_without_data {
        sql.push_str("\nwith no data");
    }
    sql
}

fn after(view: &View) -> Vec<Step> {
    let object = object(view);
    let called = format!("{} {}", view_word(view), view.name);
    let mut steps = Vec::new();
    for column in &view.columns {
        let name = Identifier(&column.name);
        let alter = |change: String| {
            let statement = format!("alter {called} alter column {name} {change}");
            Step::new(Action::Alter, object.clone(), statement)
        };
        steps.extend(column.default.iter().map(|sql| alter(format!("set default {}", default(sql, "  ")))));
        steps.extend(column.storage.map(|it| alter(format!("set storage {}", column::storage(it)))));
        steps.extend(
            column.compression.map(|it| alter(format!("set compression {}", column::compression(it)))),
        );
        steps.extend(column.statistics.map(|it| alter(format!("set statistics {it}"))));
        if !column.options.is_empty() {
            steps.push(alter(format!("set ({})", options::parameters(&column.options))));
        }
    }
    steps.extend(comment::on(&object, &called, view.comment.as_ref()));
    for column in &view.columns {
        let name = Identifier(&column.name);
        let on = format!("column {}.{name}", view.name);
        let object = Object::Column { table: view.name.clone(), name: column.name.clone() };
        steps.extend(comment::on(&object, &on, column.comment.as_ref()));
    }
    steps.extend(access::steps(&view.access, &object, &called, &view.name.to_string()));
    steps
}

/// The index by which it is sorted.
pub(super) fn sort(view: &View) -> Vec<Step> {
    let relation = Relation::View(view);
    view.clustered_on
        .iter()
        .map(|index| {
            let index = Identifier(index);
            let statement = format!("alter {} {} cluster on {index}", relation.word(), view.name);
            Step::new(Action::Alter, object(view), statement)
        })
        .collect()
}
