//! Extensions and collations.

use pg_orm_ir::catalog::{Collation, CollationProvider, Extension};

use super::entries::EntryItem;
use super::text;

/// An extension's item.
pub(super) fn extension(extension: &Extension) -> String {
    let mut item = EntryItem::new("extension", &extension.name);
    item.comment(extension.comment.as_deref());
    item.maybe("schema", extension.schema.as_deref().map(text::name));
    item.maybe("version", extension.version.as_deref().map(text::string));
    item.print()
}

/// A collation's item.
pub(super) fn collation(collation: &Collation) -> String {
    let mut item = EntryItem::named("collation", &collation.name);
    item.comment(collation.comment.as_deref());
    match collation.provider {
        CollationProvider::Libc => {}
        CollationProvider::Icu => item.entry("provider", "icu"),
        CollationProvider::BuiltIn => item.entry("provider", "builtin"),
    }
    item.maybe("locale", collation.locale.as_deref().map(text::string));
    item.maybe("lc_collate", collation.lc_collate.as_deref().map(text::string));
    item.maybe("lc_ctype", collation.lc_ctype.as_deref().map(text::string));
    if collation.is_nondeterministic {
        item.entry("deterministic", "false");
    }
    item.maybe("rules", collation.rules.as_deref().map(text::string));
    item.owner(&collation.access);
    item.print()
}
