//! Names as Rust needs them: cases, keywords, names that generated code uses itself, modules.

use std::collections::HashMap;

use pg_orm_ir::names::{pascal_case, snake_case};

use super::Context;
use crate::diagnostics::names as diagnostics;
use crate::syntax::ast::{Item, Name, Word};

/// Rust's keywords, strict, reserved and of any edition up to 2024 (Rust reference, "Keywords").
const KEYWORDS: &[&str] = &[
    "Self", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do",
    "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop",
    "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "self", "static",
    "struct", "super", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual",
    "where", "while", "yield",
];

/// Types that generated code writes without a path, or declares itself.
const RESERVED_TYPES: &[&str] =
    &["Box", "Err", "Insert", "New", "None", "Ok", "Option", "Result", "Self", "Some", "String", "Vec"];

/// A model's, an enum's, a mixin's or a session's name.
pub(super) fn check_type<'a>(cx: &mut Context<'a>, item: &'a Item<'a>, name: &'a Name<'a>) {
    if item.keyword.text == "mixin" {
        return;
    }
    if RESERVED_TYPES.contains(&&*name.text) {
        cx.report(diagnostics::reserved_type(item, name));
    } else if !name.text.starts_with(char::is_uppercase) {
        cx.report(diagnostics::not_pascal_case(item, name, &pascal_case(&name.text)));
    } else {
        let module = snake_case(&name.text);
        if is_keyword(&module) {
            let word = Word { text: &name.text, span: name.span };
            cx.report(diagnostics::rust_keyword(
                Word { text: &module, ..word },
                format!(
                    "`{}` gets a module `{module}`: choose another name; @@map(\"{module}\") keeps the one in the database",
                    name.text
                ),
            ));
        }
    }
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

/// A field's or a setting's name.
pub(super) fn check_field<'a>(cx: &mut Context<'a>, what: &str, word: Word<'a>, map: Map) {
    if is_keyword(word.text) {
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

/// Two values of an enum that are one variant; a variant that is a keyword.
pub(super) fn check_variants<'a>(cx: &mut Context<'a>, values: &[Word<'a>]) {
    let mut seen: HashMap<String, Word<'a>> = HashMap::new();
    for &word in values {
        let variant = pascal_case(word.text);
        if variant == "Self" {
            cx.report(diagnostics::rust_keyword(
                Word { text: "Self", ..word },
                format!(
                    "write another name and `@map(\"{}\")`, which keeps the label in the database",
                    word.text
                ),
            ));
        }
        match seen.get(&variant) {
            // The same word twice is reported as such.
            Some(first) if first.text != word.text => {
                cx.report(diagnostics::same_variant(word, *first, &variant))
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
        .map(|declared| declared.name)
        .collect();
    items.sort_by_key(|name| name.span);
    for name in items {
        let module = snake_case(&name.text);
        if let Some(first) = seen.get(&module) {
            found.push(diagnostics::same_module(name, first, &module));
        } else {
            seen.insert(module, name);
        }
    }
    cx.diagnostics.extend(found);
}

fn is_keyword(word: &str) -> bool {
    KEYWORDS.binary_search(&word).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keywords_are_sorted() {
        assert!(KEYWORDS.is_sorted());
    }
}
