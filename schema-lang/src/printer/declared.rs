//! Enums, domains, composites and ranges.

use pg_orm_ir::catalog::{Access, Check, Composite, Domain, Enum, Grant, Range};
use pg_orm_ir::names::object_name;

use super::context::Cx;
use super::entries::{PUBLIC, collation, list, object};
use super::model::{block, head};
use super::names::MemberNames;
use super::{columns, constraints, defaults, text, types};

const CATALOG: &str = "pg_catalog";

/// An enum's item.
pub(super) fn enum_(cx: &Cx<'_>, enum_: &Enum) -> Option<String> {
    let word = cx.types.get(&enum_.name)?;
    let (docs, mut lines) = head(&enum_.name, word, enum_.comment.as_deref());
    for (value, label) in cx.chosen.enum_words(&enum_.name, &enum_.labels).iter().zip(&enum_.labels) {
        let map = if value == label { String::new() } else { format!(" @map({})", text::string(label)) };
        lines.push(format!("{value}{map}"));
    }
    lines.extend(access(&enum_.access));
    Some(block(&docs, &format!("enum {word}"), &[lines]))
}

/// A domain's item.
pub(super) fn domain(cx: &Cx<'_>, domain: &Domain) -> Option<String> {
    let word = cx.types.get(&domain.name)?;
    let (docs, mut lines) = head(&domain.name, word, domain.comment.as_deref());
    lines.extend(domain.collation.as_ref().map(|name| format!("@@collate({})", collation(name))));
    if domain.is_never_null {
        let not_null = domain.not_null.as_ref();
        lines.push(
            not_null.map_or_else(|| "@@not_null".to_owned(), |it| format!("@{}", columns::not_null(it))),
        );
    }
    if let Some(default) = &domain.default {
        lines.push(format!("@@default({})", defaults::default(default, &domain.base, cx.catalog, cx.chosen)));
    }
    lines.extend(domain.checks.iter().map(|it| check(cx, domain, it)));
    lines.extend(access(&domain.access));
    let head = format!("domain {word} : {}", types::value_ref(&domain.base, &cx.types));
    Some(if lines.is_empty() { format!("{docs}{head}\n") } else { block(&docs, &head, &[lines]) })
}

fn check(cx: &Cx<'_>, domain: &Domain, check: &Check) -> String {
    let default = object_name(&domain.name.name, "", "check");
    let sql = text::sql(&check.expression, 2);
    let is_given = cx.given.is_given(&domain.name.schema, &check.name, &default);
    let name = is_given.then(|| text::string(&check.name)).into_iter();
    let args = name.chain([sql]).chain(constraints::enforcement(check.enforcement));
    let args: Vec<String> = args.chain(constraints::comment(check.comment.as_deref())).collect();
    format!("@@check({})", args.join(", "))
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
        let type_ = format!("{}{mark}", types::value_ref(&attribute.type_, &cx.types));
        let collate = attribute.collation.as_ref().map(|name| format!("@collate({})", collation(name)));
        let attributes = collate.into_iter().collect();
        lines.push(columns::line(&field, &type_, &attribute.name, attribute.comment.as_deref(), attributes));
    }
    lines.extend(access(&composite.access));
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
    lines.extend(access(&range.access));
    let head = format!("range {word} of {}", types::value_ref(&range.subtype, &cx.types));
    Some(if lines.is_empty() { format!("{docs}{head}\n") } else { block(&docs, &head, &[lines]) })
}

/// `@@owner(boss)`, the `@@grant(..)`s and the `@@revoke(..)`s of a type.
fn access(access: &Access) -> Vec<String> {
    let owner = access.owner.as_deref().map(|owner| format!("@@owner({})", text::name(owner)));
    let line = |attribute: &str, grant: &Grant| {
        let privileges: Vec<String> = grant.privileges.iter().map(|it| it.sql().to_owned()).collect();
        let option = if grant.is_grantable { ", grantable: true" } else { "" };
        format!("@@{attribute}({}, {}{option})", text::name(&grant.role), list(&privileges))
    };
    let grants = access.grants.iter().map(|grant| line("grant", grant));
    let revoked = access.revoked.iter().map(|grant| line("revoke", grant));
    owner.into_iter().chain(grants).chain(revoked).collect()
}
