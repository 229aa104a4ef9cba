//! Composite types.

use pg_orm_ir::catalog::{Attribute, Composite};
use pg_orm_sql::Identifier;

use super::{access, comment, reference, type_name};
use crate::script::{Action, Object, Step};

pub(super) fn create(composite: &Composite) -> Vec<Step> {
    let name = &composite.name;
    let object = Object::Type(name.clone());
    let attributes: Vec<String> = composite.attributes.iter().map(attribute).collect();
    let statement = format!("create type {name} as ({}\n)", attributes.join(","));
    let called = format!("type {name}");
    let mut steps = vec![Step::new(Action::Create, object.clone(), statement)];
    steps.extend(comment::on(&object, &called, composite.comment.as_ref()));
    for attribute in &composite.attributes {
        let on = format!("column {name}.{}", Identifier(&attribute.name));
        steps.extend(comment::on(&object, &on, attribute.comment.as_ref()));
    }
    steps.extend(access::steps(&composite.access, &object, &called, &called));
    steps
}

pub(super) fn drop(composite: &Composite) -> Step {
    Step::new(Action::Drop, Object::Type(composite.name.clone()), format!("drop type {}", composite.name))
}

fn attribute(attribute: &Attribute) -> String {
    let collation = attribute.collation.as_ref();
    let collation = collation.map_or_else(String::new, |name| format!(" collate {}", reference(name)));
    format!("\n  {} {}{collation}", Identifier(&attribute.name), type_name(&attribute.type_))
}
