//! `json`, which keeps the text, for `jsonb`, which keeps the value (manual, section 8.14).

use pg_orm_ir::types::BuiltIn;

use super::types_in_use::{Said, each};
use super::{Checked, Findings};
use crate::diagnostics::codes;

pub(super) fn check(schema: &Checked<'_, '_>, found: &mut Findings) {
    each(schema, found, |base, _| {
        (base == BuiltIn::Json).then(|| Said {
            code: codes::JSON_FOR_JSONB,
            message: "`json` keeps a text, with its spaces and its keys given twice".to_owned(),
            label: "has no equality, and no index",
            note: "each look into it reads the text anew",
            help: "write `jsonb`, unless the text must come back as it was".to_owned(),
            better: Some("jsonb".to_owned()),
        })
    });
}
