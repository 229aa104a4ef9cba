//! Lowering: from a schema to the catalog that it makes.

pub mod default_names;
mod error;
mod expression;
mod literal;
mod names;
mod partition;
mod sql_text;
mod table;
mod type_;
mod view;

pub use error::LowerError;
pub use partition::{inherited as inherited_column, plain as plain_partition};
pub use sql_text::{Place, lower_sql};

use crate::{catalog, model};
use names::NamesInUse;

/// The catalog that `schema` makes in an empty database.
///
/// # Errors
/// When a reference leads nowhere; the language's passes let no such schema through, so only a schema made
/// by hand can fail.
///
/// ```
/// let catalog = pg_orm_ir::lower(&pg_orm_ir::model::Schema::default())?;
/// assert!(catalog.tables.is_empty());
/// # Ok::<(), pg_orm_ir::LowerError>(())
/// ```
pub fn lower(schema: &model::Schema) -> Result<catalog::Catalog, LowerError> {
    let mut names = NamesInUse::of(schema);
    let types = type_::lower(schema, &mut names)?;
    let models = table::models(schema);
    let mut tables = Vec::with_capacity(schema.models.len());
    for model in &schema.models {
        let table = table::lower(schema, &models, model, &mut names)?;
        let partitions = partition::lower(schema, &models, (model, &table), &mut names)?;
        tables.push(table);
        tables.extend(partitions);
    }
    let views =
        schema.views.iter().map(|view| view::lower(schema, view, &mut names)).collect::<Result<_, _>>()?;
    let others = schema.database_only.clone();
    Ok(catalog::Catalog {
        namespaces: schema.namespaces.clone(),
        roles: schema.roles.clone(),
        enums: types.enums,
        domains: types.domains,
        composites: types.composites,
        tables,
        views,
        ..others
    })
}
