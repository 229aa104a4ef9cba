//! Keys, checks and exclusions of a model that stand behind its fields.

use pg_orm_ir::QualifiedName;
use pg_orm_ir::catalog::{Check, Deferrable, Enforcement, Exclusion, Key, Table};
use pg_orm_ir::default_names;
use pg_orm_ir::types::BaseType;

use super::context::Cx;
use super::entries::{list, option_map};
use super::indexes::key;
use super::text;

/// The lines of a table's keys.
pub(super) fn keys(cx: &Cx<'_>, table: &Table) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(key) = &table.primary_key
        && (key.columns.len() != 1 || !is_plain(key))
    {
        lines.extend(block_key(cx, table, "@@id", key, cx.given.primary_key(table, key)));
    }
    let mut seen: Vec<&[String]> = Vec::new();
    for key in &table.unique {
        let is_on_field = key.columns.len() == 1 && is_plain(key) && !seen.contains(&key.columns.as_slice());
        seen.push(&key.columns);
        if !is_on_field {
            lines.extend(block_key(cx, table, "@@unique", key, unique_arguments(cx, table, key)));
        }
    }
    lines
}

/// Whether an attribute on a field can say all of it.
pub(super) fn is_plain(key: &Key) -> bool {
    key.include.is_empty()
        && !key.is_without_overlaps
        && key.deferrable == Deferrable::No
        && key.options.is_empty()
        && key.tablespace.is_none()
        && key.comment.is_none()
        && !key.is_only
        && key.part_of.is_none()
}

/// What `@unique` and `@@unique` say beside the fields.
pub(super) fn unique_arguments(cx: &Cx<'_>, table: &Table, key: &Key) -> Vec<String> {
    let nulls = key.nulls_not_distinct.then(|| "nulls: not_distinct".to_owned());
    nulls.into_iter().chain(cx.given.unique(table, key)).collect()
}

fn block_key(cx: &Cx<'_>, table: &Table, attribute: &str, key: &Key, more: Vec<String>) -> Option<String> {
    let mut args = vec![list(&cx.fields(&table.name, &key.columns)?)];
    if !key.include.is_empty() {
        args.push(format!("include: {}", list(&cx.fields(&table.name, &key.include)?)));
    }
    if key.is_without_overlaps {
        args.push("without_overlaps: true".to_owned());
    }
    args.extend(deferrable(key.deferrable));
    if !key.options.is_empty() {
        args.push(format!("with: {}", option_map(&key.options)));
    }
    args.extend(key.tablespace.as_deref().map(|it| format!("tablespace: {}", text::name(it))));
    if key.is_only {
        args.push("only: true".to_owned());
    }
    args.extend(part_of(key.part_of.as_ref()));
    args.extend(more);
    args.extend(comment(key.comment.as_deref()));
    Some(format!("{attribute}({})", args.join(", ")))
}

/// `part_of: "events_pkey"`; its schema is that of the table that the partition is a part of.
pub(super) fn part_of(whole: Option<&QualifiedName>) -> Option<String> {
    whole.map(|whole| format!("part_of: {}", text::string(&whole.name)))
}

/// `deferrable: initially_deferred`.
pub(super) fn deferrable(deferrable: Deferrable) -> Option<String> {
    match deferrable {
        Deferrable::No => None,
        Deferrable::InitiallyImmediate => Some("deferrable: initially_immediate".to_owned()),
        Deferrable::InitiallyDeferred => Some("deferrable: initially_deferred".to_owned()),
    }
}

/// `comment: ".."`.
pub(super) fn comment(comment: Option<&str>) -> Option<String> {
    comment.map(|comment| format!("comment: {}", text::string(comment)))
}

/// `enforcement: not_valid`.
pub(super) fn enforcement(enforcement: Enforcement) -> Option<String> {
    match enforcement {
        Enforcement::Valid => None,
        Enforcement::NotValid => Some("enforcement: not_valid".to_owned()),
        Enforcement::NotEnforced => Some("enforcement: not_enforced".to_owned()),
    }
}

/// The lines of a table's checks.
pub(super) fn checks(cx: &Cx<'_>, table: &Table) -> Vec<String> {
    table.checks.iter().map(|it| check(cx, table, it)).collect()
}

fn check(cx: &Cx<'_>, table: &Table, check: &Check) -> String {
    let default = default_names::check(table, check);
    let is_given = cx.given.is_given(&table.name.schema, &check.name, &default);
    let name = is_given.then(|| text::string(&check.name));
    let mut args: Vec<String> = name.into_iter().collect();
    args.push(text::sql(&check.expression, 2));
    if check.is_no_inherit {
        args.push("no_inherit: true".to_owned());
    }
    args.extend(enforcement(check.enforcement));
    args.extend(comment(check.comment.as_deref()));
    format!("@@check({})", args.join(", "))
}

/// The lines of a table's exclusions.
pub(super) fn exclusions(cx: &Cx<'_>, table: &Table) -> Vec<String> {
    table.exclusions.iter().filter_map(|it| exclusion(cx, table, it)).collect()
}

fn exclusion(cx: &Cx<'_>, table: &Table, exclusion: &Exclusion) -> Option<String> {
    let whole = format_args!("the exclusion {} of {}", exclusion.name, table.name);
    let elements = exclusion.elements.iter().map(|element| {
        let key = key(cx, &table.name, &element.key)?;
        // Operators stand with their types: those of PostgreSQL's own need no schema.
        let column = match &element.key.target {
            pg_orm_ir::catalog::IndexTarget::Column(name) => table.columns.iter().find(|it| it.name == *name),
            pg_orm_ir::catalog::IndexTarget::Expression(_) => None,
        };
        let is_own = column.is_some_and(|it| matches!(it.type_.base, BaseType::Declared(_)));
        let operator = match element.operator.schema.as_str() {
            "pg_catalog" if !is_own => element.operator.name.clone(),
            schema => format!("{schema}.{}", element.operator.name),
        };
        Some(format!("{key} with {}", text::string(&operator)))
    });
    let Some(elements) = elements.collect::<Option<Vec<String>>>() else {
        cx.unsaid(whole);
        return None;
    };
    let mut args = Vec::new();
    let default = default_names::exclusion(&table.name.name, exclusion);
    if cx.given.is_given(&table.name.schema, &exclusion.name, &default) {
        args.push(text::string(&exclusion.name));
    }
    args.push(list(&elements));
    if exclusion.method != "gist" {
        args.push(format!("using: {}", text::name(&exclusion.method)));
    }
    args.extend(exclusion.predicate.as_deref().map(|sql| format!("where: {}", text::sql(sql, 2))));
    if !exclusion.include.is_empty() {
        args.push(format!("include: {}", list(&cx.fields(&table.name, &exclusion.include)?)));
    }
    args.extend(deferrable(exclusion.deferrable));
    if !exclusion.options.is_empty() {
        args.push(format!("with: {}", option_map(&exclusion.options)));
    }
    args.extend(exclusion.tablespace.as_deref().map(|it| format!("tablespace: {}", text::name(it))));
    args.extend(comment(exclusion.comment.as_deref()));
    args.extend(part_of(exclusion.part_of.as_ref()));
    Some(format!("@@exclude({})", args.join(", ")))
}
