//! `timetz`: a time of day with a distance from UTC, which nobody can know without the day (manual, section 8.5.1.2).

use pg_orm_ir::types::BuiltIn;

use super::types_in_use::{Said, each, with_modifiers};
use super::{Checked, Findings};
use crate::diagnostics::codes;

pub(super) fn check(schema: &Checked<'_, '_>, found: &mut Findings) {
    each(schema, found, |base, type_| {
        (base == BuiltIn::TimeTz).then(|| Said {
            code: codes::TIME_WITH_TIME_ZONE,
            message: "`timetz` has a time zone without a day".to_owned(),
            label: "summer time cannot be known",
            note: "PostgreSQL has it because the standard does, and advises against it",
            help: format!(
                "write `timestamptz` for a moment, `{}` for a time of day",
                with_modifiers("time", type_)
            ),
            better: None,
        })
    });
}
