//! Names as Rust needs them: cases, keywords, names that generated code uses itself, modules.

use std::collections::HashMap;

use pg_orm_ir::names::{is_rust_keyword, pascal_case, snake_case};

use super::Context;
use crate::diagnostics::{calls as calls_diagnostics, rust_names as diagnostics};
use crate::syntax::ast::{Item, Name, Word};

/// A module that would hide the crate which generated code, and what includes it, names.
const RESERVED_MODULE: &str = "pg_orm";

/// Types that generated code writes without a path, or declares itself.
const RESERVED_TYPES: &[&str] =
    &["Box", "Err", "Insert", "New", "None", "Ok", "Option", "Result", "Self", "Some", "String", "Vec"];

/// A model's, an enum's, a mixin's or a session's name.
pub(super) fn check_type<'a>(cx: &mut Context<'a>, item: &'a Item<'a>, name: &'a Name<'a>) {
    if item.keyword.text == "mixin" {
        return;
    }
    if is_reserved(&name.text) {
        cx.report(diagnostics::reserved_type(item, name));
    } else if !name.text.starts_with(char::is_uppercase) {
        cx.report(diagnostics::not_pascal_case(item, name, &pascal_case(&name.text)));
    } else {
        let module = snake_case(&name.text);
        if is_rust_keyword(&module) {
            cx.report(diagnostics::keyword_module(name, &module));
        }
    }
}

/// Whether generated code needs the name of a type itself.
pub(crate) fn is_reserved(name: &str) -> bool {
    RESERVED_TYPES.contains(&name) || snake_case(name) == RESERVED_MODULE
}

/// Whether `@map` keeps the name in the database when another one is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Map {
    /// There is no such name, or no `@map`.
    None,
    /// There is one already.
    Given,
    /// One would.
    Needed,
}

/// The names of a block's fields, by what they are in Rust.
pub(super) struct FieldNames<'a> {
    by_rust: HashMap<String, Vec<Word<'a>>>,
}

impl<'a> FieldNames<'a> {
    pub(super) fn of(names: impl Iterator<Item = Word<'a>>) -> Self {
        let mut by_rust: HashMap<String, Vec<Word<'a>>> = HashMap::new();
        for name in names {
            by_rust.entry(snake_case(name.text)).or_default().push(name);
        }
        Self { by_rust }
    }

    /// Reports a name that in snake_case is another field's: to advise that would only move the mistake.
    pub(super) fn report_meeting(&self, cx: &mut Context<'a>, name: Word<'a>, map: Map) -> bool {
        let rust = snake_case(name.text);
        if rust == name.text {
            return false;
        }
        let others = self.by_rust.get(&rust).map_or(&[][..], Vec::as_slice);
        // Of two that both have capitals, the second one is told about both.
        let meets =
            |other: &&Word<'a>| other.text != name.text && (other.text == rust || other.span < name.span);
        let Some(other) = others.iter().find(meets) else { return false };
        cx.report(diagnostics::same_field(name, *other, &rust, map == Map::Needed));
        true
    }
}

/// A field's or a setting's name.
pub(super) fn check_field<'a>(cx: &mut Context<'a>, what: &str, word: Word<'a>, map: Map) {
    if is_rust_keyword(word.text) {
        let help = match map {
            Map::Needed => format!(
                "write `{0}_` and behind the type `@map(\"{0}\")`, which keeps the name in the database",
                word.text
            ),
            Map::None | Map::Given => format!("write `{}_`, or another name", word.text),
        };
        cx.report(diagnostics::rust_keyword(word, help));
    } else if word.text.contains(char::is_uppercase) || word.text.trim_matches('_').is_empty() {
        let better = match snake_case(word.text) {
            name if name.trim_matches('_').is_empty() => "a_name".to_owned(),
            name => name,
        };
        cx.report(diagnostics::not_snake_case(what, word, &better, map == Map::Needed));
    }
}

/// Two values of an enum, each with its label, that are one variant; a variant that is a keyword.
pub(super) fn check_variants<'a>(cx: &mut Context<'a>, values: &[(Word<'a>, String)]) {
    let mut seen: HashMap<String, Word<'a>> = HashMap::new();
    for (word, label) in values {
        let word = *word;
        let variant = pascal_case(word.text);
        if variant == "Self" {
            cx.report(diagnostics::self_variant(word));
            continue;
        }
        match seen.get(&variant) {
            // The same word twice is reported as such.
            Some(first) if first.text != word.text => {
                cx.report(diagnostics::same_variant(word, label, *first, &variant))
            }
            Some(_) => {}
            None => {
                seen.insert(variant, word);
            }
        }
    }
}

/// Two items that are one module.
pub(super) fn check_modules(cx: &mut Context<'_>) {
    let mut seen: HashMap<String, &Name<'_>> = HashMap::new();
    let mut found = Vec::new();
    let mut items: Vec<_> = cx
        .names
        .models
        .iter()
        .chain(&cx.names.enums)
        .chain(&cx.names.domains)
        .chain(&cx.names.composites)
        .chain(&cx.names.sessions)
        .chain(&cx.names.channels)
        .chain(&cx.names.views)
        .map(|declared| declared.name)
        .collect();
    items.sort_by_key(|name| name.span);
    let has_functions =
        cx.names.objects.iter().any(|it| matches!(it.item.keyword.text, "function" | "procedure"));
    let calls = [("functions", has_functions), ("queries", !cx.names.queries.is_empty())];
    for name in items {
        let module = snake_case(&name.text);
        if calls.contains(&(module.as_str(), true)) {
            found.push(calls_diagnostics::module_of_calls(name, &module));
        }
        if let Some(first) = seen.get(&module) {
            // Another case would make the two one: that it is wrong is a part of this.
            for name in [name, *first] {
                cx.diagnostics.retain(|it| !it.is_of_case() || it.span() != Some(name.span));
            }
            found.push(diagnostics::same_module(name, first, &module));
        } else {
            seen.insert(module, name);
        }
    }
    cx.diagnostics.extend(found);
}
