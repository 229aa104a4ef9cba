//! Views and materialized views.

use std::collections::HashMap;

use super::names::NamesInUse;
use super::sql_text::{Place, lower_sql};
use super::{LowerError, table};
use crate::catalog::{View, ViewColumn};
use crate::model::{self, Model, Schema};

/// The view that `view` makes.
pub(super) fn lower(schema: &Schema, view: &model::View, names: &mut NamesInUse) -> Result<View, LowerError> {
    // The database has no keys of a view: those of a materialized one are among its indexes.
    let model = Model { primary_key: None, unique_keys: Vec::new(), ..view.model.clone() };
    let table = table::lower(schema, &HashMap::new(), &model, names)?;
    let columns = table.columns.into_iter().map(|column| ViewColumn {
        name: column.name,
        comment: column.comment,
        type_: column.type_,
        default: column.default,
        storage: column.storage,
        compression: column.compression,
        statistics: column.statistics,
        options: column.options,
    });
    Ok(View {
        name: table.name,
        comment: table.comment,
        kind: view.kind,
        columns: columns.collect(),
        query: lower_sql(&schema.sessions, &view.query, Place::Policy)?,
        check_option: view.check_option,
        is_security_barrier: view.is_security_barrier,
        is_security_invoker: view.is_security_invoker,
        is_without_data: view.is_without_data,
        access_method: table.access_method,
        clustered_on: table.clustered_on,
        tablespace: table.tablespace,
        options: table.options,
        indexes: table.indexes,
        statistics: table.statistics,
        triggers: table.triggers,
        rules: table.rules,
        access: table.access,
    })
}
