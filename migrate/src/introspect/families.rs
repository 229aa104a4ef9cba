//! What partitions and children have as they would get it by themselves is not said of them.

use pg_orm_ir::catalog::{Catalog, Column, Table};

use crate::family::Family;

/// Takes away the parts of indexes that partitions would get with their table, and puts the columns that children have
/// from their parents first, where they would be made again.
pub(super) fn tidy(catalog: &mut Catalog) {
    let family = Family::of(catalog);
    let places = 0..catalog.tables.len();
    // Each with the indexes that stay.
    let plain: Vec<(usize, Vec<String>)> = places
        .clone()
        .filter_map(|place| Some((place, catalog.tables.get(place)?)))
        .filter(|(_, table)| table.partition_of.is_some() && family.has_plain_parts(table))
        .map(|(place, table)| {
            let keys = table.primary_key.iter().chain(&table.unique);
            let keys = keys.filter(|key| !family.key_comes_with_table(table, key)).map(|key| &key.name);
            let own = table.indexes.iter().filter(|index| !family.comes_with_table(table, index));
            (place, keys.chain(own.map(|index| &index.name)).cloned().collect())
        })
        .collect();
    let orders: Vec<(usize, Vec<String>)> =
        places.filter_map(|place| Some((place, order(&family, catalog.tables.get(place)?)?))).collect();
    for (place, own) in plain {
        let Some(table) = catalog.tables.get_mut(place) else { continue };
        table.primary_key = table.primary_key.take().filter(|key| own.contains(&key.name));
        table.unique.retain(|key| own.contains(&key.name));
        table.exclusions.retain(|exclusion| exclusion.part_of.is_none());
        table.indexes.retain(|index| own.contains(&index.name));
    }
    for (place, order) in orders {
        let Some(table) = catalog.tables.get_mut(place) else { continue };
        let rank = |column: &Column| order.iter().position(|name| *name == column.name);
        table.columns.sort_by_key(|column| rank(column).unwrap_or(order.len()));
    }
}

/// The columns of a child in the order that they get when it is made with its parents; `None` where they have it, or where
/// all of them are its own too, so that it can be made with another.
fn order(family: &Family<'_>, table: &Table) -> Option<Vec<String>> {
    let is_mixed = !table.inherits.is_empty() && table.columns.iter().any(|column| column.is_inherited);
    is_mixed.then(|| family.natural_order(table).into_iter().map(str::to_owned).collect())
}
