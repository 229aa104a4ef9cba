//! Text search: dictionaries and configurations.

use std::collections::HashSet;

use pg_orm_ir::QualifiedName;
use pg_orm_ir::catalog::{TextSearchConfiguration, TextSearchDictionary, TextSearchMapping};

use super::super::{Context, grants, items, read};
use super::entries::pairs;
use super::{Entries, named, object};
use crate::diagnostics::objects as diagnostics;
use crate::syntax::ast::Value;

const DICTIONARY: &[&str] = &["template", "options", "schema", "comment", "owner"];

const CONFIGURATION: &[&str] = &["parser", "mappings", "schema", "comment", "owner"];

/// Templates that every PostgreSQL has (manual, section 12.6).
const TEMPLATES: &[&str] = &["ispell", "simple", "snowball", "synonym", "thesaurus"];

/// Types of tokens of the default parser (manual, table 12.1).
const TOKENS: &[&str] = &[
    "asciihword",
    "asciiword",
    "blank",
    "email",
    "entity",
    "file",
    "float",
    "host",
    "hword",
    "hword_asciipart",
    "hword_numpart",
    "hword_part",
    "int",
    "numhword",
    "numword",
    "protocol",
    "sfloat",
    "tag",
    "uint",
    "url",
    "url_path",
    "version",
    "word",
];

/// The dictionaries, in order.
pub(super) fn dictionaries(cx: &mut Context<'_>) -> Vec<TextSearchDictionary> {
    let mut dictionaries = Vec::new();
    let (what, the) = ("a text search dictionary", "the text search dictionary");
    for (entries, name) in named(cx, &["text_search_dictionary"], what, the, DICTIONARY) {
        let template = template(cx, &entries);
        let (comment, access) = (entries.comment(cx), grants::owned(cx, &entries));
        let options = entries.options(cx, "options");
        let Some(template) = template else { continue };
        dictionaries.push(TextSearchDictionary { name, comment, template, options, access });
    }
    dictionaries
}

fn template<'a>(cx: &mut Context<'a>, entries: &Entries<'a>) -> Option<QualifiedName> {
    let value = entries.required(cx, "template", "its template", "template = snowball")?;
    let name = object(cx, value, "a template", "pg_catalog")?;
    let is_built_in = name.schema == "pg_catalog" && TEMPLATES.contains(&&*name.name);
    if is_built_in || cx.has_unknown_objects() || has_template(cx, &name.name) {
        return Some(name);
    }
    let known = TEMPLATES.iter().copied();
    cx.report(diagnostics::unknown_object("template", (&name.name, value.span), known, None));
    None
}

/// Templates of PostgreSQL's own extensions.
fn has_template(cx: &Context<'_>, name: &str) -> bool {
    let extension = match name {
        "intdict_template" => "dict_int",
        "xsyn_template" => "dict_xsyn",
        "unaccent" => "unaccent",
        _ => return false,
    };
    cx.extension_schema(extension).is_some()
}

/// The configurations, in order.
pub(super) fn configurations(cx: &mut Context<'_>) -> Vec<TextSearchConfiguration> {
    let mut configurations = Vec::new();
    let (what, the) = ("a text search configuration", "the text search configuration");
    for (entries, name) in named(cx, &["text_search_configuration"], what, the, CONFIGURATION) {
        let default = QualifiedName::new("pg_catalog", "default");
        let parser = match entries.value("parser") {
            Some(value) => object(cx, value, "a parser", "pg_catalog"),
            None => Some(default.clone()),
        };
        let is_default = parser.as_ref() == Some(&default);
        let mappings = entries.value("mappings").map(|value| mappings(cx, value, is_default));
        let (comment, access) = (entries.comment(cx), grants::owned(cx, &entries));
        let Some(parser) = parser else { continue };
        let mappings = mappings.unwrap_or_default();
        configurations.push(TextSearchConfiguration { name, comment, parser, mappings, access });
    }
    configurations
}

/// `mappings = { asciiword: [app.plain, simple], word: simple }`.
fn mappings<'a>(cx: &mut Context<'a>, value: &'a Value<'a>, is_default: bool) -> Vec<TextSearchMapping> {
    let declared = dictionary_names(cx);
    let mut mappings = Vec::new();
    for pair in pairs(cx, value, "tokens and dictionaries, such as { asciiword: [simple] }") {
        let token = &*pair.key.text;
        if is_default && !TOKENS.contains(&token) {
            cx.report(diagnostics::unknown_pair(&pair.key, "the default parser", TOKENS));
            continue;
        }
        let mut dictionaries = Vec::new();
        for element in read::elements(&pair.value) {
            let Some(mut name) = object(cx, element, "a dictionary", "") else { continue };
            if name.schema.is_empty() {
                let is_own = declared.contains(&QualifiedName::new(items::PUBLIC, &name.name));
                let schema = if is_own { items::PUBLIC } else { "pg_catalog" };
                schema.clone_into(&mut name.schema);
            }
            let is_built_in =
                name.schema == "pg_catalog" && (name.name == "simple" || name.name.ends_with("_stem"));
            if !is_built_in
                && !declared.contains(&name)
                && !cx.has_unknown_objects()
                && cx.extensions.is_empty()
            {
                let shown = name.to_string();
                let mut known: Vec<String> = declared.iter().map(ToString::to_string).collect();
                known.sort_unstable();
                let known = known.iter().map(String::as_str).chain(["simple", "english_stem"]);
                cx.report(diagnostics::unknown_object("dictionary", (&shown, element.span), known, None));
                continue;
            }
            dictionaries.push(name);
        }
        mappings.push(TextSearchMapping { token: token.to_owned(), dictionaries });
    }
    mappings
}

fn dictionary_names(cx: &Context<'_>) -> HashSet<QualifiedName> {
    let is_dictionary = |keyword: &str| keyword == "text_search_dictionary";
    let declared = cx.names.objects.iter().filter(|declared| is_dictionary(declared.item.keyword.text));
    declared
        .map(|declared| match declared.name.text.split_once('.').filter(|_| !declared.name.is_quoted) {
            Some((schema, name)) => QualifiedName::new(schema, name),
            None => QualifiedName::new(items::PUBLIC, &*declared.name.text),
        })
        .collect()
}
