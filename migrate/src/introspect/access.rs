//! Privileges as grants: those of a role together, and those of columns.

use std::collections::BTreeMap;

use pg_orm_ir::catalog::{Grant, Privilege};

use super::rows;

/// The privileges of one object as grants, by role; those of all of it before those of columns.
pub(super) fn grants<'a>(
    rows: impl Iterator<Item = &'a rows::Privilege>,
    columns: &[rows::Column],
    role: impl Fn(u32) -> String,
) -> Vec<Grant> {
    // By role, grant option and column: the privileges.
    let mut held: BTreeMap<(String, bool, i32), Vec<Privilege>> = BTreeMap::new();
    for row in rows {
        let word = row.privilege.to_lowercase();
        // Those of databases and parameters are no object's here.
        let Some(privilege) = Privilege::ALL.iter().copied().find(|privilege| privilege.sql() == word) else {
            continue;
        };
        held.entry((role(row.grantee), row.is_grantable, row.part)).or_default().push(privilege);
    }
    // Columns with the same privileges are one grant.
    let mut together: BTreeMap<(String, bool, bool, Vec<Privilege>), Vec<String>> = BTreeMap::new();
    for ((role, is_grantable, part), mut privileges) in held {
        privileges.sort();
        let names = together.entry((role, part != 0, is_grantable, privileges)).or_default();
        names.extend(columns.iter().find(|column| column.number == part).map(|column| column.name.clone()));
    }
    together
        .into_iter()
        .map(|((role, _, is_grantable, privileges), columns)| Grant {
            role,
            privileges,
            columns,
            is_grantable,
        })
        .collect()
}
