//! Domains.

use pg_orm_ir::QualifiedName;
use pg_orm_ir::catalog::{Check, Domain};
use pg_orm_sql::{Identifier, literal};

use super::{constraint, expression};
use crate::script::{Action, Object, Step};

/// What of a domain waits until all types are there, because its SQL may name one that is made later.
pub(super) struct Later<'a> {
    domain: &'a Domain,
    default: Option<&'a String>,
    checks: Vec<&'a Check>,
}

impl<'a> Later<'a> {
    /// `missing` are the types that are not there when the domain is made.
    pub(super) fn of(domain: &'a Domain, missing: &[&QualifiedName]) -> Self {
        let waits = |sql: &str| missing.iter().any(|type_| expression::may_name(sql, &type_.name));
        Self {
            domain,
            default: domain.default.as_ref().filter(|default| waits(default)),
            checks: domain.checks.iter().filter(|check| waits(&check.expression)).collect(),
        }
    }

    fn has(&self, check: &Check) -> bool {
        self.checks.iter().any(|later| later.name == check.name)
    }

    /// Since PostgreSQL 17 it is a constraint, whose name is found when all others are taken.
    fn has_not_null(&self) -> bool {
        self.domain.is_never_null && !self.checks.is_empty()
    }

    /// Gives the domain what it waited for.
    pub(super) fn add(&self) -> Vec<Step> {
        let default =
            self.default.map(|default| format!("set default {}", expression::default(default, "  ")));
        let checks = self.checks.iter().map(|check| format!("add {}", constraint::check(check)));
        let not_null = self.has_not_null().then(|| "set not null".to_owned());
        default.into_iter().chain(checks).chain(not_null).map(|change| self.alter(&change)).collect()
    }

    /// Takes it away again, as nothing that it names can be dropped before.
    pub(super) fn remove(&self) -> Vec<Step> {
        let checks = self.checks.iter().rev();
        let checks = checks.map(|check| format!("drop constraint {}", Identifier(&check.name)));
        let default = self.default.map(|_| "drop default".to_owned());
        checks.chain(default).map(|change| self.alter(&change)).collect()
    }

    fn alter(&self, change: &str) -> Step {
        let name = &self.domain.name;
        Step::new(Action::Alter, Object::Type(name.clone()), format!("alter domain {name}\n  {change}"))
    }
}

pub(super) fn create(domain: &Domain, later: &Later<'_>) -> Vec<Step> {
    let name = &domain.name;
    let object = Object::Type(name.clone());
    let mut parts = Vec::new();
    if let (Some(default), None) = (&domain.default, later.default) {
        parts.push(format!("default {}", expression::default(default, "  ")));
    }
    parts.extend(domain.checks.iter().filter(|check| !later.has(check)).map(constraint::check));
    // Last: PostgreSQL 17 and later name this one too, after what is taken already.
    if domain.is_never_null && !later.has_not_null() {
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
