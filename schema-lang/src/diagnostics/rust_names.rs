//! Diagnostics of names that Rust cannot have, or that it makes one.

use super::{Diagnostic, article, codes, string};
use crate::syntax::ast::{Item, Name, Word};

pub(crate) fn dotted_name(item: &Item<'_>, name: &Name<'_>) -> Diagnostic {
    let keyword = item.keyword.text;
    let (schema, last) = name.text.rsplit_once('.').unwrap_or(("", &name.text));
    Diagnostic::error(
        codes::BAD_NAME,
        format!("the name of this {keyword} has a dot"),
        name.span,
        "not a single word",
    )
    .help(format!("write `{keyword} {last} {{ .. }}` and in its block `@@schema({schema})`"))
}

pub(crate) fn quoted_name(item: &Item<'_>, name: &Name<'_>) -> Diagnostic {
    let keyword = item.keyword.text;
    let words: String = name.text.chars().map(|c| if c.is_alphanumeric() { c } else { '_' }).collect();
    let better = match pg_orm_ir::names::pascal_case(&words) {
        better if better.starts_with(char::is_uppercase) => better,
        _ => "MyName".to_owned(),
    };
    Diagnostic::error(
        codes::BAD_NAME,
        format!("the name of this {keyword} stands in quotes"),
        name.span,
        "names a Rust type",
    )
    .help(format!(
        "write a Rust name, and the database's in the block: `{keyword} {better} {{ @@map({}) .. }}`",
        string(&name.text)
    ))
}

pub(crate) fn not_pascal_case(item: &Item<'_>, name: &Name<'_>, better: &str) -> Diagnostic {
    let keyword = item.keyword.text;
    let map = if matches!(keyword, "model" | "enum" | "domain" | "type")
        && pg_orm_ir::names::snake_case(better) != name.text
    {
        format!("; the database's name can stay: @@map(\"{}\")", name.text)
    } else {
        String::new()
    };
    Diagnostic::error(
        codes::NOT_PASCAL_CASE,
        format!("the name of this {keyword} starts in lower case"),
        name.span,
        "becomes a Rust type",
    )
    .help(format!("write `{keyword} {better}`{map}"))
    .perhaps(name.span, better)
}

pub(crate) fn not_snake_case(what: &str, word: Word<'_>, better: &str, can_map: bool) -> Diagnostic {
    let help = if can_map {
        format!(
            "write `{better}` and behind the type `@map(\"{}\")`, which keeps the name in the database",
            word.text
        )
    } else {
        format!("write `{better}`")
    };
    let message = if word.text.trim_matches('_').is_empty() {
        format!("the {what} `{}` has no letter in its name", word.text)
    } else {
        format!("the {what} `{}` is not in snake_case", word.text)
    };
    Diagnostic::error(codes::NOT_SNAKE_CASE, message, word.span, "becomes a Rust field").help(help)
}

pub(crate) fn rust_keyword(word: Word<'_>, help: String) -> Diagnostic {
    Diagnostic::error(
        codes::RUST_KEYWORD,
        format!("`{}` is a keyword of Rust", word.text),
        word.span,
        "can't be a name in Rust",
    )
    .help(help)
}

/// A value whose variant would be `Self`.
pub(crate) fn self_variant(word: Word<'_>) -> Diagnostic {
    Diagnostic::error(
        codes::RUST_KEYWORD,
        format!("the variant of `{}` would be `Self`, a keyword of Rust", word.text),
        word.span,
        "becomes `Self`",
    )
    .help(format!("write `self_value @map({})`, which keeps the label in the database", string(word.text)))
    .perhaps(word.span, format!("self_value @map({})", string(word.text)))
}

pub(crate) fn keyword_module(name: &Name<'_>, module: &str) -> Diagnostic {
    Diagnostic::error(
        codes::RUST_KEYWORD,
        format!("the module of `{}` would be `{module}`, a keyword of Rust", name.text),
        name.span,
        format!("gets a module `{module}`"),
    )
    .help(format!("choose another name; `@@map(\"{module}\")` keeps the one in the database"))
}

pub(crate) fn reserved_type(item: &Item<'_>, name: &Name<'_>) -> Diagnostic {
    let keyword = item.keyword.text;
    let message = format!("{} cannot be called `{}`", article(keyword), name.text);
    Diagnostic::error(codes::RESERVED_TYPE, message, name.span, "generated code needs this name")
        .help(format!("choose another name, such as `{}{}`", capitalised(keyword), name.text))
}

pub(crate) fn same_module(name: &Name<'_>, first: &Name<'_>, module: &str) -> Diagnostic {
    let message = format!("`{}` and `{}` are one module in Rust", name.text, first.text);
    Diagnostic::error(codes::SAME_MODULE, message, name.span, format!("its module is `{module}`"))
        .label(first.span, format!("so is this one's: `{module}`"))
        .help("rename one of them; `@@map` keeps its name in the database")
}

/// `label` is what the database calls the value.
pub(crate) fn same_variant(name: Word<'_>, label: &str, first: Word<'_>, variant: &str) -> Diagnostic {
    let message = format!("`{}` and `{}` are one variant in Rust", name.text, first.text);
    Diagnostic::error(codes::SAME_VARIANT, message, name.span, format!("becomes `{variant}`"))
        .label(first.span, format!("becomes `{variant}` too"))
        .help(format!("rename one of them; its label can stay: @map({})", string(label)))
}

/// Two fields that Rust's own spelling makes one.
pub(crate) fn same_field(name: Word<'_>, other: Word<'_>, rust: &str, can_map: bool) -> Diagnostic {
    let help = if can_map {
        format!(
            "give it a name of its own, and keep the one in the database: `other_{rust}` and `@map({})`",
            string(name.text)
        )
    } else {
        "give one of them another name".to_owned()
    };
    Diagnostic::error(
        codes::DUPLICATE_FIELD,
        format!("`{}` and `{}` are one field in Rust", name.text, other.text),
        name.span,
        format!("would be `{rust}`"),
    )
    .label(
        other.span,
        if other.text == rust { "is it already".to_owned() } else { format!("would be `{rust}` too") },
    )
    .help(help)
}

fn capitalised(word: &str) -> String {
    let mut characters = word.chars();
    characters.next().map(|c| c.to_uppercase().chain(characters).collect()).unwrap_or_default()
}
