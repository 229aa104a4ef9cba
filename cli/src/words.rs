//! Words of messages: numbers of things.

/// `1 model`, `2 models`; nothing for none.
pub(crate) fn count(number: usize, what: &str) -> Option<String> {
    (number > 0).then(|| if number == 1 { format!("1 {what}") } else { format!("{number} {}", plural(what)) })
}

fn plural(what: &str) -> String {
    match what.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'o']) => format!("{stem}ies"),
        _ if what.ends_with('x') => format!("{what}es"),
        _ => format!("{what}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::count;

    #[test]
    fn counts_read_like_english() {
        assert_eq!(count(0, "model"), None);
        assert_eq!(count(1, "model").as_deref(), Some("1 model"));
        assert_eq!(count(2, "model").as_deref(), Some("2 models"));
        let plurals = ["policy", "foreign key", "index"].map(super::plural);
        assert_eq!(plurals, ["policies", "foreign keys", "indexes"]);
    }
}
