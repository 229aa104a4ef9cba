//! `@serial`, a default that anybody may overwrite or forget, for `@identity` (manual, sections 5.3 and 8.1.4).

use super::{Checked, Findings, Spot};
use crate::diagnostics::{Diagnostic, codes};
use crate::syntax::ast::Member;

pub(super) fn check(schema: &Checked<'_, '_>, found: &mut Findings) {
    let names = &schema.cx.names;
    for declared in names.models.iter().chain(&names.mixins) {
        for member in declared.item.members() {
            let Member::Field(field) = member else { continue };
            let Some(attribute) = field.attributes.iter().find(|it| it.name.text == "serial") else {
                continue;
            };
            let mut diagnostic = Diagnostic::warning(
                codes::SERIAL_FOR_IDENTITY,
                "`@serial` is a default over a sequence, with rights of its own",
                attribute.span,
                "a value that is given leaves the sequence behind",
            )
            .help("write `@identity`, which takes no other values, or `@identity(by_default)`");
            if attribute.args.is_none() {
                diagnostic = diagnostic.perhaps(attribute.span, "@identity(by_default)");
            }
            found.add(diagnostic, Spot::Field);
        }
    }
}
