//! Foreign-data wrappers, servers and user mappings.

use pg_orm_ir::catalog::{ForeignDataWrapper, Server, UserMapping};
use pg_orm_sql::{Identifier, literal};

use super::{access, comment, options, reference};
use crate::script::{Action, Object, Step};

pub(super) fn create_wrapper(wrapper: &ForeignDataWrapper) -> Vec<Step> {
    let object = Object::ForeignDataWrapper(wrapper.name.clone());
    let called = format!("foreign data wrapper {}", Identifier(&wrapper.name));
    let mut statement = format!("create {called}");
    for (word, function) in [("handler", &wrapper.handler), ("validator", &wrapper.validator)] {
        if let Some(function) = function {
            statement.push_str(&format!(" {word} {}", reference(function)));
        }
    }
    statement.push_str(&options::foreign(&wrapper.options));
    let mut steps = vec![Step::new(Action::Create, object.clone(), statement)];
    steps.extend(comment::on(&object, &called, wrapper.comment.as_ref()));
    steps.extend(access::steps(&wrapper.access, &object, &called, &called));
    steps
}

pub(super) fn drop_wrapper(wrapper: &ForeignDataWrapper) -> Step {
    let statement = format!("drop foreign data wrapper {}", Identifier(&wrapper.name));
    Step::new(Action::Drop, Object::ForeignDataWrapper(wrapper.name.clone()), statement)
}

pub(super) fn create_server(server: &Server) -> Vec<Step> {
    let object = Object::Server(server.name.clone());
    let name = Identifier(&server.name);
    let mut statement = format!("create server {name}");
    for (word, value) in [("type", &server.type_), ("version", &server.version)] {
        if let Some(value) = value {
            statement.push_str(&format!(" {word} {}", literal(value)));
        }
    }
    statement.push_str(&format!(" foreign data wrapper {}", Identifier(&server.wrapper)));
    statement.push_str(&options::foreign(&server.options));
    let mut steps = vec![Step::new(Action::Create, object.clone(), statement)];
    steps.extend(comment::on(&object, &format!("server {name}"), server.comment.as_ref()));
    let granted = format!("foreign server {name}");
    steps.extend(access::steps(&server.access, &object, &format!("server {name}"), &granted));
    for mapping in &server.user_mappings {
        let options = options::foreign(&mapping.options);
        let statement =
            format!("create user mapping for {} server {name}{options}", Identifier(&mapping.role));
        steps.push(Step::new(Action::Create, mapping_object(server, mapping), statement));
    }
    steps
}

pub(super) fn drop_server(server: &Server) -> Vec<Step> {
    let name = Identifier(&server.name);
    let mappings = server.user_mappings.iter().rev().map(|mapping| {
        let statement = format!("drop user mapping for {} server {name}", Identifier(&mapping.role));
        Step::new(Action::Drop, mapping_object(server, mapping), statement)
    });
    let object = Object::Server(server.name.clone());
    mappings.chain([Step::new(Action::Drop, object, format!("drop server {name}"))]).collect()
}

fn mapping_object(server: &Server, mapping: &UserMapping) -> Object {
    Object::UserMapping { server: server.name.clone(), role: mapping.role.clone() }
}
