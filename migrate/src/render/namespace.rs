//! Schemas and who may use them.

use pg_orm_ir::catalog::{Grant, Namespace};
use pg_orm_sql::{Identifier, literal};

use super::{access, comment};
use crate::script::{Action, Object, Step};

/// The schema that each database starts with.
const PUBLIC: &str = "public";

/// The comment that `initdb` gives it.
const PUBLIC_COMMENT: &str = "standard public schema";

pub(super) fn create(namespace: &Namespace) -> Vec<Step> {
    let object = Object::Namespace(namespace.name.clone());
    let called = format!("schema {}", Identifier(&namespace.name));
    let mut steps = Vec::new();
    if namespace.name != PUBLIC {
        steps.push(Step::new(Action::Create, object.clone(), format!("create {called}")));
    }
    steps.extend(comment::on(&object, &called, namespace.comment.as_ref()));
    steps.extend(access::owner(&namespace.access, &object, &called));
    steps.extend(access::privileges(&namespace.access, &object, &called));
    steps
}

pub(super) fn drop(namespace: &Namespace) -> Vec<Step> {
    let step = |action, statement| Step::new(action, Object::Namespace(namespace.name.clone()), statement);
    let name = Identifier(&namespace.name);
    if namespace.name != PUBLIC {
        return vec![step(Action::Drop, format!("drop schema {name}"))];
    }
    let mut steps = Vec::new();
    // What everybody has had from the start stays, and comes back.
    let given = namespace.access.grants.iter().filter(|grant| grant.role != PUBLIC);
    steps.extend(given.map(|grant| {
        let (privileges, role) = (privileges(grant), Identifier(&grant.role));
        step(Action::Revoke, format!("revoke {privileges} on schema {name} from {role}"))
    }));
    steps.extend(namespace.access.revoked.iter().map(|grant| {
        let (privileges, role) = (privileges(grant), Identifier(&grant.role));
        step(Action::Grant, format!("grant {privileges} on schema {name} to {role}"))
    }));
    if namespace.comment.is_some() {
        let comment = literal(PUBLIC_COMMENT);
        steps.push(step(Action::Comment, format!("comment on schema {name} is {comment}")));
    }
    steps
}

fn privileges(grant: &Grant) -> String {
    grant.privileges.iter().map(|privilege| privilege.sql()).collect::<Vec<_>>().join(", ")
}
