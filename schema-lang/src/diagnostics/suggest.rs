//! "Did you mean ..?": the nearest of the names that would fit.

/// The candidate nearest to `written`, where one is near enough to be meant.
///
/// Names are compared without regard to case and underscores; the first of equally near ones wins.
pub fn suggestion<'c>(written: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let folded = fold(written);
    let length = folded.chars().count();
    let limit = (length / 3).clamp(1, 3);
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        let other = fold(candidate);
        let other_length = other.chars().count();
        // Half a word is a word that is being written.
        if length > 2 && other.starts_with(&folded) && candidate != written && best.is_none_or(|(d, _)| d > 0)
        {
            best = Some((0, candidate));
            continue;
        }
        if other_length.abs_diff(length) > limit || candidate == written {
            continue;
        }
        let distance = strsim::osa_distance(&folded, &other);
        // A single letter is near to every other one.
        if distance <= limit && distance < length.max(other_length) && best.is_none_or(|(d, _)| distance < d)
        {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// `a`, `b` or `c`.
pub(crate) fn list<'c>(words: impl IntoIterator<Item = &'c str>, last: &str) -> String {
    let words: Vec<String> = words.into_iter().map(|word| format!("`{word}`")).collect();
    match words.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        [start @ .., end] => format!("{} {last} {end}", start.join(", ")),
    }
}

/// A string as it is written in a schema.
pub(crate) fn string(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n"))
}

/// `an enum`, `a model`.
pub(crate) fn article(noun: &str) -> String {
    let article = if noun.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    format!("{article} {noun}")
}

fn fold(name: &str) -> String {
    name.chars().filter(|c| *c != '_').flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::suggestion;

    #[test]
    fn near_names_are_found() {
        let types = ["bigint", "text", "timestamptz", "uuid"];
        assert_eq!(suggestion("bigin", types), Some("bigint"));
        assert_eq!(suggestion("bigitn", types), Some("bigint"));
        assert_eq!(suggestion("TEXT_", types), Some("text"));
        assert_eq!(suggestion("timestamtpz", types), Some("timestamptz"));
        assert_eq!(suggestion("ind", ["id", "index"]), Some("index"), "half a word");
    }

    #[test]
    fn far_names_are_not() {
        assert_eq!(suggestion("money", ["bigint", "text"]), None);
        assert_eq!(suggestion("a", ["b"]), None);
        assert_eq!(suggestion("to", ["id"]), None);
    }
}
