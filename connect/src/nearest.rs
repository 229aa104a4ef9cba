//! The name that was probably meant.

/// The candidate that a few slips of the pen turn into `written`, the first of equally near ones; `None` when none is
/// near. Case, `_` and `-` do not count.
pub(crate) fn nearest<'c>(written: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let folded = fold(written);
    // One slip in every three letters: more, and any short name is near to any other.
    let limit = (folded.len() / 3).min(3);
    let near = candidates.into_iter().map(|candidate| (slips(&folded, &fold(candidate)), candidate));
    near.filter(|(slips, _)| *slips <= limit).min_by_key(|(slips, _)| *slips).map(|(_, candidate)| candidate)
}

fn fold(name: &str) -> Vec<char> {
    name.chars().filter(|c| !matches!(c, '_' | '-')).flat_map(char::to_lowercase).collect()
}

/// How many letters must be added, removed or changed to make one name of the other.
fn slips(written: &[char], meant: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=meant.len()).collect();
    for (index, letter) in written.iter().enumerate() {
        let mut next = Vec::with_capacity(row.len());
        let mut left = index + 1;
        next.push(left);
        for (pair, other) in row.windows(2).zip(meant) {
            let &[diagonal, above] = pair else { continue };
            left = (diagonal + usize::from(letter != other)).min(above + 1).min(left + 1);
            next.push(left);
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::nearest;
    use crate::known::names;

    #[test]
    fn slips_are_told_from_other_names() {
        for (written, meant) in [
            ("sslmod", Some("sslmode")),
            ("sslMode", Some("sslmode")),
            ("slsmode", Some("sslmode")),
            ("applicationName", Some("application_name")),
            ("connect-timeout", Some("connect_timeout")),
            ("usr", Some("user")),
            ("passwrod", Some("password")),
            ("db_name", Some("dbname")),
            ("schema", None),
            ("pgbouncer", None),
            ("connection_limit", None),
            ("ssl", None),
            ("x", None),
            ("", None),
        ] {
            assert_eq!(nearest(written, names()), meant, "{written}");
        }
    }
}
