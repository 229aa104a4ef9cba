//! An item printed anew, with what only the user can know of it: names, order, comments, attributes of Rust's.

use super::docs;
use super::members::{Texts, Three, changed, find, line, part, text};
use super::normal;
use crate::syntax::ast::{Attribute, Body, Field, Item, Member};

/// The item's text, from its doc comment on.
pub(super) fn item(three: &Three<'_>, texts: Texts<'_>) -> String {
    let Three { ours, previous, next, .. } = three;
    let mut out = String::new();
    let is_same_comment = docs::comment(previous) == docs::comment(next);
    match (&ours.docs, &next.docs) {
        (Some(mine), _) if is_same_comment => push_line(&mut out, text(texts.ours, mine.span)),
        (_, Some(docs)) => push_line(&mut out, text(texts.next, docs.span)),
        (Some(mine), None) => push_line(&mut out, &text(texts.ours, mine.span).replace("///", "//")),
        (None, None) => {}
    }
    let is_same_head = normal::head(previous) == normal::head(next);
    out.push_str(if is_same_head { text(texts.ours, ours.head) } else { text(texts.next, next.head) });
    let lines = lines(three, texts);
    let closing = trivia(ours, texts).closing;
    if matches!(next.body, Body::Block(_)) || !lines.is_empty() || !closing.is_empty() {
        out.push_str(" {\n");
        for line in lines.iter().chain(&closing) {
            push_line(&mut out, line);
        }
        out.push('}');
    }
    out
}

fn push_line(out: &mut String, line: &str) {
    out.push_str(line);
    out.push('\n');
}

/// The lines of the block with what stands above and behind them.
fn lines(three: &Three<'_>, texts: Texts<'_>) -> Vec<String> {
    let Three { ours, previous, next, .. } = three;
    let trivia = trivia(ours, texts);
    let same: Vec<&Member<'_>> = {
        let fresh: Vec<*const Member<'_>> =
            changed(previous, next).iter().filter_map(|change| change.next.map(std::ptr::from_ref)).collect();
        next.members().iter().filter(|it| !fresh.contains(&std::ptr::from_ref(*it))).collect()
    };
    // Each of the user's lines that stays, by its place there; then the new ones behind what they follow.
    let mut placed: Vec<(Option<usize>, String, Option<&Member<'_>>)> = Vec::new();
    let mine = |member: &Member<'_>| {
        let found = find(ours.members().iter(), member)?;
        ours.members().iter().position(|it| std::ptr::eq(it, found))
    };
    let is_ordered = matches!(ours.keyword.text, "enum" | "type");
    if !is_ordered {
        for (at, member) in ours.members().iter().enumerate() {
            match next.members().iter().find(|it| mine(it) == Some(at)) {
                Some(to) => {
                    let is_same = same.iter().any(|it| std::ptr::eq(*it, to));
                    placed.push((Some(at), written(member, to, is_same, texts), Some(to)));
                }
                None if is_own(member, previous) => {
                    placed.push((Some(at), line(member, texts.ours), None));
                }
                None => {}
            }
        }
    }
    for (index, member) in next.members().iter().enumerate() {
        if placed.iter().any(|(_, _, to)| to.is_some_and(|to| std::ptr::eq(to, member))) {
            continue;
        }
        let at = mine(member);
        let is_same = same.iter().any(|it| std::ptr::eq(*it, member));
        let user = at.and_then(|at| ours.members().get(at));
        let text =
            user.map_or_else(|| line(member, texts.next), |user| written(user, member, is_same, texts));
        let before = next.members().get(..index).unwrap_or_default().iter().rev();
        let is_alike = |it: &&Member<'_>| part(it) == part(member);
        let anchor = before.filter(is_alike).find_map(|other| {
            placed.iter().position(|(_, _, to)| to.is_some_and(|to| std::ptr::eq(to, other)))
        });
        let place = anchor.map_or(placed.len(), |anchor| anchor + 1);
        placed.insert(place, (at, text, Some(member)));
    }
    let mut out = Vec::with_capacity(placed.len());
    for (at, text, _) in placed {
        let around = at.and_then(|at| trivia.members.get(at));
        let above = around.map_or("", |around| &around.above);
        let behind = around.map_or("", |around| &around.behind);
        out.push(format!("{above}  {text} {behind}").trim_end().to_owned());
    }
    let kept: Vec<&Around> = trivia.members.iter().filter(|it| !it.above.trim().is_empty()).collect();
    let text = out.join("\n");
    out.extend(kept.iter().filter(|it| !text.contains(it.above.trim())).map(|it| it.above.clone()));
    out
}

/// A line of the user's that the database's side says too.
fn written(ours: &Member<'_>, next: &Member<'_>, is_same: bool, texts: Texts<'_>) -> String {
    if is_same && says_as_much(ours, next) {
        return line(ours, texts.ours);
    }
    let mut out = line(next, texts.next);
    if let (Member::Field(ours), Member::Field(next)) = (ours, next) {
        let is_new = |attribute: &&Attribute<'_>| {
            !next.attributes.iter().any(|it| it.name.text == attribute.name.text)
        };
        let is_rusts = |attribute: &&Attribute<'_>| RUST.contains(&attribute.name.text);
        for attribute in ours.attributes.iter().filter(is_new).filter(is_rusts) {
            out.push(' ');
            out.push_str(text(texts.ours, attribute.span));
        }
    }
    out
}

/// Whether a line of the user's has all attributes that the database's side has: one may stand apart from its field.
fn says_as_much(ours: &Member<'_>, next: &Member<'_>) -> bool {
    let (Member::Field(ours), Member::Field(next)) = (ours, next) else { return true };
    let has =
        |attribute: &Attribute<'_>| ours.attributes.iter().any(|it| it.name.text == attribute.name.text);
    next.attributes.iter().all(has)
}

/// Attributes of fields that no database has.
const RUST: &[&str] = &["json", "version", "updated", "allow"];

/// Whether a line is about nothing that a database has.
fn is_own(member: &Member<'_>, previous: &Item<'_>) -> bool {
    match member {
        Member::Field(Field { name, .. }) => !previous.members().iter().any(|it| match it {
            Member::Field(field) => field.name.text == name.text,
            _ => false,
        }),
        Member::Attribute(attribute) => attribute.name.text == "allow",
        Member::Entry(_) => false,
    }
}

/// The comments of a block.
struct Trivia {
    members: Vec<Around>,
    /// Lines behind the last one.
    closing: Vec<String>,
}

/// The comments around a line.
#[derive(Default)]
struct Around {
    /// Lines of their own above it, each with its end.
    above: String,
    /// On the same line.
    behind: String,
}

fn trivia(ours: &Item<'_>, texts: Texts<'_>) -> Trivia {
    let mut trivia = Trivia { members: Vec::new(), closing: Vec::new() };
    let Body::Block(block) = &ours.body else { return trivia };
    let source = texts.ours.file(block.end.file).map(|file| file.text()).unwrap_or_default();
    let head_end = ours.head.end as usize;
    let brace =
        source.get(head_end..).and_then(|rest| rest.find('{')).map_or(head_end, |at| head_end + at + 1);
    let mut at = brace;
    for member in ours.members() {
        let docs = match member {
            Member::Field(field) => field.docs.as_ref(),
            _ => None,
        };
        let start = docs.map_or(member.span().start, |docs| docs.span.start) as usize;
        let (behind, above) = gap(source.get(at..start).unwrap_or_default());
        if let Some(last) = trivia.members.last_mut() {
            last.behind = behind;
        }
        trivia.members.push(Around { above, behind: String::new() });
        let span = member.span();
        at = span.start as usize + texts.ours.text(span).trim_end().len();
    }
    let (behind, closing) = gap(source.get(at..block.end.start as usize).unwrap_or_default());
    if let Some(last) = trivia.members.last_mut() {
        last.behind = behind;
    }
    trivia.closing.extend(closing.lines().filter(|line| !line.trim().is_empty()).map(str::to_owned));
    trivia
}

/// What of the text between two lines stands behind the first, and what above the second.
fn gap(text: &str) -> (String, String) {
    let Some((behind, above)) = text.split_once('\n') else { return Default::default() };
    let behind = behind.trim();
    let behind = behind.strip_prefix(',').unwrap_or(behind).trim().to_owned();
    // What follows the last line end is the next line's own margin.
    let above = above.rsplit_once('\n').map_or("", |(above, _)| above);
    let above = if above.is_empty() && !text.contains("\n\n") { String::new() } else { format!("{above}\n") };
    (behind, above)
}
