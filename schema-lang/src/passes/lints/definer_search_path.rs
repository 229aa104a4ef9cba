//! A function that runs as its owner, and finds names where its caller says (manual, `CREATE FUNCTION`, "Writing
//! `SECURITY DEFINER` functions safely").

use pg_orm_ir::catalog::FunctionBody;

use super::sql_words::entry;
use super::{Checked, Findings, Spot};
use crate::diagnostics::{Diagnostic, codes};

pub(super) fn check(schema: &Checked<'_, '_>, found: &mut Findings) {
    let declared = schema.cx.names.objects.iter();
    let declared = declared.filter(|it| matches!(it.item.keyword.text, "function" | "procedure"));
    for (declared, function) in declared.zip(&schema.objects.functions) {
        let has_path = function.settings.iter().any(|(name, _)| name == "search_path");
        // The names of other bodies are found when the function is made.
        let is_late = matches!(function.body, FunctionBody::Source(_));
        if !function.is_security_definer || has_path || !is_late {
            continue;
        }
        let Some(security) = entry(declared.item, "security") else { continue };
        let schema = &function.name.schema;
        let diagnostic = Diagnostic::warning(
            codes::DEFINER_WITHOUT_SEARCH_PATH,
            format!("the function `{}` runs as its owner, with its caller's search path", function.name),
            security.span,
            "whoever calls it chooses what its names mean",
        )
        .label(declared.name.span, "has no search path of its own")
        .help(format!("write set = {{ search_path: [{}, pg_temp] }}", crate::diagnostics::spelled(schema)));
        found.add(diagnostic, Spot::Block);
    }
}
