//! What has no words of its own.

use pg_orm_ir::catalog::Raw;

use super::expression::closed;
use crate::script::{Action, Object, Step};

pub(super) fn create(raw: &Raw) -> Vec<Step> {
    step(raw, Action::Create, &raw.create).into_iter().collect()
}

pub(super) fn drop(raw: &Raw) -> Option<Step> {
    step(raw, Action::Drop, raw.drop.as_ref()?)
}

fn step(raw: &Raw, action: Action, sql: &str) -> Option<Step> {
    let sql = sql.trim().trim_end_matches(';').trim_end();
    let object = Object::of_raw(raw);
    (!sql.is_empty()).then(|| Step::new(action, object, closed(sql)))
}
