//! Schemas, extensions, default privileges.

use pg_orm_ir::catalog::{Access, Catalog, DefaultPrivileges, Extension, GrantedKind, Namespace};

use super::context::Context;
use super::rows::{self, Rows};

/// What `initdb` says of `public`.
const STANDARD_COMMENT: &str = "standard public schema";

pub(super) fn assemble(rows: &mut Rows, context: &Context, catalog: &mut Catalog, unseen: &mut Vec<String>) {
    let namespaces = std::mem::take(&mut rows.namespaces).into_iter();
    catalog.namespaces = namespaces.filter_map(|row| namespace(row, context)).collect();
    let extensions = std::mem::take(&mut rows.extensions).into_iter();
    catalog.extensions = extensions.map(|row| extension(row, context)).collect();
    let defaults = std::mem::take(&mut rows.default_privileges).into_iter();
    let (large, defaults): (Vec<_>, Vec<_>) = defaults.partition(|row| row.kind == "L");
    unseen.extend(large.iter().map(|row| {
        format!("the default privileges of large objects that {} makes", context.role(row.creator))
    }));
    catalog.default_privileges =
        defaults.into_iter().filter_map(|row| default_privileges(row, context)).collect();
}

fn namespace(row: rows::Namespace, context: &Context) -> Option<Namespace> {
    let is_public = row.name == "public";
    let comment = context.comment(("pg_namespace", row.oid, 0));
    let comment = comment.filter(|comment| !(is_public && comment == STANDARD_COMMENT));
    let mut access = context.access("pg_namespace", row.oid, row.owner, &[]);
    if is_public {
        // Its usual owner is whoever owns the database, by a role of its own.
        access.owner = (!row.is_databases).then(|| context.role(row.owner));
    }
    let says_nothing = comment.is_none() && access == Access::default();
    (!(is_public && says_nothing)).then_some(Namespace { name: row.name, comment, access })
}

fn extension(row: rows::Extension, context: &Context) -> Extension {
    let comment = context.comment(("pg_extension", row.oid, 0));
    Extension {
        comment: comment.filter(|comment| Some(comment) != row.own_comment.as_ref()),
        schema: Some(row.schema).filter(|schema| !matches!(schema.as_str(), "public" | "pg_catalog")),
        name: row.name,
        version: None,
    }
}

/// Those of large objects, which no schema makes, have no word.
fn default_privileges(row: rows::DefaultPrivileges, context: &Context) -> Option<DefaultPrivileges> {
    let objects = match row.kind.as_str() {
        "r" => GrantedKind::Tables,
        "S" => GrantedKind::Sequences,
        "f" => GrantedKind::Functions,
        "T" => GrantedKind::Types,
        "n" => GrantedKind::Schemas,
        _ => return None,
    };
    let (grants, revoked) = context.grants("pg_default_acl", row.oid, &[]);
    let creator = context.owner(row.creator);
    Some(DefaultPrivileges { creator, schema: row.schema, objects, grants, revoked })
}
