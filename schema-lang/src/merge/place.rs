//! Items that come and go: where a new one stands, and what goes with one that is no longer there.

use super::edits::{Edits, lines_of};
use super::members::{Texts, text, trimmed};
use super::side::Items;
use crate::source::Span;
use crate::syntax::ast::{Item, Member, ValueKind};

/// Takes an item away, with its doc comment and the comment that stands right above it.
pub(super) fn remove(item: &Item<'_>, texts: Texts<'_>, edits: &mut Edits) {
    let span = whole(item, texts);
    let source = texts.ours.file(span.file).map(|file| file.text()).unwrap_or_default();
    let mut range = lines_of(source, &span.range());
    loop {
        let above = source.get(..range.start).unwrap_or_default();
        let Some(line) = above.strip_suffix('\n').map(|above| above.rsplit('\n').next().unwrap_or_default())
        else {
            break;
        };
        if !line.trim_start().starts_with("//") {
            break;
        }
        range.start -= line.len() + 1;
    }
    // One empty line between the neighbours is enough.
    if source.get(range.end..).is_some_and(|rest| rest.starts_with('\n')) {
        range.end += 1;
    }
    edits.range(span.file, range, String::new());
}

/// The place of an item with its doc comment.
pub(super) fn whole(item: &Item<'_>, texts: Texts<'_>) -> Span {
    let span = trimmed(texts.ours, item.span());
    item.docs.as_ref().map_or(span, |docs| Span { start: docs.span.start, ..span })
}

/// Puts a new item of the next schema behind that one of the user's which stands before it there: of its kind and
/// schema if there is one, else its model, else any.
pub(super) fn insert(key: &str, ours: &Items<'_>, next: &Items<'_>, texts: Texts<'_>, edits: &mut Edits) {
    let (Some(item), Some(at)) = (next.get(key), next.place(key)) else { return };
    let docs =
        item.docs.as_ref().map_or_else(String::new, |docs| format!("{}\n", text(texts.next, docs.span)));
    let written = format!("{docs}{}", text(texts.next, item.span()));
    let before = || next.list.get(..at).unwrap_or_default().iter().rev();
    let after = || next.list.get(at + 1..).unwrap_or_default().iter();
    let is_like = |other: &Item<'_>| other.keyword.text == item.keyword.text && schema(other) == schema(item);
    let is_model = |other: &Item<'_>| {
        let of = item.clauses.first().and_then(|clause| clause.type_ref.as_ref()).map(|it| it.words.as_ref());
        is_beside(item) && other.name.as_ref().map(|name| name.text.as_ref()) == of
    };
    let mine = |(key, _): &(String, &Item<'_>)| ours.get(key);
    let beside =
        || before().filter(|(_, it)| is_beside(item) && (is_model(it) || is_beside(it))).find_map(mine);
    let anchor = beside()
        .or_else(|| before().filter(|(_, it)| is_like(it)).find_map(mine).map(|it| last_of(it, ours)))
        .or_else(|| after().filter(|(_, it)| is_like(it)).find_map(mine).map(|it| last_of(it, ours)))
        .or_else(|| before().find_map(mine).map(|it| last_of(it, ours)));
    match anchor {
        Some(anchor) => {
            let span = trimmed(texts.ours, anchor.span());
            let source = texts.ours.file(span.file).map(|file| file.text()).unwrap_or_default();
            let end = lines_of(source, &span.range()).end;
            let start =
                if source.get(..end).is_some_and(|text| text.ends_with('\n')) { "\n" } else { "\n\n" };
            edits.insert(span.file, end, format!("{start}{written}\n"));
        }
        None => {
            let Some((file, source)) = texts.ours.with_ids().next() else { return };
            let start = match source.text() {
                "" => "",
                text if text.ends_with('\n') => "\n",
                _ => "\n\n",
            };
            edits.insert(file, source.text().len(), format!("{start}{written}\n"));
        }
    }
}

/// Whether an item stands beside its model.
fn is_beside(item: &Item<'_>) -> bool {
    matches!(item.keyword.text, "policy" | "trigger" | "rule" | "partition")
}

/// The last of what stands beside an item, or itself.
fn last_of<'a>(item: &'a Item<'a>, ours: &Items<'a>) -> &'a Item<'a> {
    let Some(at) = ours.list.iter().position(|(_, it)| std::ptr::eq(*it, item)) else { return item };
    let behind = ours.list.get(at + 1..).unwrap_or_default().iter().map(|(_, it)| *it);
    behind.take_while(|it| is_beside(it) && it.head.file == item.head.file).last().unwrap_or(item)
}

/// The schema that an item says.
fn schema<'a>(item: &'a Item<'a>) -> &'a str {
    let said = item.members().iter().find_map(|member| match member {
        Member::Attribute(attribute) if attribute.name.text == "schema" => {
            match &attribute.args.as_ref()?.list.first()?.value.kind {
                ValueKind::Path(name) => Some(*name),
                ValueKind::String(name) => Some(name.as_ref()),
                _ => None,
            }
        }
        _ => None,
    });
    let dotted = item.name.as_ref().and_then(|name| name.text.split_once('.')).map(|(schema, _)| schema);
    said.or(dotted).unwrap_or("public")
}
