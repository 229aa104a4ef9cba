//! Types, attributes, arguments and values: from the parser's pairs to phrases.

use pest::iterators::Pair;

use super::fragment;
use super::phrase::{Brackets, Element, Group, Node, Phrase};
use super::remarks::{Remark, Remarks};
use crate::syntax::Rule;

/// `@name(..)` or `@@name(..)`.
pub(super) fn attribute<'a>(
    remarks: &mut Remarks<'a>,
    pair: Pair<'a, Rule>,
    sigil: &'static str,
) -> Phrase<'a> {
    let mut phrase = Phrase::new();
    phrase.text(sigil);
    for part in pair.into_inner() {
        match part.as_rule() {
            Rule::args => phrase.push(group(remarks, part, Brackets::ROUND)),
            _ => phrase.text(part.as_str()),
        }
    }
    phrase
}

/// `timestamp(3) with time zone[]?`
pub(super) fn type_ref<'a>(remarks: &mut Remarks<'a>, pair: Pair<'a, Rule>) -> Phrase<'a> {
    let mut phrase = Phrase::new();
    for part in pair.into_inner() {
        match part.as_rule() {
            Rule::type_args => {
                let is_braced = part.as_str().contains('{');
                match group(remarks, part, Brackets::TYPE) {
                    // On one line with a field named `type`, a brace would look like the head of an item.
                    Node::Group(args) if is_braced => phrase.push(Node::Group(args.broken())),
                    args => phrase.push(args),
                }
            }
            Rule::array => {
                phrase.text("[");
                part.into_inner().for_each(|size| phrase.text(size.as_str()));
                phrase.text("]");
            }
            Rule::nullable => phrase.text("?"),
            _ => {
                if !phrase.is_empty() {
                    phrase.text(" ");
                }
                phrase.text(part.as_str());
            }
        }
    }
    phrase
}

/// A value, perhaps with an operator.
pub(super) fn operand<'a>(remarks: &mut Remarks<'a>, pair: Pair<'a, Rule>) -> Phrase<'a> {
    let mut phrase = Phrase::new();
    for part in pair.into_inner() {
        match part.as_rule() {
            Rule::operator => {
                for word in part.into_inner() {
                    phrase.text(" ");
                    phrase.text(word.as_str());
                }
            }
            Rule::call => {
                for part in part.into_inner() {
                    match part.as_rule() {
                        Rule::args => phrase.push(group(remarks, part, Brackets::ROUND)),
                        _ => phrase.text(part.as_str()),
                    }
                }
            }
            Rule::sql => phrase.push(fragment::fragment(part.as_str())),
            Rule::list => phrase.push(group(remarks, part, Brackets::SQUARE)),
            Rule::map => phrase.push(group(remarks, part, Brackets::CURLY)),
            _ => phrase.text(part.as_str()),
        }
    }
    phrase
}

/// Brackets with what the parser found between them.
pub(super) fn group<'a>(remarks: &mut Remarks<'a>, pair: Pair<'a, Rule>, brackets: Brackets) -> Node<'a> {
    let closing = pair.as_span().end() - 1;
    let mut elements: Vec<Element<'a>> = Vec::new();
    let mut behind_opening = None;
    for inner in pair.into_inner() {
        let start = inner.as_span().start();
        let mut above = between(remarks, start, &mut elements, &mut behind_opening);
        let is_apart = remarks.before(start).has_empty_line();
        let phrase = element(remarks, inner, &mut above);
        elements.push(Element { above, is_apart, phrase, behind: None });
    }
    let last = between(remarks, closing, &mut elements, &mut behind_opening);
    Node::Group(Group::new(brackets, elements, behind_opening, last))
}

/// The comments before a place that stand on lines of their own; what stands behind the last element or the opening
/// bracket goes there.
fn between<'a>(
    remarks: &mut Remarks<'a>,
    place: usize,
    elements: &mut [Element<'a>],
    behind_opening: &mut Option<Remark<'a>>,
) -> Vec<Remark<'a>> {
    let mut above = Vec::new();
    while let Some(remark) = remarks.next_before(place) {
        let behind = elements.last_mut().map_or(&mut *behind_opening, |element| &mut element.behind);
        if remark.is_behind && above.is_empty() && behind.is_none() {
            *behind = Some(remark);
        } else {
            above.push(remark);
        }
    }
    above
}

/// An argument, a pair of a map, a parameter or a value; `above` gets the comments between a name and its value.
fn element<'a>(remarks: &mut Remarks<'a>, pair: Pair<'a, Rule>, above: &mut Vec<Remark<'a>>) -> Phrase<'a> {
    match pair.as_rule() {
        Rule::arg => {
            pair.into_inner().next().map_or_else(Phrase::new, |inner| element(remarks, inner, above))
        }
        Rule::named | Rule::pair => {
            let mut phrase = Phrase::new();
            for part in pair.into_inner() {
                if part.as_rule() == Rule::operand {
                    above.extend(std::iter::from_fn(|| remarks.next_before(part.as_span().start())));
                    phrase.text(": ");
                    phrase.extend(operand(remarks, part));
                } else {
                    phrase.text(part.as_str());
                }
            }
            phrase
        }
        Rule::param => {
            let mut phrase = Phrase::new();
            for part in pair.into_inner() {
                if !phrase.is_empty() {
                    phrase.text(" ");
                }
                match part.as_rule() {
                    Rule::type_ref => phrase.extend(type_ref(remarks, part)),
                    Rule::operand => {
                        phrase.text("= ");
                        phrase.extend(operand(remarks, part));
                    }
                    _ => phrase.text(part.as_str()),
                }
            }
            phrase
        }
        _ => operand(remarks, pair),
    }
}
