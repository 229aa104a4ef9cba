//! Options as name and value.

use pg_orm_sql::{Identifier, literal};

/// `with (fillfactor = 70)`, or nothing; with a space before it.
pub(super) fn with(options: &[(String, String)]) -> String {
    if options.is_empty() { String::new() } else { format!(" with ({})", parameters(options)) }
}

/// Storage parameters and their like: `fillfactor = 70, toast.autovacuum_enabled = false`.
pub(super) fn parameters(options: &[(String, String)]) -> String {
    list(options, |(name, value)| format!("{} = {}", dotted(name), parameter(value)))
}

/// `options (host 'db', port '5432')`, or nothing; with a space before it.
pub(super) fn foreign(options: &[(String, String)]) -> String {
    if options.is_empty() {
        return String::new();
    }
    let options = list(options, |(name, value)| format!("{} {}", Identifier(name), literal(value)));
    format!(" options ({options})")
}

fn list(options: &[(String, String)], option: impl Fn(&(String, String)) -> String) -> String {
    options.iter().map(option).collect::<Vec<_>>().join(", ")
}

/// A name of which each part is an identifier: `toast.autovacuum_enabled`.
pub(super) fn dotted(name: &str) -> String {
    name.split('.').map(|part| Identifier(part).to_string()).collect::<Vec<_>>().join(".")
}

/// Bare where it is a number or a plain word of truth, else a string.
fn parameter(value: &str) -> String {
    let is_number =
        value.parse::<f64>().is_ok() && value.chars().all(|c| c.is_ascii_digit() || ".-".contains(c));
    if is_number || matches!(value, "on" | "off" | "true" | "false" | "auto" | "none") {
        return value.to_owned();
    }
    literal(value).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_bare_or_strings() {
        let options = [("fillfactor", "70"), ("toast.x", "on"), ("Weird", "it's"), ("e", "1e3")];
        let options: Vec<(String, String)> = options.map(|(n, v)| (n.to_owned(), v.to_owned())).to_vec();
        assert_eq!(with(&options), " with (fillfactor = 70, toast.x = on, \"Weird\" = 'it''s', e = '1e3')");
        assert_eq!(with(&[]), "");
    }
}
