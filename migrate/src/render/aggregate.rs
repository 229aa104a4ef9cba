//! Aggregates.

use pg_orm_ir::catalog::{Aggregate, Argument, ArgumentMode};

use super::function::argument;
use super::{access, comment, type_name};
use crate::script::{Action, Object, Step};

pub(super) fn create(aggregate: &Aggregate) -> Vec<Step> {
    let object = object(aggregate);
    let options: Vec<String> = aggregate
        .options
        .iter()
        .map(|(name, sql)| if sql.is_empty() { name.clone() } else { format!("{name} = {sql}") })
        .collect();
    let statement = format!(
        "create aggregate {}({}) (\n  {}\n)",
        aggregate.name,
        arguments(aggregate, argument),
        options.join(",\n  ")
    );
    let called = called(aggregate);
    let mut steps = vec![Step::new(Action::Create, object.clone(), statement)];
    steps.extend(comment::on(&object, &called, aggregate.comment.as_ref()));
    steps.extend(access::owner(&aggregate.access, &object, &called));
    // Privileges are a function's.
    let types: Vec<String> = aggregate.signature().iter().map(type_name).collect();
    let granted = format!("function {}({})", aggregate.name, types.join(", "));
    steps.extend(access::privileges(&aggregate.access, &object, &granted));
    steps
}

pub(super) fn drop(aggregate: &Aggregate) -> Step {
    Step::new(Action::Drop, object(aggregate), format!("drop {}", called(aggregate)))
}

fn object(aggregate: &Aggregate) -> Object {
    Object::Aggregate { name: aggregate.name.clone(), arguments: aggregate.signature() }
}

fn called(aggregate: &Aggregate) -> String {
    let bare = |it: &Argument| {
        let mode = if it.mode == ArgumentMode::Variadic { "variadic " } else { "" };
        format!("{mode}{}", type_name(&it.type_))
    };
    format!("aggregate {}({})", aggregate.name, arguments(aggregate, bare))
}

/// What stands in the parentheses behind its name: `*`, `a, b`, `a order by b`.
fn arguments(aggregate: &Aggregate, argument: impl Fn(&Argument) -> String) -> String {
    let all: Vec<String> = aggregate.arguments.iter().map(argument).collect();
    let Some(direct) = aggregate.direct_arguments else {
        return if all.is_empty() { "*".to_owned() } else { all.join(", ") };
    };
    let direct = usize::try_from(direct).unwrap_or(all.len()).min(all.len());
    let (direct, ordered) = all.split_at(direct);
    // One that takes any number of arguments takes them on both sides, and is written on both.
    let ordered =
        if ordered.is_empty() { direct.last().map_or(&[][..], std::slice::from_ref) } else { ordered };
    let space = if direct.is_empty() { "" } else { " " };
    format!("{}{space}order by {}", direct.join(", "), ordered.join(", "))
}
