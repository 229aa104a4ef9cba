//! What changed in an item, done to the lines that say it; all other lines stay as they are.

use super::edits::{Edits, is_alone, lines_of};
use super::{docs, normal};
use crate::Sources;
use crate::source::Span;
use crate::syntax::ast::{Arg, Attribute, Body, Entry, Field, Item, Member, ValueKind};

/// Attributes that a block has but once: the name alone says which one is meant.
const SINGLE: &[&str] = &[
    "as",
    "check_option",
    "collate",
    "default",
    "id",
    "map",
    "not_null",
    "owner",
    "partition",
    "replica_identity",
    "rls",
    "schema",
    "security_barrier",
    "security_invoker",
    "tablespace",
    "unlogged",
    "with",
    "without_data",
];

/// An item as the user wrote it, as the printer writes it, and as the printer writes what the database has.
pub(super) struct Three<'a> {
    pub(super) ours: &'a Item<'a>,
    /// The mixins whose lines are the item's too.
    pub(super) mixins: Vec<&'a Item<'a>>,
    pub(super) previous: &'a Item<'a>,
    pub(super) next: &'a Item<'a>,
}

/// The texts that these items' places are in.
#[derive(Clone, Copy)]
pub(super) struct Texts<'a> {
    pub(super) ours: &'a Sources,
    pub(super) next: &'a Sources,
}

/// A line that differs; on one side only where it is new or gone.
pub(super) struct Changed<'a> {
    pub(super) previous: Option<&'a Member<'a>>,
    pub(super) next: Option<&'a Member<'a>>,
}

/// The lines that differ, in the order of the next item, those that are gone last.
pub(super) fn changed<'a>(previous: &'a Item<'a>, next: &'a Item<'a>) -> Vec<Changed<'a>> {
    let mut left: Vec<&Member<'_>> = previous.members().iter().collect();
    let mut fresh: Vec<&Member<'_>> = Vec::new();
    for member in next.members() {
        let said = normal::member(member);
        match left.iter().position(|other| normal::member(other) == said) {
            Some(at) => drop(left.remove(at)),
            None => fresh.push(member),
        }
    }
    let mut found = Vec::with_capacity(fresh.len() + left.len());
    for next in fresh {
        let at = best(next, &left);
        let previous = at.map(|at| left.remove(at));
        found.push(Changed { previous, next: Some(next) });
    }
    found.extend(left.into_iter().map(|previous| Changed { previous: Some(previous), next: None }));
    found
}

/// The index of the member among these that says the same thing as `member` otherwise.
fn best(member: &Member<'_>, among: &[&Member<'_>]) -> Option<usize> {
    let of = |identity: fn(&Member<'_>) -> String| {
        let wanted = identity(member);
        among.iter().position(|other| identity(other) == wanted)
    };
    match member {
        Member::Attribute(attribute) if !is_single(attribute) => of(named).or_else(|| of(identity)),
        _ => of(identity),
    }
}

fn is_single(attribute: &Attribute<'_>) -> bool {
    SINGLE.contains(&attribute.name.text)
}

/// What a line is about.
fn identity(member: &Member<'_>) -> String {
    match member {
        Member::Field(field) => format!("field {}", field.name.text),
        Member::Entry(entry) => format!("entry {}", entry.key.text),
        Member::Attribute(attribute) if is_single(attribute) => attribute.name.text.to_owned(),
        Member::Attribute(attribute) => {
            // A string in front is a name, which need not be said.
            let is_name =
                |arg: &&Arg<'_>| matches!(arg.value.kind, ValueKind::String(_)) && arg.name.is_none();
            let args = attribute.args.as_ref().map_or(&[][..], |args| &args.list);
            let about = args.iter().find(|arg| !is_name(arg)).or(args.first());
            format!("{}({})", attribute.name.text, about.map(normal::arg).unwrap_or_default())
        }
    }
}

/// What a line is about by the name that it gives, or else by itself.
fn named(member: &Member<'_>) -> String {
    if let Member::Attribute(attribute) = member {
        let is_name = |arg: &&Arg<'_>| match arg.name {
            Some(name) => name.text == "name",
            None => matches!(arg.value.kind, ValueKind::String(_)),
        };
        let mut args = attribute.args.iter().flat_map(|args| &args.list);
        if let Some(name) = args.find(is_name) {
            return format!("{} {}", attribute.name.text, normal::value(&name.value));
        }
    }
    normal::member(member)
}

/// The user's line that says what the printer's line `printed` does, among these; the same words first.
pub(super) fn find<'a>(
    members: impl Iterator<Item = &'a Member<'a>> + Clone,
    printed: &Member<'_>,
) -> Option<&'a Member<'a>> {
    let is_field = matches!(printed, Member::Field(_) | Member::Entry(_));
    let same = |of: fn(&Member<'_>) -> String| {
        let wanted = of(printed);
        let mut found = members.clone().filter(|member| of(member) == wanted);
        let first = found.next();
        // Of two that might be meant neither is.
        first.filter(|_| found.next().is_none())
    };
    if is_field {
        same(identity)
    } else {
        same(normal::member).or_else(|| same(named)).or_else(|| same(identity))
    }
}

/// Makes what changed in an item.
pub(super) fn edit(three: &Three<'_>, texts: Texts<'_>, edits: &mut Edits) {
    let Three { ours, previous, next, .. } = three;
    if normal::head(previous) != normal::head(next) {
        edits.replace(ours.head, text(texts.next, next.head));
    }
    docs::item(three, texts, edits);
    if matches!(ours.body, Body::None) && matches!(next.body, Body::Block(_)) {
        let block = Span { start: next.head.end, ..next.span() };
        edits.insert(ours.head.file, ours.head.end as usize, text(texts.next, block));
        return;
    }
    let own = ours.members().iter();
    let of_mixins = three.mixins.iter().flat_map(|mixin| mixin.members());
    let all = own.chain(of_mixins);
    for change in changed(previous, next) {
        if let (Some(Member::Field(previous)), to) = (change.previous, change.next) {
            keys_apart(ours, previous, to, texts, edits);
        }
        let is_comment = |it: &Option<&Member<'_>>| it.is_some_and(docs::is_comment);
        if is_comment(&change.previous) || is_comment(&change.next) {
            continue;
        }
        let found = change.previous.and_then(|printed| find(all.clone(), printed));
        match (found, change.next) {
            (Some(ours), Some(next)) => replace(ours, change.previous, next, texts, edits),
            (Some(ours), None) => remove(ours, texts, edits),
            (None, Some(added)) if change.previous.is_none() || !matches!(added, Member::Field(_)) => {
                match find(all.clone(), added) {
                    // It stands there already, said in another way.
                    Some(ours) => replace(ours, None, added, texts, edits),
                    None => add(three, added, texts, edits),
                }
            }
            // What the user left out, such as a relation's far side, stays out.
            (None, _) => {}
        }
    }
}

/// Takes away the key of a field that the user says apart, `@@unique([code])`, where the field is none any more.
fn keys_apart(
    ours: &Item<'_>,
    previous: &Field<'_>,
    next: Option<&Member<'_>>,
    texts: Texts<'_>,
    edits: &mut Edits,
) {
    let has =
        |field: &Field<'_>, name: &str| field.attributes.iter().any(|attribute| attribute.name.text == name);
    for key in ["id", "unique"] {
        let is_gone = !matches!(next, Some(Member::Field(next)) if has(next, key));
        if !has(previous, key) || !is_gone {
            continue;
        }
        let is_its = |member: &&Member<'_>| match member {
            Member::Attribute(attribute) if attribute.name.text == key => {
                let first = attribute.args.as_ref().and_then(|args| args.list.first()).map(normal::arg);
                first.as_deref() == Some(previous.name.text)
            }
            _ => false,
        };
        if let Some(member) = ours.members().iter().find(is_its) {
            remove(member, texts, edits);
        }
    }
}

/// Replaces a line, or of a field the parts that changed.
fn replace(
    ours: &Member<'_>,
    previous: Option<&Member<'_>>,
    next: &Member<'_>,
    texts: Texts<'_>,
    edits: &mut Edits,
) {
    match (ours, next) {
        (Member::Field(ours), Member::Field(next)) => {
            let previous = match previous {
                Some(Member::Field(previous)) => Some(previous),
                _ => None,
            };
            field(ours, previous, next, texts, edits);
        }
        _ => edits.replace(trimmed(texts.ours, ours.span()), text(texts.next, next.span())),
    }
}

/// A field's type, attributes and comment, each where it changed.
fn field(
    ours: &Field<'_>,
    previous: Option<&Field<'_>>,
    next: &Field<'_>,
    texts: Texts<'_>,
    edits: &mut Edits,
) {
    let type_of = |field: &Field<'_>| field.type_ref.as_ref().map(normal::type_ref);
    if let (Some(type_), Some(to)) = (&ours.type_ref, &next.type_ref)
        && previous.map_or_else(|| type_of(ours), type_of) != type_of(next)
    {
        edits.replace(trimmed(texts.ours, type_.span), text(texts.next, to.span));
    }
    docs::field(ours, previous, next, texts, edits);
    let is_said = |attribute: &&Attribute<'_>| attribute.name.text != "comment";
    let with_name = |list: &[Attribute<'_>], name: &str| -> Option<usize> {
        list.iter().position(|attribute| attribute.name.text == name)
    };
    let before: &[Attribute<'_>] = previous.map_or(&[], |previous| &previous.attributes);
    let mut end = ours.type_ref.as_ref().map_or(ours.name.span, |type_| type_.span);
    for attribute in next.attributes.iter().filter(is_said) {
        let place = with_name(&ours.attributes, attribute.name.text);
        let mine = place.and_then(|at| ours.attributes.get(at));
        let was = with_name(before, attribute.name.text).and_then(|at| before.get(at));
        let is_same = was.is_some_and(|was| normal::attribute(was) == normal::attribute(attribute));
        match mine {
            Some(mine) => {
                if !is_same && normal::attribute(mine) != normal::attribute(attribute) {
                    edits.replace(trimmed(texts.ours, mine.span), text(texts.next, attribute.span));
                }
                end = mine.span;
            }
            None if is_same => {}
            None => {
                let end = trimmed(texts.ours, end);
                let added = format!(" {}", text(texts.next, attribute.span));
                edits.insert(end.file, end.end as usize, added);
            }
        }
    }
    for gone in before.iter().filter(is_said) {
        if with_name(&next.attributes, gone.name.text).is_none()
            && let Some(mine) =
                with_name(&ours.attributes, gone.name.text).and_then(|at| ours.attributes.get(at))
        {
            edits.replace(trimmed(texts.ours, mine.span), "");
        }
    }
}

/// Takes a line away, with its doc comment and the comment behind it.
fn remove(ours: &Member<'_>, texts: Texts<'_>, edits: &mut Edits) {
    let docs = match ours {
        Member::Field(field) => field.docs.as_ref(),
        _ => None,
    };
    let span = trimmed(texts.ours, ours.span());
    let span = docs.map_or(span, |docs| Span { start: docs.span.start, ..span });
    let text = texts.ours.file(span.file).map(|file| file.text()).unwrap_or_default();
    let range = span.range();
    if is_alone(text, &range) {
        return edits.range(span.file, lines_of(text, &range), String::new());
    }
    // Among others on one line: a comma goes with it.
    let after = text.get(range.end..).unwrap_or_default();
    let comma = after
        .find(|c: char| !c.is_whitespace())
        .filter(|at| after.get(*at..).is_some_and(|it| it.starts_with(',')));
    if let Some(at) = comma {
        return edits.range(span.file, range.start..range.end + at + 1, String::new());
    }
    let before = text.get(..range.start).unwrap_or_default().trim_end();
    let start = if before.ends_with(',') { before.len() - 1 } else { range.start };
    edits.range(span.file, start..range.end, String::new());
}

/// Puts a new line where it stands among the next item's: behind the one that it follows there, or before the next.
fn add(three: &Three<'_>, added: &Member<'_>, texts: Texts<'_>, edits: &mut Edits) {
    let Three { ours, next, .. } = three;
    let Body::Block(block) = &ours.body else { return };
    let written = line(added, texts.next);
    let at = next.members().iter().position(|member| std::ptr::eq(member, added)).unwrap_or_default();
    let is_alike = |member: &&Member<'_>| part(member) == part(added);
    let before = next.members().get(..at).unwrap_or_default().iter().rev();
    let anchor = before.filter(is_alike).find_map(|member| find(ours.members().iter(), member));
    let last_alike = || ours.members().iter().rfind(is_alike);
    let source = texts.ours.file(block.end.file).map(|file| file.text()).unwrap_or_default();
    let (after, is_apart) = match (anchor.or_else(last_alike), ours.members().last()) {
        (Some(anchor), _) => (anchor, false),
        (None, Some(last)) => (last, true),
        (None, None) => {
            let end = block.end.start as usize;
            return edits.insert(block.end.file, end, format!("\n  {written}\n"));
        }
    };
    let span = trimmed(texts.ours, after.span());
    let range = span.range();
    let is_apart = is_apart || starts_group(next, at, texts);
    let gap = if is_apart { "\n" } else { "" };
    let rest = source.get(range.end..).unwrap_or_default();
    let line_rest = rest.split('\n').next().unwrap_or_default();
    let behind = line_rest.trim_start();
    let behind = behind.strip_prefix(',').unwrap_or(behind).trim_start();
    if (behind.is_empty() || behind.starts_with("//")) && line_rest.len() < rest.len() {
        let end = range.end + line_rest.len() + 1;
        return edits.insert(span.file, end, format!("{gap}  {written}\n"));
    }
    let comma = line_rest.find(',').filter(|at| line_rest.get(..*at).is_some_and(|it| it.trim().is_empty()));
    let end = range.end + comma.map_or(0, |at| at + 1);
    edits.insert(span.file, end, format!("\n{gap}  {written}\n"));
}

/// The part of a block that a line stands in: what a block begins with, fields, what stands behind them.
pub(super) fn part(member: &Member<'_>) -> u8 {
    match member {
        Member::Attribute(attribute) if matches!(attribute.name.text, "schema" | "map" | "comment") => 0,
        Member::Field(_) | Member::Entry(_) => 1,
        Member::Attribute(_) => 2,
    }
}

/// Whether an empty line stands above an item's line.
fn starts_group(item: &Item<'_>, at: usize, texts: Texts<'_>) -> bool {
    let line = item.members().get(at).map(|member| match member {
        Member::Field(Field { docs: Some(docs), .. }) => docs.span,
        other => other.span(),
    });
    let before = at.checked_sub(1).and_then(|at| item.members().get(at)).map(Member::span);
    let (Some(before), Some(line)) = (before, line) else { return false };
    let start = trimmed(texts.next, before).end;
    texts.next.text(Span { start, end: line.start, ..line }).contains("\n\n")
}

/// A line as the printer wrote it, with its doc comment.
pub(super) fn line(member: &Member<'_>, sources: &Sources) -> String {
    let docs = match member {
        Member::Field(Field { docs: Some(docs), .. }) => format!("{}\n  ", text(sources, docs.span)),
        _ => String::new(),
    };
    format!("{docs}{}", text(sources, member.span()))
}

/// The text of a place, without white space around it.
pub(super) fn text(sources: &Sources, span: Span) -> &str {
    sources.text(span).trim()
}

/// A place without the white space at its end.
pub(super) fn trimmed(sources: &Sources, span: Span) -> Span {
    let written = sources.text(span);
    let end = span.start as usize + written.trim_end().len();
    Span::new(span.file, span.start as usize, end)
}

/// The value of an entry or the argument of an attribute that says a comment.
pub(super) fn comment_entry<'a>(item: &'a Item<'a>) -> Option<&'a Entry<'a>> {
    item.members().iter().find_map(|member| match member {
        Member::Entry(entry) if entry.key.text == "comment" => Some(entry),
        _ => None,
    })
}
