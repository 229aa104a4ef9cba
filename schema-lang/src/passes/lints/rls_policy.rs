//! Row-level security that lets nothing pass: without a policy, or with restrictive ones alone (manual, section 5.9).

use pg_orm_ir::model::PolicyKind;

use super::{Checked, Findings, Spot};
use crate::diagnostics::access;

pub(super) fn check(schema: &Checked<'_, '_>, found: &mut Findings) {
    for model in schema.models {
        let (Some(span), ir) = (model.row_security, &model.ir) else { continue };
        // Whoever asks its whole is judged there; that nobody may ask a partition alone may well be meant.
        if model.part_of.is_some() {
            continue;
        }
        let has_permissive = ir.policies.iter().any(|policy| policy.kind == PolicyKind::Permissive);
        if has_permissive || schema.has_raw("policy", &ir.table.name) {
            continue;
        }
        let diagnostic = match ir.policies.first() {
            None => access::security_without_policy(span, &ir.name),
            Some(first) => access::security_only_restrictive(span, &ir.name, &first.name),
        };
        found.add_of(model.name.span, diagnostic, Spot::Attribute);
    }
}
