//! How names follow from names: Rust's to PostgreSQL's, and PostgreSQL's defaults for constraints and indexes.

use pg_orm_sql::{MAX_NAME_BYTES, truncate};

/// The `snake_case` of a Rust type's name: the name that a model, an enum or a session has in the database
/// unless it is mapped, and the name of its module.
///
/// ```
/// use pg_orm_ir::names::snake_case;
/// assert_eq!(snake_case("PostState"), "post_state");
/// assert_eq!(snake_case("HTTPServer2"), "http_server2");
/// assert_eq!(snake_case("already_snake"), "already_snake");
/// ```
#[must_use]
pub fn snake_case(name: &str) -> String {
    let characters: Vec<char> = name.chars().collect();
    let mut out = String::with_capacity(name.len() + 4);
    for (i, &c) in characters.iter().enumerate() {
        let previous = i.checked_sub(1).and_then(|i| characters.get(i)).copied();
        let next = characters.get(i + 1).copied();
        let starts_word = c.is_uppercase()
            && previous
                .is_some_and(|p| p != '_' && (!p.is_uppercase() || next.is_some_and(char::is_lowercase)));
        if starts_word {
            out.push('_');
        }
        out.extend(c.to_lowercase());
    }
    out
}

/// The `PascalCase` of a word in `snake_case`: Rust's variant for an enum's value. A capital stays one.
///
/// ```
/// use pg_orm_ir::names::pascal_case;
/// assert_eq!(pascal_case("in_review"), "InReview");
/// assert_eq!(pascal_case("inReview"), "InReview");
/// assert_eq!(pascal_case("_hidden"), "Hidden");
/// ```
#[must_use]
pub fn pascal_case(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for word in name.split('_') {
        let mut characters = word.chars();
        out.extend(characters.next().into_iter().flat_map(char::to_uppercase));
        out.push_str(characters.as_str());
    }
    out
}

/// Rust's keywords, strict, reserved and of any edition up to 2024 (Rust reference, "Keywords").
const RUST_KEYWORDS: &[&str] = &[
    "Self", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do",
    "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop",
    "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "self", "static",
    "struct", "super", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual",
    "where", "while", "yield",
];

/// Whether Rust keeps a word for itself, in one of its editions or for later ones.
///
/// ```
/// use pg_orm_ir::names::is_rust_keyword;
/// assert!(is_rust_keyword("type") && is_rust_keyword("gen") && is_rust_keyword("Self"));
/// assert!(!is_rust_keyword("union") && !is_rust_keyword("Type"));
/// ```
#[must_use]
pub fn is_rust_keyword(word: &str) -> bool {
    RUST_KEYWORDS.binary_search(&word).is_ok()
}

/// The name that PostgreSQL would give: `first_second_label`, with the longer of the first two cut until
/// all of it fits 63 bytes (`makeObjectName` in PostgreSQL's `indexcmds.c`).
///
/// ```
/// use pg_orm_ir::names::object_name;
/// assert_eq!(object_name("users", "email", "key"), "users_email_key");
/// assert_eq!(object_name("users", "", "pkey"), "users_pkey");
/// assert_eq!(object_name(&"t".repeat(60), "email", "key").len(), 63);
/// ```
#[must_use]
pub fn object_name(first: &str, second: &str, label: &str) -> String {
    let separator = usize::from(!second.is_empty());
    let available = MAX_NAME_BYTES.saturating_sub(label.len() + 1 + separator);
    let (mut first_bytes, mut second_bytes) = (first.len(), second.len());
    while first_bytes + second_bytes > available {
        if first_bytes > second_bytes { first_bytes -= 1 } else { second_bytes -= 1 }
    }
    let (first, second) = (truncate(first, first_bytes), truncate(second, second_bytes));
    if second.is_empty() { format!("{first}_{label}") } else { format!("{first}_{second}_{label}") }
}

/// The part of a constraint's or index's default name that its columns give: joined by `_`, and cut to
/// 63 bytes as PostgreSQL cuts it.
///
/// ```
/// assert_eq!(pg_orm_ir::names::column_part(["tenant_id", "email"]), "tenant_id_email");
/// ```
#[must_use]
pub fn column_part<'a>(columns: impl IntoIterator<Item = &'a str>) -> String {
    let joined = columns.into_iter().collect::<Vec<_>>().join("_");
    truncate(&joined, MAX_NAME_BYTES).to_owned()
}

/// What PostgreSQL keeps of a column's name where `reserved` bytes must follow it (`ChooseIndexColumnNames`).
pub(crate) fn truncated_column(name: &str, reserved: usize) -> &str {
    truncate(name, MAX_NAME_BYTES.saturating_sub(reserved))
}

#[cfg(test)]
mod tests {
    use super::RUST_KEYWORDS;

    #[test]
    fn keywords_are_sorted() {
        assert!(RUST_KEYWORDS.is_sorted());
    }
}
