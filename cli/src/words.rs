//! Words of messages: numbers of things.

/// `1 model`, `2 models`; nothing for none.
pub(crate) fn count(number: usize, what: &str) -> Option<String> {
    (number > 0).then(|| format!("{number} {what}{}", if number == 1 { "" } else { "s" }))
}

#[cfg(test)]
mod tests {
    use super::count;

    #[test]
    fn counts_read_like_english() {
        assert_eq!(count(0, "model"), None);
        assert_eq!(count(1, "model").as_deref(), Some("1 model"));
        assert_eq!(count(2, "model").as_deref(), Some("2 models"));
    }
}
