//! Schemas and who may use them.

use pg_orm_ir::catalog::{Namespace, Privilege};
use pg_orm_sql::{Identifier, literal};

use super::name_list;
use crate::script::{Action, Object, Step};

/// The schema that each database starts with.
const PUBLIC: &str = "public";

/// The comment that `initdb` gives it.
const PUBLIC_COMMENT: &str = "standard public schema";

pub(super) fn create(namespace: &Namespace) -> Vec<Step> {
    let step = |action, statement| Step::new(action, Object::Namespace(namespace.name.clone()), statement);
    let name = Identifier(&namespace.name);
    let mut steps = Vec::new();
    if namespace.name != PUBLIC {
        steps.push(step(Action::Create, format!("create schema {name}")));
    }
    if let Some(comment) = &namespace.comment {
        steps.push(step(Action::Comment, format!("comment on schema {name} is {}", literal(comment))));
    }
    let usage: Vec<&String> = users(namespace).collect();
    if !usage.is_empty() {
        let roles = name_list(usage);
        steps.push(step(Action::Grant, format!("grant usage on schema {name} to {roles}")));
    }
    steps
}

pub(super) fn drop(namespace: &Namespace) -> Vec<Step> {
    let step = |action, statement| Step::new(action, Object::Namespace(namespace.name.clone()), statement);
    let name = Identifier(&namespace.name);
    if namespace.name != PUBLIC {
        return vec![step(Action::Drop, format!("drop schema {name}"))];
    }
    let mut steps = Vec::new();
    // What everybody has had from the start stays.
    let granted: Vec<&String> = users(namespace).filter(|role| *role != PUBLIC).collect();
    if !granted.is_empty() {
        let roles = name_list(granted);
        steps.push(step(Action::Revoke, format!("revoke usage on schema {name} from {roles}")));
    }
    if namespace.comment.is_some() {
        let comment = literal(PUBLIC_COMMENT);
        steps.push(step(Action::Comment, format!("comment on schema {name} is {comment}")));
    }
    steps
}

/// The roles that may use it.
fn users(namespace: &Namespace) -> impl Iterator<Item = &String> {
    namespace
        .access
        .grants
        .iter()
        .filter(|grant| grant.privileges.contains(&Privilege::Usage))
        .map(|grant| &grant.role)
}
