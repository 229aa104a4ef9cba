//! Settings of functions and roles, as SQL behind `TO`.

use pg_orm_sql::{Identifier, literal};

use super::context::options;
use super::expression::split;

/// Settings that are lists of names, which PostgreSQL keeps as it would write them (`GUC_LIST_QUOTE`).
const LISTS: &[&str] = &[
    "local_preload_libraries",
    "search_path",
    "session_preload_libraries",
    "shared_preload_libraries",
    "temp_tablespaces",
    "unix_socket_directories",
];

/// Settings from `name=value` each.
pub(super) fn of(settings: Option<Vec<String>>) -> Vec<(String, String)> {
    let value = |(name, value): (String, String)| {
        let sql = if LISTS.contains(&name.to_lowercase().as_str()) {
            names(&value)
        } else {
            literal(&value).to_string()
        };
        (name, sql)
    };
    options(settings).into_iter().map(value).collect()
}

fn names(list: &str) -> String {
    let name = |part: &str| match part.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
        // An identifier can't be empty; a string can.
        Some("") => literal("").to_string(),
        Some(inner) => Identifier(&inner.replace("\"\"", "\"")).to_string(),
        None => Identifier(part).to_string(),
    };
    let names: Vec<String> = split(list, ",").into_iter().map(name).collect();
    if names.is_empty() { literal("").to_string() } else { names.join(", ") }
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn lists_are_names_and_others_strings() {
        let settings = of(Some(vec!["search_path=\"$user\", public, \"\"".into(), "work_mem=64MB".into()]));
        let expected = [("search_path", "\"$user\", public, ''"), ("work_mem", "'64MB'")];
        assert_eq!(settings, expected.map(|(name, value)| (name.to_owned(), value.to_owned())));
    }
}
