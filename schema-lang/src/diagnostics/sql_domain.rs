//! What SQL says of a domain, and how it is said here.

/// The words that follow a domain's type in SQL.
const CONSTRAINTS: [&str; 6] = ["CHECK", "NOT", "NULL", "DEFAULT", "CONSTRAINT", "COLLATE"];

/// A type's words, and those from the first on that are of SQL's; `None` where there are none of these.
pub(super) fn split(words: &str) -> Option<(&str, &str)> {
    let is_constraint = |word: &str| CONSTRAINTS.iter().any(|other| word.eq_ignore_ascii_case(other));
    let mut start = 0;
    for part in words.split_inclusive(|c: char| !c.is_alphabetic()) {
        if is_constraint(part.trim_end_matches(|c: char| !c.is_alphabetic())) {
            let (base, rest) = words.split_at_checked(start)?;
            return Some((base.trim_end(), rest));
        }
        start += part.len();
    }
    None
}

/// The domain `name` over `base`, with what `rest` says in SQL.
pub(super) fn help(name: &str, base: &str, rest: &str, has_block: bool) -> String {
    let upper = rest.to_uppercase();
    let has = |word: &str| upper.split(|c: char| !c.is_alphabetic()).any(|other| other == word);
    let mut attributes = Vec::new();
    if has("CHECK") {
        attributes.push(format!("@@check(`{}`)", condition(rest).unwrap_or("value > 0")));
    }
    if has("NOT") && has("NULL") {
        attributes.push("@@not_null".to_owned());
    }
    if has("DEFAULT") {
        attributes.push("@@default(..)".to_owned());
    }
    let base = super::foreign_types::element(base);
    if has_block {
        attributes.push("..".to_owned());
    }
    if attributes.is_empty() {
        return format!("write `domain {name} : {base}`");
    }
    format!("write `domain {name} : {base} {{ {} }}`", attributes.join(", "))
}

/// What stands in the outermost parentheses.
fn condition(rest: &str) -> Option<&str> {
    let (_, rest) = rest.split_once('(')?;
    let (condition, _) = rest.rsplit_once(')')?;
    let condition = condition.trim();
    (!condition.is_empty() && !condition.contains(['`', '\n'])).then_some(condition)
}

/// The attribute of a domain's block that a word is meant as.
pub(super) fn attribute(word: &str) -> Option<&'static str> {
    Some(match word.to_lowercase().as_str() {
        "check" | "constraint" => "`@@check(`value > 0`)`",
        "default" => "`@@default(0)`",
        "not_null" | "notnull" => "`@@not_null`",
        "schema" => "`@@schema(app)`",
        "map" | "name" => "`@@map(\"name\")`",
        "comment" => "`@@comment(\"text\")`",
        _ => return None,
    })
}
