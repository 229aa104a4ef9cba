//! The checked-in parser is what `src/syntax/schema.pest` generates.
//!
//! After a change of the grammar: `PGORM_UPDATE_GRAMMAR=1 cargo test -p pg-orm-schema --test grammar`.

use std::path::Path;

use quote::quote;

#[test]
fn the_checked_in_parser_is_the_grammars() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/syntax");
    let grammar = std::fs::read_to_string(folder.join("schema.pest")).unwrap();
    let parser = pest_generator::derive_parser(
        quote! {
            #[grammar_inline = #grammar]
            struct SchemaParser;
        },
        false,
    );
    let file: syn::File = syn::parse2(parser).unwrap();
    let expected = format!(
        "//! The parser that `schema.pest` generates; see `tests/grammar.rs`. Do not edit.\n\n\
         use super::SchemaParser;\n\n{}",
        prettyplease::unparse(&file)
    );
    let path = folder.join("generated.rs");
    if std::env::var_os("PGORM_UPDATE_GRAMMAR").is_some() {
        std::fs::write(&path, &expected).unwrap();
    }
    let actual = std::fs::read_to_string(&path).unwrap();
    assert!(
        actual.replace("\r\n", "\n") == expected,
        "src/syntax/generated.rs is stale: run `PGORM_UPDATE_GRAMMAR=1 cargo test -p pg-orm-schema --test grammar`"
    );
}
