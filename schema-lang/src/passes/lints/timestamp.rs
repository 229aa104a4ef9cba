//! `timestamp`, which says what a clock on some wall shows, for a moment (manual, section 8.5.1.3).

use pg_orm_ir::types::BuiltIn;

use super::types_in_use::{Said, each, with_modifiers};
use super::{Checked, Findings};
use crate::diagnostics::codes;

pub(super) fn check(schema: &Checked<'_, '_>, found: &mut Findings) {
    each(schema, found, |base, type_| {
        let better = with_modifiers("timestamptz", type_);
        (base == BuiltIn::Timestamp).then(|| Said {
            code: codes::TIMESTAMP_WITHOUT_TIME_ZONE,
            message: "`timestamp` is no moment: it has no time zone".to_owned(),
            label: "which moment it is depends on who reads it",
            note: "`timestamptz` takes as much room, keeps the moment, and shows it in each session's time zone",
            help: format!("write `{better}`"),
            better: Some(better),
        })
    });
}
