//! What only the database sees: one file a kind.

mod aggregate;
mod arguments;
mod collation;
mod default_privileges;
mod entries;
mod event_trigger;
mod extension;
mod foreign;
mod function;
mod publication;
mod raw;
mod rule;
mod sequence;
mod text_search;
mod trigger;

use std::collections::HashMap;

use pg_orm_ir::QualifiedName;
use pg_orm_ir::catalog::Catalog;

use super::Context;
use super::calls::Secured;
use super::models::ModelDraft;
use super::names::Declared;
use super::views::ViewDraft;
use crate::diagnostics::objects as diagnostics;
use crate::source::Span;

pub(super) use arguments::PSEUDO_TYPES;
pub(crate) use arguments::is_pseudo_type;
pub(super) use entries::{Entries, integer, object, options, pairs, settings};
pub(super) use extension::resolve as extensions;
pub(super) use sequence::{column_options, owners as sequence_owners, resolve as sequences};
pub(super) use trigger::DEFERRABLE;

/// Everything that Rust does not see but extensions and sequences, which are looked at first; triggers and rules go to
/// the models and views that they are of.
pub(super) fn resolve<'a>(
    cx: &mut Context<'a>,
    models: &mut [ModelDraft<'a>],
    views: &mut [ViewDraft<'a>],
    secured: &Secured,
) -> Catalog {
    let functions = function::resolve(cx, models, views, secured);
    trigger::resolve(cx, models, views, &functions);
    rule::resolve(cx, models, views);
    let aggregates = aggregate::resolve(cx, models, views, &functions);
    Catalog {
        collations: collation::resolve(cx),
        aggregates,
        foreign_data_wrappers: foreign::wrappers(cx),
        servers: foreign::servers(cx),
        text_search_dictionaries: text_search::dictionaries(cx),
        text_search_configurations: text_search::configurations(cx),
        publications: publication::resolve(cx, models),
        event_triggers: event_trigger::resolve(cx, &functions),
        default_privileges: default_privileges::resolve(cx),
        raws: raw::resolve(cx),
        functions: functions.into_iter().map(|draft| draft.ir).collect(),
        ..Catalog::default()
    }
}

/// The items of some keywords, those of one name once.
fn unique<'a>(cx: &mut Context<'a>, keywords: &[&str], what: &str) -> Vec<Declared<'a>> {
    let mut seen: HashMap<&'a str, Span> = HashMap::new();
    let mut declared = Vec::new();
    for object in cx.names.objects.clone() {
        if !keywords.contains(&object.item.keyword.text) {
            continue;
        }
        let name = object.name;
        match seen.get(&*name.text) {
            Some(&first) => cx.report(diagnostics::duplicate_object(what, &name.text, name.span, first)),
            None => {
                seen.insert(&name.text, name.span);
                declared.push(object);
            }
        }
    }
    declared
}

/// The entries of the items of some keywords, with their names in their schemas, each once.
fn named<'a>(
    cx: &mut Context<'a>,
    keywords: &[&str],
    what: &'static str,
    the: &str,
    known: &'static [&'static str],
) -> Vec<(Entries<'a>, QualifiedName)> {
    let mut seen: HashMap<QualifiedName, Span> = HashMap::new();
    let mut named = Vec::new();
    for declared in cx.names.objects.clone() {
        if !keywords.contains(&declared.item.keyword.text) {
            continue;
        }
        let entries = Entries::read(cx, declared, what, known);
        let Some(name) = entries.qualified(cx) else { continue };
        let span = declared.name.span;
        match seen.get(&name) {
            Some(&first) => cx.report(diagnostics::duplicate_object(the, &name.to_string(), span, first)),
            None => {
                seen.insert(name.clone(), span);
                named.push((entries, name));
            }
        }
    }
    named
}
