//! A foreign key without an index that begins with its columns (manual, section 5.5.5).

use pg_orm_ir::catalog::Enforcement;

use super::indexed::{Rows, is_indexed};
use super::{Checked, Findings, Spot};
use crate::diagnostics::{Diagnostic, codes, list};

pub(super) fn check(schema: &Checked<'_, '_>, found: &mut Findings) {
    for model in schema.models {
        for relation in &model.relations {
            let is_checked = relation.enforcement != Enforcement::NotEnforced;
            if relation.fields.is_empty() || relation.through.is_some() || !is_checked {
                continue;
            }
            let fields: Vec<&str> = relation.fields.iter().map(|field| field.text).collect();
            let table = &model.ir.table.name;
            // A partition has the indexes of its whole.
            let whole = model.part_of.as_ref().and_then(|part| schema.models.get(part.whole));
            let mut owners = whole.into_iter().chain([model]);
            let is_found = owners.any(|owner| is_indexed(&owner.ir, &fields, Rows::All));
            if is_found || schema.has_raw("index", table) {
                continue;
            }
            let (name, target) = (&model.ir.name, &relation.type_ref.words);
            let index = format!("@@index([{}])", fields.join(", "));
            let mut diagnostic = Diagnostic::warning(
                codes::FOREIGN_KEY_WITHOUT_INDEX,
                format!("the foreign key `{name}.{}` has no index", relation.field.name.text),
                relation.field.name.span,
                format!("no index begins with {}", list(fields.iter().copied(), "and")),
            )
            .note(format!("deleting a row of `{target}`, or changing its key, reads every row of `{name}`"))
            .help(format!("add to `{name}`: {index}"));
            if let Some(last) = model.last {
                diagnostic = diagnostic.insert_behind(last, format!("\n  {index}"));
            }
            found.add_of(model.name.span, diagnostic, Spot::Field);
        }
    }
}
