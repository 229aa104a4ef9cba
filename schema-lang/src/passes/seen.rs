//! Attributes that may stand but once in a place.

use super::Context;
use crate::diagnostics::attributes;
use crate::syntax::ast::Attribute;

/// The attributes of a place so far.
#[derive(Debug, Default)]
pub(super) struct Seen<'a>(Vec<&'a Attribute<'a>>);

impl<'a> Seen<'a> {
    /// Whether the attribute is the first of its name; where it is not, that is reported. One without a name is a diagnostic already.
    pub(super) fn is_first(&mut self, cx: &mut Context<'_>, attribute: &'a Attribute<'a>) -> bool {
        if attribute.name.text.is_empty() {
            return true;
        }
        if let Some(first) = self.0.iter().find(|first| first.name.text == attribute.name.text) {
            cx.report(attributes::repeated(attribute, first));
            return false;
        }
        self.0.push(attribute);
        true
    }

    /// Those that were first of their names, in order.
    pub(super) fn attributes(&self) -> &[&'a Attribute<'a>] {
        &self.0
    }
}
