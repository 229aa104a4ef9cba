//! Raw objects: what has no words.

use pg_orm_ir::catalog::{Raw, RawKind};

use super::entries::EntryItem;
use super::text;

/// A raw object's item.
pub(super) fn raw(raw: &Raw) -> String {
    let mut item = EntryItem::new("raw", &raw.name);
    item.maybe("kind", kind(raw.kind).map(str::to_owned));
    let after: Vec<String> = raw.after.iter().map(|name| text::name(name)).collect();
    item.list("after", &after);
    item.entry("create", &text::sql(&raw.create, 2));
    item.maybe("drop", raw.drop.as_deref().map(|sql| text::sql(sql, 2)));
    item.print()
}

const fn kind(kind: RawKind) -> Option<&'static str> {
    Some(match kind {
        RawKind::Any => return None,
        RawKind::Language => "language",
        RawKind::BaseType => "base_type",
        RawKind::Operator => "operator",
        RawKind::OperatorFamily => "operator_family",
        RawKind::OperatorClass => "operator_class",
        RawKind::Cast => "cast",
        RawKind::Transform => "transform",
        RawKind::Conversion => "conversion",
        RawKind::AccessMethod => "access_method",
        RawKind::TextSearchParser => "text_search_parser",
        RawKind::TextSearchTemplate => "text_search_template",
        RawKind::Subscription => "subscription",
        RawKind::Privileges => "privileges",
    })
}
