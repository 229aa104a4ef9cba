//! Comments of the database, which doc comments say: taken over without losing the user's words.

use super::edits::Edits;
use super::members::{Texts, Three, comment_entry, line, text, trimmed};
use crate::source::Span;
use crate::syntax::ast::{Attribute, Body, Docs, Field, Item, Member, Value, ValueKind};

/// Whether a line says its block's comment.
pub(super) fn is_comment(member: &Member<'_>) -> bool {
    match member {
        Member::Field(_) => false,
        Member::Entry(entry) => entry.key.text == "comment",
        Member::Attribute(attribute) => attribute.name.text == "comment",
    }
}

/// The comment in the database.
pub(super) fn comment(item: &Item<'_>) -> Option<String> {
    let entry = comment_entry(item).and_then(|entry| entry.value.as_ref());
    let said = entry.or_else(|| block_attribute(item).and_then(argument));
    said.map_or_else(|| item.docs.as_ref().map(|docs| docs.text.clone()), string)
}

fn comment_of_field(field: &Field<'_>) -> Option<String> {
    let said = attribute(&field.attributes).and_then(argument);
    said.map_or_else(|| field.docs.as_ref().map(|docs| docs.text.clone()), string)
}

fn string(value: &Value<'_>) -> Option<String> {
    match &value.kind {
        ValueKind::String(text) if !text.is_empty() => Some(text.to_string()),
        _ => None,
    }
}

fn argument<'a>(attribute: &'a Attribute<'a>) -> Option<&'a Value<'a>> {
    Some(&attribute.args.as_ref()?.list.first()?.value)
}

fn attribute<'a>(list: &'a [Attribute<'a>]) -> Option<&'a Attribute<'a>> {
    list.iter().find(|attribute| attribute.name.text == "comment")
}

fn block_attribute<'a>(item: &'a Item<'a>) -> Option<&'a Attribute<'a>> {
    item.members().iter().find_map(|member| match member {
        Member::Attribute(attribute) if attribute.name.text == "comment" => Some(attribute),
        _ => None,
    })
}

/// Makes the change of an item's comment.
pub(super) fn item(three: &Three<'_>, texts: Texts<'_>, edits: &mut Edits) {
    let Three { ours, previous, next, .. } = three;
    let to = comment(next);
    if comment(previous) == to {
        return;
    }
    if let Some(value) = comment_entry(ours).and_then(|entry| entry.value.as_ref()) {
        return edits.replace(trimmed(texts.ours, value.span), quoted(to.as_deref()));
    }
    if let Some(value) = block_attribute(ours).and_then(argument) {
        return edits.replace(trimmed(texts.ours, value.span), quoted(to.as_deref()));
    }
    match (&ours.docs, &next.docs) {
        (Some(mine), Some(docs)) => {
            edits.replace(trimmed(texts.ours, mine.span), text(texts.next, docs.span))
        }
        (None, Some(docs)) => {
            let at = ours.keyword.span;
            edits.insert(at.file, at.start as usize, format!("{}\n", text(texts.next, docs.span)));
        }
        (Some(mine), None) if to.is_none() && !has_attributes(ours) => remark(mine, texts, edits),
        (_, None) => {
            let said = next.members().iter().find(|member| is_comment(member));
            let line = said.map_or_else(|| "@@comment(\"\")".to_owned(), |said| line(said, texts.next));
            first_line(ours, &line, edits);
        }
    }
}

/// Whether the comment of such an item is `@@comment(..)`.
fn has_attributes(item: &Item<'_>) -> bool {
    matches!(item.keyword.text, "model" | "view" | "materialized view" | "enum" | "domain" | "type" | "range")
        && matches!(item.body, Body::Block(_))
}

/// Puts a line at the start of an item's block; an item without one gets one.
fn first_line(ours: &Item<'_>, line: &str, edits: &mut Edits) {
    match (&ours.body, ours.members().first()) {
        (Body::Block(_), Some(first)) => {
            let docs = match first {
                Member::Field(field) => field.docs.as_ref(),
                _ => None,
            };
            let span = docs.map_or_else(|| first.span(), |docs| docs.span);
            let gap = if matches!(first, Member::Field(_)) { "\n" } else { "" };
            edits.insert(span.file, span.start as usize, format!("{line}\n{gap}  "));
        }
        (Body::Block(block), None) => {
            edits.insert(block.end.file, block.end.start as usize, format!("\n  {line}\n"));
        }
        _ => edits.insert(ours.head.file, ours.head.end as usize, format!(" {{\n  {line}\n}}")),
    }
}

/// Makes a doc comment one that the database does not see.
fn remark(docs: &Docs, texts: Texts<'_>, edits: &mut Edits) {
    let written = text(texts.ours, docs.span).replace("///", "//");
    edits.replace(trimmed(texts.ours, docs.span), written);
}

/// Makes the change of a field's comment.
pub(super) fn field(
    ours: &Field<'_>,
    previous: Option<&Field<'_>>,
    next: &Field<'_>,
    texts: Texts<'_>,
    edits: &mut Edits,
) {
    let to = comment_of_field(next);
    if previous.map_or_else(|| comment_of_field(ours), comment_of_field) == to {
        return;
    }
    if let Some(value) = attribute(&ours.attributes).and_then(argument) {
        return edits.replace(trimmed(texts.ours, value.span), quoted(to.as_deref()));
    }
    match (&ours.docs, &next.docs) {
        (Some(mine), Some(docs)) => {
            edits.replace(trimmed(texts.ours, mine.span), text(texts.next, docs.span))
        }
        (None, Some(docs)) => {
            let at = ours.name.span;
            edits.insert(at.file, at.start as usize, format!("{}\n  ", text(texts.next, docs.span)));
        }
        (_, None) => {
            let end = trimmed(texts.ours, end(ours));
            edits.insert(end.file, end.end as usize, format!(" @comment({})", quoted(to.as_deref())));
        }
    }
}

fn end(field: &Field<'_>) -> Span {
    match (field.attributes.last(), &field.type_ref) {
        (Some(last), _) => last.span,
        (None, Some(type_ref)) => type_ref.span,
        (None, None) => field.name.span,
    }
}

fn quoted(comment: Option<&str>) -> String {
    crate::printer::string(comment.unwrap_or_default())
}
