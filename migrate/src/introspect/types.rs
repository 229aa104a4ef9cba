//! Collations, enums, domains, ranges. Composites are relations.

use std::collections::HashMap;

use pg_orm_ir::QualifiedName;
use pg_orm_ir::catalog::{
    Access, Catalog, Check, Collation, CollationProvider, Domain, Enforcement, Enum, NotNull, Range,
};

use pg_orm_ir::names::object_name;

use super::IntrospectError;
use super::context::{Context, data_type, qualified};
use super::expression::bare;
use super::raws;
use super::rows::{self, Rows};

pub(super) fn assemble(
    rows: &mut Rows,
    context: &Context,
    catalog: &mut Catalog,
) -> Result<(), IntrospectError> {
    let collations = std::mem::take(&mut rows.collations).into_iter();
    catalog.collations = collations.map(|row| collation(row, context)).collect();
    let enums = std::mem::take(&mut rows.enums).into_iter();
    let (some, none): (Vec<_>, Vec<_>) = enums.partition(|row| !row.labels.is_empty());
    catalog.enums = some.into_iter().map(|row| enum_(row, context)).collect();
    catalog.raws.extend(none.into_iter().map(|row| {
        let name = QualifiedName::new(row.schema, row.name);
        raws::empty_type(&name, "as enum ()", (row.oid, row.owner), context)
    }));
    let mut checks: HashMap<u32, Vec<Check>> = HashMap::new();
    let mut not_nulls: HashMap<u32, (String, Option<String>)> = HashMap::new();
    for row in std::mem::take(&mut rows.domain_constraints) {
        let comment = context.comment(("pg_constraint", row.oid, 0));
        if row.kind == "n" {
            not_nulls.insert(row.domain, (row.name, comment));
            continue;
        }
        let enforcement = if row.is_valid { Enforcement::Valid } else { Enforcement::NotValid };
        if let Some(expression) = row.expression.map(|sql| bare(&sql)) {
            let check = Check { name: row.name, comment, expression, is_no_inherit: false, enforcement };
            checks.entry(row.domain).or_default().push(check);
        }
    }
    let domains = std::mem::take(&mut rows.domains).into_iter();
    catalog.domains = domains
        .map(|row| {
            let checks = checks.remove(&row.oid).unwrap_or_default();
            let not_null =
                not_nulls.remove(&row.oid).map(|(name, comment)| not_null(&row.name, name, comment));
            domain(row, checks, not_null, context)
        })
        .collect::<Result<_, _>>()?;
    let ranges = std::mem::take(&mut rows.ranges).into_iter();
    catalog.ranges = ranges.map(|row| range(row, context)).collect::<Result<_, _>>()?;
    Ok(())
}

fn collation(row: rows::Collation, context: &Context) -> Collation {
    let provider = match row.provider.as_str() {
        "i" => CollationProvider::Icu,
        "b" => CollationProvider::BuiltIn,
        _ => CollationProvider::Libc,
    };
    let is_libc = provider == CollationProvider::Libc;
    let is_same = row.lc_collate == row.lc_ctype;
    Collation {
        name: QualifiedName::new(row.schema, row.name),
        comment: context.comment(("pg_collation", row.oid, 0)),
        provider,
        locale: if is_libc { row.lc_collate.clone().filter(|_| is_same) } else { row.locale },
        lc_collate: row.lc_collate.filter(|_| is_libc && !is_same),
        lc_ctype: row.lc_ctype.filter(|_| is_libc && !is_same),
        is_nondeterministic: row.is_nondeterministic,
        rules: row.rules,
        access: Access { owner: context.owner(row.owner), ..Access::default() },
    }
}

fn enum_(row: rows::Enum, context: &Context) -> Enum {
    Enum {
        name: QualifiedName::new(row.schema, row.name),
        comment: context.comment(("pg_type", row.oid, 0)),
        labels: row.labels,
        access: context.access("pg_type", row.oid, row.owner, &[]),
    }
}

/// What is said of a domain's `NOT NULL`, which has a name from PostgreSQL 17 on.
fn not_null(domain: &str, name: String, comment: Option<String>) -> NotNull {
    let is_usual = name == object_name(domain, "", "not_null");
    NotNull { name: (!is_usual).then_some(name), comment, ..NotNull::default() }
}

fn domain(
    row: rows::Domain,
    checks: Vec<Check>,
    not_null: Option<NotNull>,
    context: &Context,
) -> Result<Domain, IntrospectError> {
    Ok(Domain {
        name: QualifiedName::new(row.schema, row.name),
        comment: context.comment(("pg_type", row.oid, 0)),
        base: data_type(&row.base)?,
        collation: qualified(row.collation_schema, row.collation),
        is_never_null: row.is_never_null,
        not_null: not_null.filter(|it| *it != NotNull::default()),
        default: row.default_,
        checks,
        access: context.access("pg_type", row.oid, row.owner, &[]),
    })
}

fn range(row: rows::Range, context: &Context) -> Result<Range, IntrospectError> {
    let multirange = QualifiedName::new(row.multirange_schema, row.multirange);
    let chosen = Range::chosen_multirange(&QualifiedName::new(&row.schema, &row.name));
    Ok(Range {
        comment: context.comment(("pg_type", row.oid, 0)),
        subtype: data_type(&row.subtype)?,
        operator_class: qualified(row.operator_class_schema, row.operator_class),
        collation: qualified(row.collation_schema, row.collation),
        canonical: qualified(row.canonical_schema, row.canonical),
        difference: qualified(row.difference_schema, row.difference),
        multirange: (multirange != chosen).then_some(multirange),
        access: context.access("pg_type", row.oid, row.owner, &[]),
        name: QualifiedName::new(row.schema, row.name),
    })
}
