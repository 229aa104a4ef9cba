//! Members of blocks: fields, entries and attributes, as rows.

use pest::iterators::Pair;

use super::phrase::Phrase;
use super::remarks::Remarks;
use super::rows::{Kind, Row};
use super::values;
use crate::syntax::Rule;

/// A line of a block.
pub(super) fn member<'a>(remarks: &mut Remarks<'a>, pair: Pair<'a, Rule>) -> Row<'a> {
    match pair.into_inner().next() {
        Some(field) if field.as_rule() == Rule::field => self::field(remarks, field),
        Some(entry) if entry.as_rule() == Rule::entry => self::entry(remarks, entry),
        Some(attribute) => Row::new(Kind::Attribute, vec![values::attribute(remarks, attribute, "@@")]),
        None => Row::new(Kind::Attribute, Vec::new()),
    }
}

/// Name, type, attributes.
fn field<'a>(remarks: &mut Remarks<'a>, pair: Pair<'a, Rule>) -> Row<'a> {
    let (mut name, mut type_ref, mut attributes) = (Phrase::new(), Phrase::new(), Phrase::new());
    for part in pair.into_inner() {
        match part.as_rule() {
            Rule::type_ref => type_ref = values::type_ref(remarks, part),
            Rule::attribute => {
                if !attributes.is_empty() {
                    attributes.text(" ");
                }
                attributes.extend(values::attribute(remarks, part, "@"));
            }
            _ => name.text(part.as_str()),
        }
    }
    Row::new(Kind::Field, vec![name, type_ref, attributes])
}

/// Key, and the value behind `=`.
fn entry<'a>(remarks: &mut Remarks<'a>, pair: Pair<'a, Rule>) -> Row<'a> {
    let (mut key, mut value) = (Phrase::new(), Phrase::new());
    value.text("=");
    for part in pair.into_inner() {
        match part.as_rule() {
            Rule::operand => {
                value.text(" ");
                value.extend(values::operand(remarks, part));
            }
            _ => key.text(part.as_str()),
        }
    }
    Row::new(Kind::Entry, vec![key, value])
}
