//! The names that a table's parts get where a schema gives none, before anything is known of names that are taken.

use super::expression::{index_parts, only_column};
use crate::QualifiedName;
use crate::catalog::{Check, Exclusion, ForeignKey, Index, IndexTarget, Key, Statistics, Table};
use crate::names::{column_part, object_name};

/// A primary key's name: `users_pkey`.
#[must_use]
pub fn primary_key(table: &Table) -> String {
    object_name(&table.name.name, "", "pkey")
}

/// A unique constraint's name: `users_email_key`.
#[must_use]
pub fn unique(table: &Table, key: &Key) -> String {
    object_name(&table.name.name, &columns(&key.columns), "key")
}

/// A foreign key's name: `users_tenant_id_fkey`.
#[must_use]
pub fn foreign_key(table: &Table, key: &ForeignKey) -> String {
    object_name(&table.name.name, &columns(&key.columns), "fkey")
}

/// A check's name: `users_age_check`, or `users_check` where it reads several columns.
#[must_use]
pub fn check(table: &Table, check: &Check) -> String {
    let columns: Vec<&str> = table.columns.iter().map(|column| column.name.as_str()).collect();
    let part = only_column(&check.expression, &columns).unwrap_or_default();
    object_name(&table.name.name, part, "check")
}

/// An index's name: `users_last_name_idx`.
#[must_use]
pub fn index(table: &str, index: &Index) -> String {
    object_name(table, &index_part(index), "idx")
}

/// An exclusion constraint's name: `bookings_room_at_excl`.
#[must_use]
pub fn exclusion(table: &str, exclusion: &Exclusion) -> String {
    let targets = exclusion.elements.iter().map(|element| &element.key.target);
    object_name(table, &part_of(targets), "excl")
}

/// The name of extended statistics: `users_city_zip_stat`.
#[must_use]
pub fn statistics(table: &str, statistics: &Statistics) -> String {
    object_name(table, &part_of(&statistics.targets), "stat")
}

/// The default that reads the sequence of a `serial` column, as a child or a partition has it from its parent:
/// `nextval('public.users_id_seq'::regclass)`.
#[must_use]
pub fn serial_default(table: &QualifiedName, column: &str) -> String {
    reads_sequence(&QualifiedName::new(&table.schema, object_name(&table.name, column, "seq")))
}

/// A default that reads this sequence.
#[must_use]
pub fn reads_sequence(sequence: &QualifiedName) -> String {
    format!("nextval({}::regclass)", pg_orm_sql::literal(&sequence.to_string()))
}

/// What the targets of an index or of statistics add to a default name.
pub(super) fn part_of<'t>(targets: impl IntoIterator<Item = &'t IndexTarget>) -> String {
    let parts = index_parts(targets.into_iter().map(|target| match target {
        IndexTarget::Column(column) => (false, column.as_str()),
        IndexTarget::Expression(sql) => (true, sql.as_str()),
    }));
    column_part(parts.iter().map(String::as_str))
}

/// The part of an index's name that its keys give.
pub(super) fn index_part(index: &Index) -> String {
    let keys = index.keys.iter().map(|key| match &key.target {
        IndexTarget::Column(column) => (false, column.as_str()),
        IndexTarget::Expression(sql) => (true, sql.as_str()),
    });
    let parts = index_parts(keys.chain(index.include.iter().map(|column| (false, column.as_str()))));
    column_part(parts.iter().map(String::as_str))
}

fn columns(columns: &[String]) -> String {
    column_part(columns.iter().map(String::as_str))
}
