//! `char(n)`, which fills up with spaces (manual, section 8.3).

use pg_orm_ir::types::{BuiltIn, DataType};

use super::types_in_use::{Said, each};
use super::{Checked, Findings};
use crate::diagnostics::codes;

pub(super) fn check(schema: &Checked<'_, '_>, found: &mut Findings) {
    each(schema, found, |base, type_: &DataType| {
        // `bpchar` without a length does not.
        let length = type_.modifiers.first()?;
        (base == BuiltIn::Char).then(|| Said {
            code: codes::PADDED_CHAR,
            message: format!("`char({length})` fills shorter texts up with spaces"),
            label: "takes no less room, and is no faster",
            note: "a shorter text is no error, and spaces count in some comparisons and not in others",
            help: format!("write `text`, `varchar({length})`, or `text` with a check of its length"),
            better: None,
        })
    });
}
