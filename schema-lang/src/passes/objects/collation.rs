//! Collations.

use pg_orm_ir::catalog::{Collation, CollationProvider};

use super::super::{Context, grants};
use super::{Entries, named};
use crate::diagnostics::objects as diagnostics;

const ENTRIES: &[&str] =
    &["provider", "locale", "lc_collate", "lc_ctype", "deterministic", "rules", "schema", "comment", "owner"];

const PROVIDERS: &[(&str, CollationProvider)] = &[
    ("libc", CollationProvider::Libc),
    ("icu", CollationProvider::Icu),
    ("builtin", CollationProvider::BuiltIn),
];

/// The collations, in order.
pub(super) fn resolve(cx: &mut Context<'_>) -> Vec<Collation> {
    let mut collations = Vec::new();
    for (entries, name) in named(cx, &["collation"], "a collation", "the collation", ENTRIES) {
        let provider = entries.choice(cx, "provider", "a provider", PROVIDERS).unwrap_or_default();
        check(cx, &entries, provider);
        collations.push(Collation {
            comment: entries.comment(cx),
            provider,
            locale: entries.text(cx, "locale"),
            lc_collate: entries.text(cx, "lc_collate"),
            lc_ctype: entries.text(cx, "lc_ctype"),
            is_nondeterministic: entries.flag(cx, "deterministic").is_some_and(|is| !is),
            rules: entries.text(cx, "rules"),
            access: grants::owned(cx, &entries),
            name,
        });
    }
    collations
}

fn check<'a>(cx: &mut Context<'a>, entries: &Entries<'a>, provider: CollationProvider) {
    let has_parts = entries.has("lc_collate") && entries.has("lc_ctype");
    if !entries.has("locale") && !has_parts && !entries.item.has_junk {
        let example = "`locale = \"de-DE\"`";
        cx.report(diagnostics::missing_entry(entries.item, "a collation", "a locale", example));
    }
    if let (Some(part), Some(locale)) =
        (entries.value("lc_collate").or_else(|| entries.value("lc_ctype")), entries.value("locale"))
    {
        let message = "a locale beside its parts";
        cx.report(diagnostics::entries_conflict(part.span, locale.span, message));
    }
    let icu_only = ["rules", "deterministic"].into_iter().filter_map(|key| entries.value(key));
    for value in icu_only.filter(|_| provider != CollationProvider::Icu) {
        cx.report(diagnostics::not_here(
            value.span,
            "an entry of ICU's collations",
            "only `provider = icu` has it",
        ));
    }
}
