//! Which fields a model's indexes begin with.

use pg_orm_ir::model::{Index, IndexKey, IndexTarget, Model, SqlPart};
use pg_orm_sql::fingerprint;

/// Which rows an index must hold to count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rows {
    /// Every row in which the fields are not null.
    All,
    /// Any.
    Some,
}

/// Whether an index, or that of a key, finds rows by these fields: it begins with them, in whatever order, or is over
/// nothing but some of them.
pub(super) fn is_indexed(model: &Model, fields: &[&str], rows: Rows) -> bool {
    let mut keys = model.primary_key.iter().chain(&model.unique_keys);
    let mut exclusions = model.exclusions.iter().filter(|_| rows == Rows::Some);
    keys.any(|key| begins(key.fields.iter().map(String::as_str), fields))
        || model
            .indexes
            .iter()
            .any(|index| begins(names(&index.keys), fields) && holds(model, index, fields, rows))
        || exclusions.any(|it| begins(names(it.elements.iter().map(|(key, _)| key)), fields))
}

/// Whether the first keys, as many as there are fields, are fields.
fn begins<'m>(keys: impl Iterator<Item = &'m str>, fields: &[&str]) -> bool {
    let mut has_any = false;
    for key in keys.take(fields.len()) {
        if !fields.contains(&key) {
            return false;
        }
        has_any = true;
    }
    has_any
}

/// The fields of keys; an expression has no name.
fn names<'m>(keys: impl IntoIterator<Item = &'m IndexKey>) -> impl Iterator<Item = &'m str> {
    keys.into_iter().map(|key| match &key.target {
        IndexTarget::Field(field) => field.as_str(),
        IndexTarget::Expression(_) => "",
    })
}

/// Whether the rows of an index are enough.
fn holds(model: &Model, index: &Index, fields: &[&str], rows: Rows) -> bool {
    let Some(predicate) = &index.predicate else { return true };
    if rows == Rows::Some {
        return true;
    }
    let [SqlPart::Text(text)] = predicate.parts.as_slice() else { return false };
    let written = fingerprint(text).to_lowercase();
    let written = written.trim_matches(['(', ')', ' ']);
    fields.iter().filter_map(|name| model.field(name)).any(|field| {
        let name = pg_orm_sql::Identifier(&field.column).to_string();
        written.strip_prefix(&*name).is_some_and(|rest| rest.trim() == "is not null")
    })
}
