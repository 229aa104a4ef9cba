//! Doc comments: the schema's, so that rustdoc shows them and never takes a part of them for a test.

use proc_macro2::TokenStream;
use quote::quote;

/// `///` for each line of `text`.
pub(super) fn lines(text: &str) -> TokenStream {
    let mut is_in_fence = false;
    let lines = text.lines().map(|line| {
        let line = line.trim_end();
        let start = line.trim_start();
        let is_fence = start.starts_with("```") || start.starts_with("~~~");
        // An indented block, or a fence without a language, would be Rust to `cargo test --doc`.
        let line = if is_fence && !is_in_fence && start.trim_start_matches(['`', '~']).is_empty() {
            format!("{start}text")
        } else if !is_in_fence && line.len() - start.len() > 3 {
            format!("   {start}")
        } else {
            line.to_owned()
        };
        is_in_fence ^= is_fence;
        if line.is_empty() { line } else { format!(" {line}") }
    });
    quote!(#(#[doc = #lines])*)
}

/// The item's doc comment, where it has one.
pub(super) fn carried(docs: Option<&String>) -> TokenStream {
    docs.map(|text| lines(text)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::lines;

    #[test]
    fn nothing_in_a_doc_comment_is_a_test() {
        let of = |text: &str| {
            let tokens = lines(text);
            let file: syn::File = syn::parse_quote!(#tokens struct S;);
            prettyplease::unparse(&file)
        };
        assert_eq!(of("One.\n\nTwo."), "/// One.\n///\n/// Two.\nstruct S;\n");
        assert_eq!(of("    let x;"), "///    let x;\nstruct S;\n");
        assert_eq!(
            of("```\n    x\n```\n```sql\ny\n```"),
            "/// ```text\n///     x\n/// ```\n/// ```sql\n/// y\n/// ```\nstruct S;\n"
        );
    }
}
