//! Changes of a catalog that a comparison then has to tell, one fact each.

use pg_orm_ir::catalog::Catalog;

/// The catalog with so many facts changed, spread over its tables: a default, a type's length, an index, a comment, a
/// column, in turn.
pub(crate) fn changed(catalog: &Catalog, changes: usize) -> Catalog {
    let mut next = catalog.clone();
    let step = (next.tables.len() / changes.max(1)).max(1);
    for (number, table) in next.tables.iter_mut().step_by(step).take(changes).enumerate() {
        match number % 5 {
            0 => table.comment = Some(format!("Changed: {number}.")),
            1 => drop(table.indexes.pop()),
            2 => drop(table.columns.pop()),
            3 => table.columns.iter_mut().take(1).for_each(|column| column.comment = Some("key".to_owned())),
            _ => table.columns.iter_mut().skip(1).take(1).for_each(|column| column.default = Some("'x'".to_owned())),
        }
    }
    next
}
