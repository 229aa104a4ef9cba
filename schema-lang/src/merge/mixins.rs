//! Mixins: a line of one is changed there where it changed for all who include it, else written out where it changed.

use std::collections::{BTreeMap, HashMap};

use super::edits::Edits;
use super::members::{changed, find, trimmed};
use super::normal;
use super::side::Items;
use crate::Sources;
use crate::syntax::ast::{Attribute, Body, Item, Member, ValueKind};

/// The mixins of a schema, by name.
pub(super) type Mixins<'a> = HashMap<&'a str, &'a Item<'a>>;

/// The mixins among these items.
pub(super) fn all<'a>(items: &Items<'a>) -> Mixins<'a> {
    let mixins = items.list.iter().filter(|(_, item)| item.keyword.text == "mixin");
    mixins.filter_map(|(_, item)| Some((item.name.as_ref()?.text.as_ref(), *item))).collect()
}

/// The mixins that an item includes, those of its mixins too.
pub(super) fn of<'a>(item: &'a Item<'a>, mixins: &Mixins<'a>) -> Vec<&'a Item<'a>> {
    let mut found: Vec<&Item<'_>> = Vec::new();
    let mut open = vec![item];
    while let Some(item) = open.pop() {
        for (_, name) in includes(item) {
            let Some(mixin) = mixins.get(name) else { continue };
            if !found.iter().any(|it| std::ptr::eq(*it, *mixin)) {
                found.push(*mixin);
                open.push(mixin);
            }
        }
    }
    found
}

fn includes<'a>(item: &'a Item<'a>) -> impl Iterator<Item = (&'a Attribute<'a>, &'a str)> {
    item.members().iter().filter_map(|member| match member {
        Member::Attribute(attribute) if attribute.name.text == "include" => {
            match attribute.args.as_ref()?.list.first()?.value.kind {
                ValueKind::Path(name) => Some((attribute, name)),
                _ => None,
            }
        }
        _ => None,
    })
}

/// The sources with one mixin written out in each item where a line of it changed otherwise than elsewhere, and where
/// that was; `None` where there is nothing to write out.
pub(super) fn written_out<'a>(
    ours: &Items<'a>,
    previous: &Items<'a>,
    next: &Items<'a>,
    sources: &Sources,
) -> Option<(Sources, Vec<String>)> {
    let mixins = all(ours);
    // What changed of each mixin, for each of its includers.
    let mut changes: BTreeMap<&str, Vec<(&'a Item<'a>, Vec<String>)>> = BTreeMap::new();
    for (key, item) in &ours.list {
        let (Some(previous), Some(next)) = (previous.get(key), next.get(key)) else { continue };
        for mixin in of(item, &mixins) {
            let Some(name) = &mixin.name else { continue };
            let mut found: Vec<String> = Vec::new();
            for change in changed(previous, next) {
                let Some(printed) = change.previous else { continue };
                let is_its = find(item.members().iter(), printed).is_none()
                    && find(mixin.members().iter(), printed).is_some();
                if is_its {
                    let to = change.next.map(normal::member).unwrap_or_default();
                    found.push(format!("{} -> {to}", normal::member(printed)));
                }
            }
            found.sort();
            changes.entry(&name.text).or_default().push((item, found));
        }
    }
    for (name, users) in changes {
        let first = users.first().map(|(_, found)| found);
        if users.iter().all(|(_, found)| Some(found) == first) {
            continue;
        }
        let mut edits = Edits::default();
        let mut notes = Vec::new();
        for (item, found) in users.iter().filter(|(_, found)| !found.is_empty()) {
            let Some((attribute, direct)) = includes(item).find(|(_, direct)| {
                *direct == name
                    || mixins.get(direct).is_some_and(|it| {
                        of(it, &mixins).iter().any(|it| it.name.as_ref().is_some_and(|it| it.text == name))
                    })
            }) else {
                continue;
            };
            let Some(mixin) = mixins.get(direct) else { continue };
            edits.replace(trimmed(sources, attribute.span), inner(mixin, sources));
            let lines = found.len();
            let model = item.name.as_ref().map_or("", |name| &name.text);
            let what = if lines == 1 { "a line of it" } else { "lines of it" };
            notes.push(format!(
                "{direct} is written out in {model}: {what} changed there, and not wherever it is included"
            ));
        }
        if !notes.is_empty() {
            return Some((edits.apply(sources), notes));
        }
    }
    None
}

/// What stands between a mixin's braces.
fn inner(mixin: &Item<'_>, sources: &Sources) -> String {
    let Body::Block(block) = &mixin.body else { return String::new() };
    let source = sources.file(block.end.file).map(|file| file.text()).unwrap_or_default();
    let text = source.get(mixin.head.end as usize..block.end.start as usize).unwrap_or_default();
    text.split_once('{').map_or("", |(_, inner)| inner).trim().to_owned()
}
