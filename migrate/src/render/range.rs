//! Range types.

use pg_orm_ir::catalog::Range;

use super::{access, comment, reference, type_name};
use crate::script::{Action, Object, Step};

/// The name alone, for the function that writes the range in its one form.
pub(super) fn create_shell(range: &Range) -> Step {
    Step::new(Action::Create, Object::Type(range.name.clone()), format!("create type {}", range.name))
}

pub(super) fn create(range: &Range) -> Vec<Step> {
    let object = Object::Type(range.name.clone());
    let mut parts = vec![format!("subtype = {}", type_name(&range.subtype))];
    let names = [
        ("subtype_opclass", &range.operator_class),
        ("collation", &range.collation),
        ("canonical", &range.canonical),
        ("subtype_diff", &range.difference),
        ("multirange_type_name", &range.multirange),
    ];
    for (option, name) in names {
        parts.extend(name.iter().map(|name| format!("{option} = {}", reference(name))));
    }
    let statement = format!("create type {} as range ({})", range.name, parts.join(", "));
    let mut steps = vec![Step::new(Action::Create, object.clone(), statement)];
    let called = format!("type {}", range.name);
    steps.extend(comment::on(&object, &called, range.comment.as_ref()));
    steps.extend(access::steps(&range.access, &object, &called, &called));
    steps
}

/// With `cascade` where it was made around a shell: its function and it can only go together.
pub(super) fn drop(range: &Range) -> Step {
    let cascade = if range.canonical.is_some() { " cascade" } else { "" };
    let statement = format!("drop type {}{cascade}", range.name);
    Step::new(Action::Drop, Object::Type(range.name.clone()), statement)
}
