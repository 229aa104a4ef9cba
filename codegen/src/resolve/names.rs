//! Rust's names for the schema's: keywords stepped around, clashes resolved, types' and variants' case.

use std::collections::BTreeSet;

use pg_orm_ir::names::is_rust_keyword;
use proc_macro2::{Ident, Span};

/// The identifiers of one scope, each given out once.
#[derive(Debug, Default)]
pub(crate) struct Scope {
    taken: BTreeSet<String>,
}

impl Scope {
    /// `name`, or where it is a keyword or taken, `name` with as few underscores behind it as make it new.
    /// `None` where no underscore makes a Rust identifier of it.
    pub(crate) fn claim(&mut self, name: &str) -> Option<Ident> {
        let mut name = name.to_owned();
        loop {
            match identifier(&name) {
                Some(identifier) if !self.taken.contains(&name) => {
                    self.taken.insert(name);
                    return Some(identifier);
                }
                Some(_) => name.push('_'),
                // A keyword becomes an identifier by one underscore; what doesn't is none at all.
                None => {
                    name.push('_');
                    identifier(&name)?;
                }
            }
        }
    }

    /// As [`claim`](Self::claim), for names that generated code chooses: these are identifiers.
    pub(crate) fn claim_own(&mut self, name: &str) -> Ident {
        self.claim(name).unwrap_or_else(|| Ident::new("unnamed", Span::call_site()))
    }
}

/// The identifier, where `name` is one that needs no `r#`.
pub(crate) fn identifier(name: &str) -> Option<Ident> {
    if is_rust_keyword(name) {
        return None;
    }
    if is_plain(name) {
        return Some(Ident::new(name, Span::call_site()));
    }
    // The underscore alone is no identifier to syn.
    syn::parse_str::<Ident>(name).ok().filter(|_| !name.starts_with("r#"))
}

/// Whether a word that is no keyword is an identifier at first sight, without asking syn, which takes its time.
fn is_plain(name: &str) -> bool {
    let is_word = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    is_word && name.starts_with(|c: char| c.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_plain_is_an_identifier_to_syn() {
        for name in [
            "tenant_id",
            "a1",
            "continued",
            "Item10",
            "self_",
            "macro_rules",
            "continue",
            "Self",
            "_",
            "1a",
            "id",
            "as",
            "type",
            "yield",
            "raw",
            "union",
            "auto",
            "static",
            "dyn",
            "name",
            "é",
        ] {
            assert_eq!(identifier(name), syn::parse_str::<Ident>(name).ok(), "{name}");
        }
    }

    fn claimed(scope: &mut Scope, name: &str) -> Option<String> {
        scope.claim(name).map(|identifier| identifier.to_string())
    }

    #[test]
    fn keywords_and_clashes_take_an_underscore() {
        let mut scope = Scope::default();
        for (name, expected) in [
            ("id", Some("id")),
            ("type", Some("type_")),
            ("type_", Some("type__")),
            ("self", Some("self_")),
            ("Self", Some("Self_")),
            ("gen", Some("gen_")),
            ("async", Some("async_")),
            ("try", Some("try_")),
            ("union", Some("union")),
            ("r#type", None),
            ("two words", None),
            ("1st", None),
            ("", None),
        ] {
            assert_eq!(claimed(&mut scope, name).as_deref(), expected, "{name}");
        }
    }
}
