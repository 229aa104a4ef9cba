//! Mixins: the members of a model with those of its mixins where they are included.

use super::args::Args;
use super::names::Kind;
use super::{Context, read};
use crate::diagnostics::mixins;
use crate::source::Span;
use crate::syntax::ast::{Attribute, Item, Member, Word};

/// A member and, where a mixin brought it, the place of the include.
#[derive(Debug, Clone, Copy)]
pub(super) struct Placed<'a> {
    pub(super) member: &'a Member<'a>,
    pub(super) include: Option<Span>,
}

/// The members of an item, in order; `used` gets the indices of the mixins that were included.
pub(super) fn members<'a>(cx: &mut Context<'a>, item: &'a Item<'a>, used: &mut Vec<bool>) -> Vec<Placed<'a>> {
    let mut expansion = Expansion { members: Vec::new(), open: Vec::new(), included: Vec::new(), used };
    expansion.add(cx, item, None);
    expansion.members
}

struct Expansion<'a, 'u> {
    members: Vec<Placed<'a>>,
    /// The mixins that are being included, outermost first.
    open: Vec<(usize, &'a str)>,
    included: Vec<(usize, Span)>,
    used: &'u mut Vec<bool>,
}

impl<'a> Expansion<'a, '_> {
    fn add(&mut self, cx: &mut Context<'a>, item: &'a Item<'a>, include: Option<Span>) {
        for member in item.members() {
            match member {
                Member::Attribute(attribute) if attribute.name.text == "include" => {
                    self.include(cx, attribute, include);
                }
                _ => self.members.push(Placed { member, include }),
            }
        }
    }

    fn include(&mut self, cx: &mut Context<'a>, attribute: &'a Attribute<'a>, outer: Option<Span>) {
        let mut args = Args::new(attribute, &[]);
        let value = args.required(cx, "a mixin");
        args.finish(cx);
        let Some(word) = value.and_then(|value| read::word(cx, value, "a mixin")) else { return };
        let Some((index, item)) = mixin(cx, word) else { return };
        if let Some(at) = self.open.iter().position(|(open, _)| *open == index) {
            let chain: Vec<&str> =
                self.open.iter().skip(at).map(|(_, name)| *name).chain(std::iter::once(word.text)).collect();
            return cx.report(mixins::mixin_cycle(word, &chain.join(" includes ")));
        }
        if let Some(&(_, first)) = self.included.iter().find(|(included, _)| *included == index) {
            return cx.report(mixins::included_twice(word, first));
        }
        self.included.push((index, word.span));
        if let Some(is_used) = self.used.get_mut(index) {
            *is_used = true;
        }
        self.open.push((index, word.text));
        self.add(cx, item, Some(outer.unwrap_or(attribute.span)));
        self.open.pop();
    }
}

fn mixin<'a>(cx: &mut Context<'a>, word: Word<'a>) -> Option<(usize, &'a Item<'a>)> {
    match cx.names.types.get(word.text).copied() {
        Some((Kind::Mixin(index), _)) => cx.names.mixins.get(index).map(|declared| (index, declared.item)),
        Some((Kind::Unsupported, _)) => None,
        Some((kind, declared)) => {
            cx.report(mixins::not_a_mixin(word, declared, kind.noun()));
            None
        }
        None => {
            let mixins: Vec<&str> = cx.names.mixins.iter().map(|mixin| &*mixin.name.text).collect();
            let diagnostic = mixins::unknown_mixin(word, &mixins);
            cx.report(diagnostic);
            None
        }
    }
}
