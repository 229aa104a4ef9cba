//! `money`, whose currency and digits are the setting `lc_monetary` (manual, section 8.2).

use pg_orm_ir::types::BuiltIn;

use super::types_in_use::{Said, each};
use super::{Checked, Findings};
use crate::diagnostics::codes;

pub(super) fn check(schema: &Checked<'_, '_>, found: &mut Findings) {
    each(schema, found, |base, _| {
        (base == BuiltIn::Money).then(|| Said {
            code: codes::MONEY_TYPE,
            message: "`money` has no currency of its own".to_owned(),
            label: "`lc_monetary` says what it is, and how many digits count",
            note: "the same value is another amount on a server with another setting",
            help: "write `numeric(12, 2)`, or an integer of the smallest unit, with the currency beside it"
                .to_owned(),
            better: None,
        })
    });
}
