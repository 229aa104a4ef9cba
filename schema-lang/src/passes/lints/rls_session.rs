//! Row-level security in a schema without a session, which alone may query it.

use super::{Checked, Findings, Spot};
use crate::diagnostics::access;

pub(super) fn check(schema: &Checked<'_, '_>, found: &mut Findings) {
    if !schema.cx.names.sessions.is_empty() {
        return;
    }
    let secured = schema.models.iter().find_map(|model| Some((model, model.row_security?)));
    if let Some((model, span)) = secured {
        let diagnostic = access::security_without_session(span, &model.ir.name);
        found.add_of(model.name.span, diagnostic, Spot::Attribute);
    }
}
