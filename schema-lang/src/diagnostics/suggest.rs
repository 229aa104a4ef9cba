//! "Did you mean ..?": the nearest of the names that would fit.

/// The candidate nearest to `written`, where one is near enough to be meant.
///
/// Names are compared without regard to case and underscores; the first of equally near ones wins.
pub fn suggestion<'c>(written: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let folded = fold(written);
    let limit = (folded.len() / 3).clamp(1, 3);
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        let other = fold(candidate);
        // Half a word is a word that is being written.
        if folded.len() > 2
            && other.starts_with(&folded)
            && candidate != written
            && best.is_none_or(|(d, _)| d > 0)
        {
            best = Some((0, candidate));
            continue;
        }
        if other.len().abs_diff(folded.len()) > limit || candidate == written {
            continue;
        }
        let distance = distance(&folded, &other);
        // A single letter is near to every other one.
        if distance <= limit
            && distance < folded.len().max(other.len())
            && best.is_none_or(|(d, _)| distance < d)
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

fn fold(name: &str) -> Vec<char> {
    name.chars().filter(|c| *c != '_').flat_map(char::to_lowercase).collect()
}

/// How many insertions, deletions, replacements and swaps of neighbours lead from `a` to `b`.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before_previous: Vec<usize> = Vec::new();
    let mut previous: Vec<usize> = (0..=b.len()).collect();
    for (i, ca) in a.iter().enumerate() {
        let mut current = vec![i + 1];
        for (j, cb) in b.iter().enumerate() {
            let at = |row: &[usize], column: usize| row.get(column).copied().unwrap_or(usize::MAX / 2);
            let mut best = (at(&previous, j + 1) + 1).min(at(&current, j) + 1);
            best = best.min(at(&previous, j) + usize::from(ca != cb));
            let is_swap = i > 0 && j > 0 && a.get(i - 1) == Some(cb) && b.get(j - 1) == Some(ca);
            if is_swap {
                best = best.min(at(&before_previous, j - 1) + 1);
            }
            current.push(best);
        }
        before_previous = std::mem::replace(&mut previous, current);
    }
    previous.last().copied().unwrap_or(0)
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
