//! Enums, domains, composites and ranges.

use pg_orm_ir::QualifiedName;
use pg_orm_ir::catalog::{Access, Check, Composite, Domain, Enforcement, Enum, Range};
use pg_orm_ir::names::object_name;

use super::context::Cx;
use super::entries::{PUBLIC, collation, list, object};
use super::model::{block, head};
use super::names::MemberNames;
use super::{columns, defaults, text, types};

const CATALOG: &str = "pg_catalog";

/// An enum's item.
pub(super) fn enum_(cx: &Cx<'_>, enum_: &Enum) -> Option<String> {
    let word = cx.types.get(&enum_.name)?;
    let (docs, mut lines) = head(&enum_.name, word, enum_.comment.as_deref());
    for (value, label) in cx.chosen.enum_words(&enum_.name, &enum_.labels).iter().zip(&enum_.labels) {
        let map = if value == label { String::new() } else { format!(" @map({})", text::string(label)) };
        lines.push(format!("{value}{map}"));
    }
    lines.extend(access(cx, &enum_.name, &enum_.access));
    Some(block(&docs, &format!("enum {word}"), &[lines]))
}

/// A domain's item.
pub(super) fn domain(cx: &Cx<'_>, domain: &Domain) -> Option<String> {
    let word = cx.types.get(&domain.name)?;
    let (docs, mut lines) = head(&domain.name, word, domain.comment.as_deref());
    lines.extend(domain.collation.as_ref().map(|name| format!("@@collate({})", collation(name))));
    if domain.is_never_null {
        lines.push("@@not_null".to_owned());
    }
    if let Some(default) = &domain.default {
        lines.push(format!("@@default({})", defaults::default(default, &domain.base, cx.catalog, cx.chosen)));
    }
    lines.extend(domain.checks.iter().map(|it| check(cx, domain, it)));
    lines.extend(access(cx, &domain.name, &domain.access));
    let head = format!("domain {word} : {}", types::type_ref(&domain.base, &cx.types));
    Some(if lines.is_empty() { format!("{docs}{head}\n") } else { block(&docs, &head, &[lines]) })
}

fn check(cx: &Cx<'_>, domain: &Domain, check: &Check) -> String {
    let whole = format_args!("the check {} of {}", check.name, domain.name);
    cx.lacks(check.comment.is_some(), "the comment", whole);
    cx.lacks(check.enforcement != Enforcement::Valid, "the enforcement", whole);
    let default = object_name(&domain.name.name, "", "check");
    let sql = text::sql(&check.expression, 2);
    match cx.given.is_given(&domain.name.schema, &check.name, &default) {
        true => format!("@@check({}, {sql})", text::string(&check.name)),
        false => format!("@@check({sql})"),
    }
}

/// A composite's item.
pub(super) fn composite(cx: &Cx<'_>, composite: &Composite) -> Option<String> {
    let word = cx.types.get(&composite.name)?;
    if composite.attributes.is_empty() {
        cx.unsaid(format_args!("the type {}, which has no attributes", composite.name));
        return None;
    }
    let (docs, mut lines) = head(&composite.name, word, composite.comment.as_deref());
    let kept = composite.attributes.iter().filter_map(|it| cx.chosen.field(&composite.name, &it.name));
    let mut names = MemberNames::without(kept.cloned().collect());
    for attribute in &composite.attributes {
        let chosen = cx.chosen.field(&composite.name, &attribute.name).cloned();
        let field = chosen.unwrap_or_else(|| names.choose(&text::field_word(&attribute.name)));
        // In the database every attribute may be null.
        let mark = types::mark(true, &attribute.type_, cx.catalog);
        let type_ = format!("{}{mark}", types::type_ref(&attribute.type_, &cx.types));
        let whole = format_args!("{}.{}", composite.name, attribute.name);
        cx.lacks(attribute.collation.is_some(), "the collation", whole);
        lines.push(columns::line(&field, &type_, &attribute.name, attribute.comment.as_deref(), Vec::new()));
    }
    lines.extend(access(cx, &composite.name, &composite.access));
    Some(block(&docs, &format!("type {word}"), &[lines]))
}

/// A range's item.
pub(super) fn range(cx: &Cx<'_>, range: &Range) -> Option<String> {
    let word = cx.types.get(&range.name)?;
    let (docs, mut lines) = head(&range.name, word, range.comment.as_deref());
    let named = [
        ("operator_class", &range.operator_class, CATALOG),
        ("canonical", &range.canonical, PUBLIC),
        ("subtype_diff", &range.difference, CATALOG),
        ("multirange", &range.multirange, &range.name.schema),
    ];
    lines.extend(range.collation.as_ref().map(|name| format!("@@collate({})", collation(name))));
    for (attribute, name, schema) in named {
        lines.extend(name.as_ref().map(|name| format!("@@{attribute}({})", object(name, schema))));
    }
    lines.extend(access(cx, &range.name, &range.access));
    let head = format!("range {word} of {}", types::type_ref(&range.subtype, &cx.types));
    Some(if lines.is_empty() { format!("{docs}{head}\n") } else { block(&docs, &head, &[lines]) })
}

/// `@@owner(boss)` and the `@@grant(..)`s of a type.
fn access(cx: &Cx<'_>, name: &QualifiedName, access: &Access) -> Vec<String> {
    cx.lacks_type_grants(access, name);
    let owner = access.owner.as_deref().map(|owner| format!("@@owner({})", text::name(owner)));
    let grants = access.grants.iter().map(|grant| {
        let privileges: Vec<String> = grant.privileges.iter().map(|it| it.sql().to_owned()).collect();
        format!("@@grant({}, {})", text::name(&grant.role), list(&privileges))
    });
    owner.into_iter().chain(grants).collect()
}
