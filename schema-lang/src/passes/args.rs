//! Reading an attribute's arguments: each is taken once, and what nobody took is a diagnostic.

use super::Context;
use crate::diagnostics::attributes;
use crate::source::Span;
use crate::syntax::ast::{Arg, Attribute, Value};

/// The arguments of one attribute.
pub(super) struct Args<'a> {
    pub(super) attribute: &'a Attribute<'a>,
    known: &'static [&'static str],
    is_taken: Vec<bool>,
}

impl<'a> Args<'a> {
    /// `known` are the names that arguments of this attribute may have.
    pub(super) fn new(attribute: &'a Attribute<'a>, known: &'static [&'static str]) -> Self {
        let count = attribute.args.as_ref().map_or(0, |args| args.list.len());
        Self { attribute, known, is_taken: vec![false; count] }
    }

    fn list(&self) -> &'a [Arg<'a>] {
        self.attribute.args.as_ref().map_or(&[], |args| &args.list)
    }

    fn take(&mut self, fits: impl Fn(&Arg<'a>) -> bool) -> Option<&'a Value<'a>> {
        let list = self.list();
        let (index, arg) = list
            .iter()
            .enumerate()
            .find(|(i, arg)| !self.is_taken.get(*i).copied().unwrap_or(true) && fits(arg))?;
        if let Some(is_taken) = self.is_taken.get_mut(index) {
            *is_taken = true;
        }
        Some(&arg.value)
    }

    /// The next argument without a name.
    pub(super) fn positional(&mut self) -> Option<&'a Value<'a>> {
        self.take(|arg| arg.name.is_none())
    }

    /// The next argument without a name, where `fits` holds for it.
    pub(super) fn positional_if(&mut self, fits: impl Fn(&Value<'a>) -> bool) -> Option<&'a Value<'a>> {
        let list = self.list();
        let next = list
            .iter()
            .enumerate()
            .find(|(i, arg)| arg.name.is_none() && !self.is_taken.get(*i).copied().unwrap_or(true))?;
        if fits(&next.1.value) { self.positional() } else { None }
    }

    /// The argument of this name.
    pub(super) fn named(&mut self, name: &str) -> Option<&'a Value<'a>> {
        self.take(|arg| arg.name.is_some_and(|word| word.text == name))
    }

    /// The argument without a name, which must be there; its absence is reported once.
    pub(super) fn required(&mut self, cx: &mut Context<'a>, what: &str) -> Option<&'a Value<'a>> {
        let value = self.positional();
        // An argument of an unknown name is told, and may be what is missing.
        let is_known = |name: &str| self.known.contains(&name);
        let has_unknown = self.list().iter().any(|arg| arg.name.is_some_and(|name| !is_known(name.text)));
        if value.is_none() && !self.attribute.has_junk && !has_unknown {
            cx.report(attributes::missing_argument(self.attribute, what));
        }
        value
    }

    /// Where the arguments stand; the attribute's name where there are none.
    pub(super) fn span(&self) -> Span {
        self.attribute.args.as_ref().map_or(self.attribute.span, |args| args.span)
    }

    /// Reports what was not taken.
    pub(super) fn finish(self, cx: &mut Context<'a>) {
        let mut is_extra = false;
        for (index, arg) in self.list().iter().enumerate() {
            if self.is_taken.get(index).copied().unwrap_or(true) {
                continue;
            }
            let Some(name) = arg.name else {
                // One is enough: what follows belongs to the same mistake.
                if !is_extra {
                    cx.report(attributes::extra_argument(self.attribute, arg));
                }
                is_extra = true;
                continue;
            };
            let first =
                self.list().iter().take(index).find_map(|arg| arg.name.filter(|n| n.text == name.text));
            match first {
                Some(first) => cx.report(attributes::duplicate_argument(self.attribute, name, first)),
                None => cx.report(attributes::unknown_argument(self.attribute, name, self.known)),
            }
        }
    }
}
