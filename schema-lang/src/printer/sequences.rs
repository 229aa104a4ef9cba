//! Sequences, and what columns say of their own.

use pg_orm_ir::catalog::{Persistence, Privilege, Sequence, SequenceOptions};

use super::context::Cx;
use super::entries::EntryItem;
use super::text;

pub(super) const PRIVILEGES: &[Privilege] = &[Privilege::Select, Privilege::Update, Privilege::Usage];

/// A sequence's item.
pub(super) fn sequence(cx: &Cx<'_>, sequence: &Sequence) -> String {
    let mut item = EntryItem::named("sequence", &sequence.name);
    item.comment(sequence.comment.as_deref());
    item.maybe("type", sequence.type_.map(|type_| type_.sql_name().to_owned()));
    for (key, value) in options(&sequence.options) {
        item.entry(key, &value);
    }
    item.flag("unlogged", sequence.persistence == Persistence::Unlogged);
    if let Some((table, column)) = &sequence.owned_by {
        match cx.types.called(table).filter(|model| text::is_word(model)).zip(cx.field(table, column)) {
            Some((model, field)) => item.entry("owned_by", &format!("{model}.{field}")),
            None => cx.unsaid(format_args!("that the sequence {} goes with {table}.{column}", sequence.name)),
        }
    }
    item.access(&sequence.access, PRIVILEGES);
    item.print()
}

/// What a sequence counts, as key and value.
pub(super) fn options(options: &SequenceOptions) -> Vec<(&'static str, String)> {
    let SequenceOptions { start, increment, min, max, cache, is_cycle } = options;
    let numbers = [("start", start), ("increment", increment), ("min", min), ("max", max), ("cache", cache)];
    let numbers = numbers.into_iter().filter_map(|(key, value)| Some((key, value.as_ref()?.to_string())));
    numbers.chain(is_cycle.then(|| ("cycle", "true".to_owned()))).collect()
}
