//! The types that a schema keeps values in: of columns, of domains, of the fields of composites.

use pg_orm_ir::types::{BaseType, BuiltIn, DataType};

use super::super::Context;
use super::Checked;
use crate::diagnostics::{Code, Diagnostic};
use crate::source::Span;
use crate::syntax::ast::Member;

use super::{Findings, Spot};

/// What is said of a type.
pub(super) struct Said {
    pub(super) code: Code,
    pub(super) message: String,
    pub(super) label: &'static str,
    pub(super) note: &'static str,
    pub(super) help: String,
    /// What could be written in its place, where that is certain.
    pub(super) better: Option<String>,
}

/// Asks `judge` about each type that PostgreSQL has itself, or that an array is of.
pub(super) fn each(
    schema: &Checked<'_, '_>,
    found: &mut Findings,
    judge: impl Fn(BuiltIn, &DataType) -> Option<Said>,
) {
    let mut one = |type_: &DataType, span: Span, owner: Option<Span>, spot: Spot| {
        let BaseType::BuiltIn(base) = type_.base else { return };
        let Some(said) = judge(base, type_) else { return };
        let mut diagnostic =
            Diagnostic::warning(said.code, said.message, span, said.label).note(said.note).help(said.help);
        if let Some(better) = said.better {
            diagnostic = diagnostic.perhaps(span, better);
        }
        match owner {
            Some(owner) => found.add_of(owner, diagnostic, spot),
            None => found.add(diagnostic, spot),
        }
    };
    for model in schema.models {
        for (field, site) in model.ir.fields.iter().zip(&model.columns) {
            one(&field.type_, site.type_span, Some(model.name.span), Spot::Field);
        }
    }
    let Context { domains, composites, .. } = schema.cx;
    for domain in domains {
        let span = domain.item.clauses.iter().find_map(|clause| clause.type_ref.as_ref());
        if let (Some(base), Some(type_ref)) = (&domain.base, span) {
            one(&base.type_, type_ref.name_span, None, Spot::Block);
        }
    }
    for composite in composites {
        let fields = composite.item.members().iter().filter_map(|member| match member {
            Member::Field(field) => field.type_ref.as_ref(),
            _ => None,
        });
        for (type_, type_ref) in composite.types.iter().zip(fields) {
            one(&type_.type_, type_ref.name_span, None, Spot::Field);
        }
    }
}

/// A type with the modifiers of another: `timestamptz(3)`.
pub(super) fn with_modifiers(name: &str, type_: &DataType) -> String {
    if type_.modifiers.is_empty() {
        return name.to_owned();
    }
    let modifiers: Vec<String> = type_.modifiers.iter().map(ToString::to_string).collect();
    format!("{name}({})", modifiers.join(", "))
}
