//! Enum types.

use pg_orm_ir::catalog::Enum;
use pg_orm_sql::literal;

use super::{access, comment};
use crate::script::{Action, Object, Step};

/// The longest list of labels that stands on one line, in characters.
const ONE_LINE: usize = 80;

pub(super) fn create(enum_: &Enum) -> Vec<Step> {
    let object = Object::Type(enum_.name.clone());
    let name = &enum_.name;
    let labels: Vec<String> = enum_.labels.iter().map(|label| literal(label).to_string()).collect();
    let one_line = labels.join(", ");
    let list = if one_line.chars().count() <= ONE_LINE {
        one_line
    } else {
        format!("\n  {}\n", labels.join(",\n  "))
    };
    let mut steps =
        vec![Step::new(Action::Create, object.clone(), format!("create type {name} as enum ({list})"))];
    let called = format!("type {name}");
    steps.extend(comment::on(&object, &called, enum_.comment.as_ref()));
    steps.extend(access::steps(&enum_.access, &object, &called, &called));
    steps
}

pub(super) fn drop(enum_: &Enum) -> Step {
    Step::new(Action::Drop, Object::Type(enum_.name.clone()), format!("drop type {}", enum_.name))
}
