//! The name that was probably meant.

/// The candidate that a few slips of the pen turn into `written`, the first of equally near ones; `None` when none is
/// near. Case, `_` and `-` do not count.
pub(crate) fn nearest<'c>(written: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let folded = fold(written);
    // One slip in every three letters: more, and any short name is near to any other.
    let limit = (folded.chars().count() / 3).min(3);
    let near =
        candidates.into_iter().map(|candidate| (strsim::osa_distance(&folded, &fold(candidate)), candidate));
    near.filter(|(slips, _)| *slips <= limit).min_by_key(|(slips, _)| *slips).map(|(_, candidate)| candidate)
}

fn fold(name: &str) -> String {
    name.chars().filter(|c| !matches!(c, '_' | '-')).flat_map(char::to_lowercase).collect()
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
