//! Composite types.

use pg_orm_ir::catalog::Composite;
use pg_orm_sql::{Identifier, literal};

use crate::script::{Action, Object, Step};

pub(super) fn create(composite: &Composite) -> Vec<Step> {
    let name = &composite.name;
    let object = Object::Type(name.clone());
    let attributes: Vec<String> = composite
        .attributes
        .iter()
        .map(|attribute| format!("\n  {} {}", Identifier(&attribute.name), attribute.type_))
        .collect();
    let statement = format!("create type {name} as ({}\n)", attributes.join(","));
    let mut steps = vec![Step::new(Action::Create, object.clone(), statement)];
    if let Some(comment) = &composite.comment {
        let statement = format!("comment on type {name} is {}", literal(comment));
        steps.push(Step::new(Action::Comment, object.clone(), statement));
    }
    for attribute in &composite.attributes {
        let Some(comment) = &attribute.comment else { continue };
        let statement =
            format!("comment on column {name}.{} is {}", Identifier(&attribute.name), literal(comment));
        steps.push(Step::new(Action::Comment, object.clone(), statement));
    }
    steps
}

pub(super) fn drop(composite: &Composite) -> Step {
    Step::new(Action::Drop, Object::Type(composite.name.clone()), format!("drop type {}", composite.name))
}
