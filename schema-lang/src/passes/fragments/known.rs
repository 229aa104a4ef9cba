//! The functions that PostgreSQL and well-known extensions have, by name and number of arguments.
//!
//! `functions.txt` holds them: a line `[extension]` (PostgreSQL's own: `[]`), then a line for each name with its forms. A
//! form is the number of arguments (`2`, `1-3`, `1+` where the last one may be repeated), `r` where each answers rows, and
//! what it is: `i`mmutable, `s`table, `v`olatile, `a`ggregate, `w`indow, `p`rocedure; where overloads of one number of
//! arguments differ, the one of which least can be said to be wrong. `@16` is the first release that has it, where 15 does
//! not. A test of the workspace, `known_functions`, makes the file from servers of every release.

use std::collections::HashMap;
use std::sync::OnceLock;

const TEXT: &str = include_str!("functions.txt");

/// What a function is, as far as all of its overloads with a number of arguments agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Nature {
    Immutable,
    Stable,
    Volatile,
    Aggregate,
    Window,
    Procedure,
}

/// The overloads of a function that take the same numbers of arguments.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Form {
    pub(super) least: usize,
    /// `None` where there is no limit.
    pub(super) most: Option<usize>,
    pub(super) nature: Nature,
    pub(super) is_set: bool,
}

impl Form {
    /// Whether it can be given so many arguments.
    pub(super) fn takes(&self, arguments: usize) -> bool {
        self.least <= arguments && self.most.is_none_or(|most| arguments <= most)
    }
}

/// A known function.
#[derive(Debug, Clone, Copy)]
pub(super) struct KnownFunction {
    /// The extension that brings it; empty for PostgreSQL itself.
    pub(super) extension: &'static str,
    forms: &'static str,
}

impl KnownFunction {
    /// Its forms.
    pub(super) fn forms(self) -> impl Iterator<Item = Form> {
        self.forms.split(' ').filter_map(form)
    }
}

fn form(text: &str) -> Option<Form> {
    let digits = text.find(|c: char| !c.is_ascii_digit())?;
    let (least, mut rest) = text.split_at_checked(digits)?;
    let least = least.parse().ok()?;
    let mut most = Some(least);
    if let Some(behind) = rest.strip_prefix('-') {
        let digits = behind.find(|c: char| !c.is_ascii_digit())?;
        let (number, behind) = behind.split_at_checked(digits)?;
        most = Some(number.parse().ok()?);
        rest = behind;
    }
    if let Some(behind) = rest.strip_prefix('+') {
        most = None;
        rest = behind;
    }
    let is_set = rest.starts_with('r');
    let nature = match rest.strip_prefix('r').unwrap_or(rest) {
        "i" => Nature::Immutable,
        "s" => Nature::Stable,
        "v" => Nature::Volatile,
        "a" => Nature::Aggregate,
        "w" => Nature::Window,
        "p" => Nature::Procedure,
        _ => return None,
    };
    Some(Form { least, most, nature, is_set })
}

/// The known functions of this name: PostgreSQL's own first.
pub(super) fn known_functions(name: &str) -> &'static [KnownFunction] {
    all().get(name).map(Vec::as_slice).unwrap_or_default()
}

/// The names of PostgreSQL's own functions.
pub(super) fn built_in_names() -> impl Iterator<Item = &'static str> {
    let lines = TEXT.lines().skip(1).take_while(|line| !line.starts_with('['));
    lines.filter_map(|line| line.split(' ').next())
}

/// Whether all the functions of this extension are known.
pub(super) fn is_known_extension(name: &str) -> bool {
    name == "plpgsql"
        || TEXT.lines().any(|line| {
            line.strip_prefix('[').and_then(|line| line.strip_suffix(']')).is_some_and(|known| known == name)
        })
}

fn all() -> &'static HashMap<&'static str, Vec<KnownFunction>> {
    static ALL: OnceLock<HashMap<&'static str, Vec<KnownFunction>>> = OnceLock::new();
    ALL.get_or_init(|| {
        let mut all: HashMap<&'static str, Vec<KnownFunction>> = HashMap::new();
        let mut extension = "";
        for line in TEXT.lines() {
            if let Some(name) = line.strip_prefix('[') {
                extension = name.trim_end_matches(']');
            } else if let Some((name, forms)) = line.split_once(' ') {
                all.entry(name).or_default().push(KnownFunction { extension, forms });
            }
        }
        all
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_read() {
        for line in TEXT.lines().filter(|line| !line.starts_with('[')) {
            let (name, forms) = line.split_once(' ').unwrap();
            assert!(!name.is_empty());
            for written in forms.split(' ').filter(|form| !form.starts_with('@')) {
                assert!(form(written).is_some(), "{line}");
            }
        }
    }

    #[test]
    fn what_is_known_of_some() {
        let one = |name: &str| known_functions(name).first().copied().unwrap();
        let lower: Vec<Form> = one("lower").forms().collect();
        assert_eq!(lower, [Form { least: 1, most: Some(1), nature: Nature::Immutable, is_set: false }]);
        assert!(one("concat").forms().all(|form| form.takes(9) && !form.takes(0)));
        assert_eq!(one("similarity").extension, "pg_trgm");
        assert_eq!(one("max").extension, "");
        assert!(one("max").forms().all(|form| form.nature == Nature::Aggregate));
        assert!(one("generate_series").forms().all(|form| form.is_set));
        assert!(known_functions("similarty").is_empty());
        assert!(is_known_extension("uuid-ossp") && !is_known_extension("postgis"));
        assert!(built_in_names().any(|name| name == "uuidv7"));
    }
}
