//! Policies on a model without row-level security, which nobody asks (manual, section 5.9).

use super::super::names::Kind;
use super::{Checked, Findings, Spot};
use crate::diagnostics::access;

pub(super) fn check(schema: &Checked<'_, '_>, found: &mut Findings) {
    for declared in &schema.cx.names.policies {
        let on = declared.item.clauses.iter().find(|clause| clause.operator.text == "on");
        let on = on.and_then(|clause| clause.type_ref.as_ref());
        let kind = on.and_then(|on| schema.cx.names.types.get(&*on.words));
        let Some(&(Kind::Model(index), _)) = kind else { continue };
        let Some(model) = schema.models.get(index) else { continue };
        if model.row_security.is_none() && !schema.has_raw("row level security", &model.ir.table.name) {
            let diagnostic = access::policy_without_security(declared.name, &model.ir.name, model.name.span);
            found.add_of(model.name.span, diagnostic, Spot::Block);
        }
    }
}
