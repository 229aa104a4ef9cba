//! The end of a migration's name.

/// The longest slug, in bytes: with the time before it a name stays below what file systems take.
const MAX_LENGTH: usize = 80;

/// `title` in lower case, with each run of anything but ASCII letters and digits as one `_`; `None` where
/// nothing is left.
pub(super) fn of(title: &str) -> Option<String> {
    let mut slug = String::new();
    for c in title.chars() {
        if slug.len() == MAX_LENGTH {
            break;
        }
        if c.is_ascii_alphanumeric() {
            slug.push(c.to_ascii_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('_') {
            slug.push('_');
        }
    }
    let slug = slug.trim_end_matches('_');
    (!slug.is_empty()).then(|| slug.to_owned())
}

#[cfg(test)]
mod tests {
    #[test]
    fn of_any_title() {
        for (title, slug) in [
            ("first", Some("first")),
            ("Add users & posts!", Some("add_users_posts")),
            ("../../etc/passwd", Some("etc_passwd")),
            ("  v2.0  ", Some("v2_0")),
            ("ünï", Some("n")),
            ("🦀", None),
            ("", None),
        ] {
            assert_eq!(super::of(title).as_deref(), slug, "{title}");
        }
        assert_eq!(super::of(&"ab ".repeat(100)).unwrap().len(), 80);
    }
}
