//! Domains.

use pg_orm_ir::catalog::Domain;
use pg_orm_sql::literal;

use super::{constraint, expression};
use crate::script::{Action, Object, Step};

pub(super) fn create(domain: &Domain) -> Vec<Step> {
    let name = &domain.name;
    let object = Object::Type(name.clone());
    let mut parts = Vec::new();
    if let Some(default) = &domain.default {
        parts.push(format!("default {}", expression::default(default, "  ")));
    }
    parts.extend(domain.checks.iter().map(constraint::check));
    // Last: PostgreSQL 17 and later name this one too, after what is taken already.
    if domain.is_never_null {
        parts.push("not null".to_owned());
    }
    let parts: String = parts.iter().map(|part| format!("\n  {part}")).collect();
    let statement = format!("create domain {name} as {}{parts}", domain.base);
    let mut steps = vec![Step::new(Action::Create, object.clone(), statement)];
    if let Some(comment) = &domain.comment {
        let statement = format!("comment on domain {name} is {}", literal(comment));
        steps.push(Step::new(Action::Comment, object, statement));
    }
    steps
}

pub(super) fn drop(domain: &Domain) -> Step {
    Step::new(Action::Drop, Object::Type(domain.name.clone()), format!("drop domain {}", domain.name))
}
