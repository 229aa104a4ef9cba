//! The SQL that makes a catalog in an empty database, and the SQL that takes it away again.

mod composite;
mod constraint;
mod domain;
mod enum_;
mod expression;
mod index;
mod left;
mod namespace;
mod order;
mod policy;
mod role;
mod sequence;
mod table;
mod types;

use pg_orm_ir::QualifiedName;
use pg_orm_ir::catalog::Catalog;
use pg_orm_sql::Identifier;

use crate::script::{Script, Step};
use order::Order;
use sequence::Sequences;
use types::Types;

const ROLES_ARE_SHARED: &str = "Roles are the server's: one that is there already is left as it is.";
const ROLES_MAY_STAY: &str = "Roles are the server's: one that anybody still needs stays.";
const PARTS_WAIT: &str = "What domains say in SQL that names types which are made after them.";
const KEYS_WAIT: &str = "Tables that reference each other: these keys wait until all of them are there.";

/// The script that makes `catalog`, in an order in which everything is there before it is needed: roles,
/// schemas, types, tables with their indexes and privileges, foreign keys that close a cycle, policies.
///
/// Tables keep the catalog's order as far as their foreign keys let them. The same catalog always gives the
/// same text.
///
/// ```
/// use pg_orm_ir::{QualifiedName, catalog::{Catalog, Enum}};
/// let mood = Enum { name: QualifiedName::new("public", "mood"), labels: vec!["it's ok".into()], ..Enum::default() };
/// let script = pg_orm_migrate::create_script(&Catalog { enums: vec![mood], ..Catalog::default() });
/// assert_eq!(script.to_string(), "create type public.mood as enum ('it''s ok');\n");
/// ```
#[must_use]
pub fn create_script(catalog: &Catalog) -> Script {
    let order = Order::of(catalog);
    let sequences = Sequences::of(&order);
    let mut steps = Vec::new();
    steps.extend(noted(ROLES_ARE_SHARED, catalog.roles.iter().map(role::create)));
    steps.extend(catalog.namespaces.iter().flat_map(namespace::create));
    let types = Types::of(catalog);
    steps.extend(types.create());
    steps.extend(noted(PARTS_WAIT, types.complete()));
    for table in &order.tables {
        steps.extend(table::create(table, &sequences, &order));
    }
    let postponed = order.postponed.iter().map(|(table, key)| constraint::add_foreign_key(table, key));
    steps.extend(noted(KEYS_WAIT, postponed));
    for table in &order.tables {
        steps.extend(policy::create_all(table));
    }
    Script::new(steps)
}

/// The script that takes `catalog` away from a database that [`create_script`] made, in reverse order. It
/// drops nothing that the first did not make: where something else depends on it, it fails.
///
/// Two things outlive it. The schema `public` is every database's: only its privileges and its comment go.
/// A role belongs to the whole server, other databases included: a managed one goes when no object of any
/// database needs it, nobody is its member, and it is as bare as the first script makes one that does not log
/// in; it stays, with a notice, otherwise.
#[must_use]
pub fn drop_script(catalog: &Catalog) -> Script {
    let order = Order::of(catalog);
    let mut steps = Vec::new();
    for table in order.tables.iter().rev() {
        steps.extend(policy::drop_all(table));
    }
    steps.extend(order.postponed.iter().rev().map(|(table, key)| constraint::drop_foreign_key(table, key)));
    steps.extend(order.tables.iter().rev().map(|table| table::drop(table)));
    steps.extend(Types::of(catalog).drop());
    steps.extend(catalog.namespaces.iter().rev().flat_map(namespace::drop));
    steps.extend(noted(ROLES_MAY_STAY, catalog.roles.iter().rev().filter_map(role::drop)));
    Script::new(steps)
}

/// `steps`, the first of them with a note that is meant for all.
fn noted(note: &str, steps: impl Iterator<Item = Step>) -> impl Iterator<Item = Step> {
    steps.enumerate().map(move |(i, step)| if i == 0 { step.with_note(note) } else { step })
}

/// A name where it is used: PostgreSQL's own, and one that the search path is to find, without a schema.
fn reference(name: &QualifiedName) -> String {
    match name.schema.as_str() {
        "" | "pg_catalog" => Identifier(&name.name).to_string(),
        _ => name.to_string(),
    }
}

/// Names as a list: `a, "B", c`.
fn name_list<'a>(names: impl IntoIterator<Item = &'a String>) -> String {
    names.into_iter().map(|name| Identifier(name).to_string()).collect::<Vec<_>>().join(", ")
}
