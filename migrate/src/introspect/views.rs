//! Views and materialized views.

use pg_orm_ir::QualifiedName;
use pg_orm_ir::catalog::{CheckOption, View, ViewColumn, ViewKind};

use super::IntrospectError;
use super::context::{Context, data_type, options};
use super::rows;
use super::tables::{Parts, compression, storage};

pub(super) fn view(
    row: rows::Relation,
    parts: &mut Parts,
    context: &Context,
) -> Result<View, IntrospectError> {
    let columns = parts.columns.remove(&row.oid).unwrap_or_default();
    let kind = if row.kind == "m" { ViewKind::Materialized } else { ViewKind::Plain };
    let indexes = parts.indexes.remove(&row.oid).unwrap_or_default();
    let mut view = View {
        comment: context.comment(("pg_class", row.oid, 0)),
        kind,
        query: row.query.unwrap_or_default().trim().trim_end_matches(';').to_owned(),
        is_without_data: kind == ViewKind::Materialized && !row.is_populated,
        access_method: row.access_method,
        tablespace: row.tablespace,
        clustered_on: indexes.iter().find(|found| found.is_clustered).map(|found| found.index.name.clone()),
        indexes: indexes.into_iter().map(|found| found.index).collect(),
        statistics: parts.statistics.remove(&row.oid).unwrap_or_default(),
        triggers: parts.triggers.remove(&row.oid).unwrap_or_default(),
        rules: parts.rules.remove(&row.oid).unwrap_or_default(),
        access: context.access("pg_class", row.oid, row.owner, &columns),
        columns: columns.into_iter().map(|column| view_column(column, context)).collect::<Result<_, _>>()?,
        name: QualifiedName::new(row.schema, row.name),
        ..View::default()
    };
    for (name, value) in options(Some(row.options)) {
        match (name.as_str(), value.as_str()) {
            ("check_option", "local") => view.check_option = Some(CheckOption::Local),
            ("check_option", _) => view.check_option = Some(CheckOption::Cascaded),
            ("security_barrier", value) => view.is_security_barrier = is_on(value),
            ("security_invoker", value) => view.is_security_invoker = is_on(value),
            _ => view.options.push((name, value)),
        }
    }
    Ok(view)
}

/// PostgreSQL keeps what was written, of which each prefix of a word means the word.
fn is_on(value: &str) -> bool {
    let value = value.to_lowercase();
    value == "on"
        || value == "1"
        || !value.is_empty() && ("true".starts_with(&value) || "yes".starts_with(&value))
}

fn view_column(row: rows::Column, context: &Context) -> Result<ViewColumn, IntrospectError> {
    Ok(ViewColumn {
        comment: context.comment(("pg_class", row.relation, row.number)),
        type_: data_type(&row.type_)?,
        default: row.default_,
        storage: storage(row.storage.as_deref()),
        compression: compression(&row.compression),
        statistics: row.statistics,
        options: options(row.options),
        name: row.name,
    })
}
