//! A session without a role, where row-level security does not bind the owner of the tables.

use super::{Checked, Findings, Spot};
use crate::diagnostics::access;

pub(super) fn check(schema: &Checked<'_, '_>, found: &mut Findings) {
    let unforced = schema.models.iter().find_map(|model| {
        let is_forced = model.ir.row_security.is_none_or(|security| security.is_forced);
        model.row_security.filter(|_| !is_forced).map(|span| (model, span))
    });
    let Some((model, span)) = unforced else { return };
    for session in &schema.cx.sessions {
        let has_role = session.ir.role.is_some() || session.has_role_attribute;
        // One with neither a role nor settings is there for the owner's own work.
        if !has_role && !session.settings.is_empty() {
            found.add(access::session_without_role(session.name, &model.ir.name, span), Spot::Block);
        }
    }
}
