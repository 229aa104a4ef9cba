//! Foreign-data wrappers, servers and user mappings.

use std::collections::HashMap;

use pg_orm_ir::catalog::{Catalog, ForeignDataWrapper, Server, UserMapping};

use super::context::{Context, options, qualified};
use super::rows::Rows;

pub(super) fn assemble(rows: &mut Rows, context: &Context, catalog: &mut Catalog, unseen: &mut Vec<String>) {
    for row in std::mem::take(&mut rows.wrappers) {
        catalog.foreign_data_wrappers.push(ForeignDataWrapper {
            comment: context.comment(("pg_foreign_data_wrapper", row.oid, 0)),
            handler: qualified(row.handler_schema, row.handler),
            validator: qualified(row.validator_schema, row.validator),
            options: options(row.options),
            access: context.access("pg_foreign_data_wrapper", row.oid, row.owner, &[]),
            name: row.name,
        });
    }
    let mut mappings: HashMap<u32, Vec<(UserMapping, bool)>> = HashMap::new();
    for row in std::mem::take(&mut rows.user_mappings) {
        let mapping = UserMapping { role: context.role(row.role), options: options(row.options) };
        mappings.entry(row.server).or_default().push((mapping, row.is_hidden));
    }
    for row in std::mem::take(&mut rows.servers) {
        let mappings = mappings.remove(&row.oid).unwrap_or_default();
        let hidden = mappings.iter().filter(|(_, is_hidden)| *is_hidden);
        unseen.extend(hidden.map(|(mapping, _)| {
            format!(
                "the options of the user mapping for {} on the server {}: only the server's owner sees them",
                mapping.role, row.name
            )
        }));
        catalog.servers.push(Server {
            comment: context.comment(("pg_foreign_server", row.oid, 0)),
            wrapper: row.wrapper,
            type_: row.type_,
            version: row.version,
            options: options(row.options),
            user_mappings: mappings.into_iter().map(|(mapping, _)| mapping).collect(),
            access: context.access("pg_foreign_server", row.oid, row.owner, &[]),
            name: row.name,
        });
    }
}
