//! Domains.

use pg_orm_ir::catalog::{Check, Domain};
use pg_orm_sql::Identifier;

use super::{access, comment, constraint, expression, reference, type_name};
use crate::script::{Action, Object, Step};

/// Makes it; with its default and its checks, or without them where these name what is made after it.
pub(super) fn create(domain: &Domain, with_rest: bool) -> Vec<Step> {
    let name = &domain.name;
    let mut parts = Vec::new();
    if let Some(collation) = &domain.collation {
        parts.push(format!("collate {}", reference(collation)));
    }
    if with_rest {
        let default = domain.default.iter();
        parts.extend(default.map(|sql| format!("default {}", expression::default(sql, "  "))));
        parts.extend(valid(domain).map(constraint::check));
    }
    // Last: PostgreSQL 17 and later name this one too, after what is taken already.
    if domain.is_never_null && (with_rest || domain.checks.is_empty()) {
        parts.push(not_null(domain));
    }
    let parts: String = parts.iter().map(|part| format!("\n  {part}")).collect();
    let statement = format!("create domain {name} as {}{parts}", type_name(&domain.base));
    let called = format!("domain {name}");
    let mut steps = vec![Step::new(Action::Create, object(domain), statement)];
    steps.extend(comment::on(&object(domain), &called, domain.comment.as_ref()));
    steps.extend(access::steps(&domain.access, &object(domain), &called, &called));
    if with_rest {
        let not_valid = domain.checks.iter().filter(|check| !is_valid(check));
        steps.extend(not_valid.map(|check| add(domain, check)));
        steps.extend(check_comments(domain));
    }
    steps
}

/// Gives the domain what waited.
pub(super) fn complete(domain: &Domain) -> Vec<Step> {
    let default = domain.default.iter().map(|sql| format!("set default {}", expression::default(sql, "  ")));
    let mut steps: Vec<Step> = default.map(|change| alter(domain, &change)).collect();
    steps.extend(domain.checks.iter().map(|check| add(domain, check)));
    if domain.is_never_null && !domain.checks.is_empty() {
        let named = domain.not_null.as_ref().is_some_and(|it| it.name.is_some());
        let change = if named { format!("add {}", not_null(domain)) } else { "set not null".to_owned() };
        steps.push(alter(domain, &change));
    }
    steps.extend(check_comments(domain));
    steps
}

/// Takes it away again, as nothing that it names can be dropped before.
pub(super) fn reduce(domain: &Domain) -> Vec<Step> {
    let checks = domain.checks.iter().rev();
    let checks = checks.map(|check| format!("drop constraint {}", Identifier(&check.name)));
    let default = domain.default.iter().map(|_| "drop default".to_owned());
    checks.chain(default).map(|change| alter(domain, &change)).collect()
}

pub(super) fn drop(domain: &Domain) -> Step {
    Step::new(Action::Drop, object(domain), format!("drop domain {}", domain.name))
}

fn object(domain: &Domain) -> Object {
    Object::Type(domain.name.clone())
}

fn valid(domain: &Domain) -> impl Iterator<Item = &Check> {
    domain.checks.iter().filter(|check| is_valid(check))
}

/// `CREATE DOMAIN` takes no `NOT VALID`.
fn is_valid(check: &Check) -> bool {
    check.enforcement == pg_orm_ir::catalog::Enforcement::Valid
}

fn add(domain: &Domain, check: &Check) -> Step {
    alter(domain, &format!("add {}", constraint::check(check)))
}

fn alter(domain: &Domain, change: &str) -> Step {
    Step::new(Action::Alter, object(domain), format!("alter domain {}\n  {change}", domain.name))
}

/// `NOT NULL`, by its name where it has one of its own.
fn not_null(domain: &Domain) -> String {
    match domain.not_null.as_ref().and_then(|it| it.name.as_ref()) {
        Some(name) => format!("constraint {} not null", Identifier(name)),
        None => "not null".to_owned(),
    }
}

fn check_comments(domain: &Domain) -> impl Iterator<Item = Step> {
    let not_null = domain.not_null.iter().filter_map(|it| {
        let chosen = || pg_orm_ir::names::object_name(&domain.name.name, "", "not_null");
        let name = it.name.clone().unwrap_or_else(chosen);
        let on = format!("constraint {} on domain {}", Identifier(&name), domain.name);
        comment::on(&object(domain), &on, it.comment.as_ref())
    });
    let checks = domain.checks.iter().filter_map(|check| {
        let on = format!("constraint {} on domain {}", Identifier(&check.name), domain.name);
        comment::on(&object(domain), &on, check.comment.as_ref())
    });
    checks.chain(not_null)
}
