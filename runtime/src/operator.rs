//! Operators of extensions, named with the schema that they are in.

/// Writes ` operator(extensions.<=>) `; the schema is quoted where it must be.
pub(crate) fn push(text: &mut String, schema: &str, symbol: &str) {
    for part in [" operator(", schema, ".", symbol, ") "] {
        text.push_str(part);
    }
}

/// The operator that a word of SQL stands for.
pub(crate) fn symbol(word: &str) -> &str {
    match word {
        "like" => "~~",
        "ilike" => "~~*",
        symbol => symbol,
    }
}
