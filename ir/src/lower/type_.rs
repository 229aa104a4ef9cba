//! Types from enums, domains and composites.

use super::names::NamesInUse;
use super::sql_text::{Place, lower_sql};
use super::{LowerError, literal};
use crate::catalog::{Attribute, Check, Composite, Domain, Enum};
use crate::model::{self, DefaultValue, Schema};

/// Every type of a schema.
pub(super) struct Types {
    pub(super) enums: Vec<Enum>,
    pub(super) domains: Vec<Domain>,
    pub(super) composites: Vec<Composite>,
}

pub(super) fn lower(schema: &Schema, names: &mut NamesInUse) -> Result<Types, LowerError> {
    Ok(Types {
        enums: schema.enums.iter().map(enum_).collect(),
        domains: schema.domains.iter().map(|it| domain(schema, it, names)).collect::<Result<_, _>>()?,
        composites: schema.composites.iter().map(composite).collect(),
    })
}

fn enum_(enum_: &model::Enum) -> Enum {
    Enum {
        name: enum_.type_name.clone(),
        comment: enum_.comment.clone(),
        labels: enum_.values.iter().map(|value| value.label.clone()).collect(),
        access: enum_.access.clone(),
    }
}

fn domain(schema: &Schema, domain: &model::Domain, names: &mut NamesInUse) -> Result<Domain, LowerError> {
    let checks = domain.checks.iter().map(|check| {
        Ok(Check {
            name: names.choose_check(check.name.as_ref(), &domain.type_name, ""),
            expression: lower_sql(&schema.sessions, &check.expression, Place::Table)?,
            comment: check.comment.clone(),
            enforcement: check.enforcement,
            ..Check::default()
        })
    });
    let checks = checks.collect::<Result<_, _>>()?;
    let default = match &domain.default {
        None => None,
        Some(DefaultValue::Literal(value)) => Some(literal::lower(value, &domain.base)),
        Some(DefaultValue::Sql(sql)) => Some(lower_sql(&schema.sessions, sql, Place::Table)?),
    };
    Ok(Domain {
        name: domain.type_name.clone(),
        comment: domain.comment.clone(),
        base: domain.base.clone(),
        is_never_null: domain.is_never_null,
        not_null: domain.not_null.clone(),
        default,
        checks,
        collation: domain.collation.clone(),
        access: domain.access.clone(),
    })
}

fn composite(composite: &model::Composite) -> Composite {
    let attributes = composite.fields.iter().map(|field| Attribute {
        name: field.attribute.clone(),
        comment: field.comment.clone(),
        type_: field.type_.clone(),
        collation: field.collation.clone(),
    });
    Composite {
        name: composite.type_name.clone(),
        comment: composite.comment.clone(),
        attributes: attributes.collect(),
        access: composite.access.clone(),
    }
}
