//! Text search dictionaries and configurations.

use std::collections::HashMap;

use pg_orm_ir::QualifiedName;
use pg_orm_ir::catalog::{Access, Catalog, TextSearchConfiguration, TextSearchDictionary, TextSearchMapping};

use super::context::Context;
use super::expression::{split, unquoted};
use super::rows::Rows;

pub(super) fn assemble(rows: &mut Rows, context: &Context, catalog: &mut Catalog) {
    let owned = |owner| Access { owner: context.owner(owner), ..Access::default() };
    for row in std::mem::take(&mut rows.dictionaries) {
        catalog.text_search_dictionaries.push(TextSearchDictionary {
            name: QualifiedName::new(row.schema, row.name),
            comment: context.comment(("pg_ts_dict", row.oid, 0)),
            template: QualifiedName::new(row.template_schema, row.template),
            options: row.options.as_deref().map(options).unwrap_or_default(),
            access: owned(row.owner),
        });
    }
    let mut mappings: HashMap<u32, Vec<TextSearchMapping>> = HashMap::new();
    for row in std::mem::take(&mut rows.configuration_mappings) {
        let dictionary = QualifiedName::new(row.dictionary_schema, row.dictionary);
        let mappings = mappings.entry(row.configuration).or_default();
        match mappings.last_mut().filter(|mapping| mapping.token == row.token) {
            Some(mapping) => mapping.dictionaries.push(dictionary),
            None => {
                mappings.push(TextSearchMapping { token: row.token, dictionaries: vec![dictionary] });
            }
        }
    }
    for row in std::mem::take(&mut rows.configurations) {
        catalog.text_search_configurations.push(TextSearchConfiguration {
            name: QualifiedName::new(row.schema, row.name),
            comment: context.comment(("pg_ts_config", row.oid, 0)),
            parser: QualifiedName::new(row.parser_schema, row.parser),
            mappings: mappings.remove(&row.oid).unwrap_or_default(),
            access: owned(row.owner),
        });
    }
}

/// `language = 'english', stopwords = 'english'`, as PostgreSQL keeps it.
fn options(text: &str) -> Vec<(String, String)> {
    let option = |part: &str| {
        let (name, value) = part.split_once('=')?;
        let value = value.trim();
        let name = name.trim().trim_matches('"').replace("\"\"", "\"");
        Some((name, unquoted(value).unwrap_or_else(|| value.to_owned())))
    };
    split(text, ",").into_iter().filter_map(option).collect()
}
