//! `migration.toml`: what a migration says of itself.

use std::fmt;

/// What stands in `migration.toml`.
///
/// Only these three keys exist, so that an application need not carry a whole TOML parser; strings and booleans
/// are written as TOML writes them.
///
/// ```
/// use pg_orm_apply::Manifest;
/// let manifest = Manifest::parse("# first\nchecksum = \"sha256:ab\"\ntransaction = false\n")?;
/// assert_eq!(manifest.checksum.as_deref(), Some("sha256:ab"));
/// assert_eq!(Manifest::parse(&manifest.to_string())?, manifest);
/// # Ok::<(), pg_orm_apply::ManifestProblem>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Manifest {
    /// The migration that this one follows; `None` for the first.
    pub parent: Option<String>,
    /// The checksum of the SQL files when they were written: `sha256:..`. Not checked where it is absent.
    pub checksum: Option<String>,
    /// Whether the migration runs in one transaction; true unless said otherwise.
    pub transaction: bool,
}

/// Why a `migration.toml` can't be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ManifestProblem {
    /// A line that is no `key = value`.
    #[error("line {line} is not `key = value`")]
    NotAnEntry {
        /// The line, from 1.
        line: usize,
    },
    /// A key that means nothing.
    #[error("line {line}: unknown key `{key}`; there are `parent`, `checksum` and `transaction`")]
    UnknownKey {
        /// The line, from 1.
        line: usize,
        /// The key.
        key: String,
    },
    /// A key that stands twice.
    #[error("line {line}: `{key}` is set a second time")]
    Repeated {
        /// The line, from 1.
        line: usize,
        /// The key.
        key: String,
    },
    /// A value of the wrong kind.
    #[error("line {line}: `{key}` takes {expected}")]
    BadValue {
        /// The line, from 1.
        line: usize,
        /// The key.
        key: String,
        /// What it takes.
        expected: &'static str,
    },
}

const STRING: &str = "a string in double quotes on one line";

impl Default for Manifest {
    fn default() -> Self {
        Self { parent: None, checksum: None, transaction: true }
    }
}

impl Manifest {
    /// Reads the text of a `migration.toml`.
    ///
    /// # Errors
    /// The first line that can't be read.
    pub fn parse(text: &str) -> Result<Self, ManifestProblem> {
        let mut manifest = Self::default();
        let mut seen: Vec<&str> = Vec::new();
        for (index, content) in text.lines().enumerate() {
            let line = index + 1;
            let content = content.trim();
            if content.is_empty() || content.starts_with('#') {
                continue;
            }
            let (key, value) = content.split_once('=').ok_or(ManifestProblem::NotAnEntry { line })?;
            let (key, value) = (key.trim(), value.trim());
            if seen.contains(&key) {
                return Err(ManifestProblem::Repeated { line, key: key.to_owned() });
            }
            seen.push(key);
            let bad = |expected| ManifestProblem::BadValue { line, key: key.to_owned(), expected };
            match key {
                "parent" => manifest.parent = Some(string(value).ok_or_else(|| bad(STRING))?),
                "checksum" => manifest.checksum = Some(string(value).ok_or_else(|| bad(STRING))?),
                "transaction" => {
                    manifest.transaction = boolean(value).ok_or_else(|| bad("`true` or `false`"))?;
                }
                _ => return Err(ManifestProblem::UnknownKey { line, key: key.to_owned() }),
            }
        }
        Ok(manifest)
    }
}

/// The text of a `migration.toml`.
impl fmt::Display for Manifest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(parent) = &self.parent {
            writeln!(f, "parent = {}", Quoted(parent))?;
        }
        if let Some(checksum) = &self.checksum {
            writeln!(f, "checksum = {}", Quoted(checksum))?;
        }
        writeln!(f, "transaction = {}", self.transaction)
    }
}

struct Quoted<'a>(&'a str);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("\"")?;
        for c in self.0.chars() {
            match c {
                '"' | '\\' => write!(f, "\\{c}")?,
                c if c.is_control() => write!(f, "\\u{:04X}", u32::from(c))?,
                c => write!(f, "{c}")?,
            }
        }
        f.write_str("\"")
    }
}

/// A basic or a literal string, with nothing but a comment behind it.
fn string(value: &str) -> Option<String> {
    if let Some(rest) = value.strip_prefix('\'') {
        let (text, rest) = rest.split_once('\'')?;
        return is_end(rest).then(|| text.to_owned());
    }
    let mut characters = value.strip_prefix('"')?.chars();
    let mut text = String::new();
    loop {
        match characters.next()? {
            '"' => return is_end(characters.as_str()).then_some(text),
            '\\' => text.push(escaped(&mut characters)?),
            c => text.push(c),
        }
    }
}

fn escaped(characters: &mut std::str::Chars<'_>) -> Option<char> {
    let digits = match characters.next()? {
        'n' => return Some('\n'),
        't' => return Some('\t'),
        'r' => return Some('\r'),
        'b' => return Some('\u{8}'),
        'f' => return Some('\u{c}'),
        c @ ('"' | '\\') => return Some(c),
        'u' => 4,
        'U' => 8,
        _ => return None,
    };
    let text = characters.as_str().get(..digits)?;
    if !text.bytes().all(|b| b.is_ascii_hexdigit()) {
        return None;
    }
    *characters = characters.as_str().get(digits..)?.chars();
    char::from_u32(u32::from_str_radix(text, 16).ok()?)
}

fn boolean(value: &str) -> Option<bool> {
    [("true", true), ("false", false)]
        .into_iter()
        .find_map(|(word, meaning)| is_end(value.strip_prefix(word)?).then_some(meaning))
}

fn is_end(rest: &str) -> bool {
    let rest = rest.trim_start();
    rest.is_empty() || rest.starts_with('#')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_name_survives() {
        for name in ["", "a\"b\\c", "tab\there\nand\u{1}", "🦀 'x' # y = z"] {
            let manifest = Manifest { parent: Some(name.into()), checksum: None, transaction: false };
            assert_eq!(Manifest::parse(&manifest.to_string()), Ok(manifest));
        }
    }

    #[test]
    fn what_is_not_understood_is_said() {
        let problem = |text| Manifest::parse(text).unwrap_err().to_string();
        assert_eq!(problem("\nparent"), "line 2 is not `key = value`");
        assert_eq!(
            problem("lock = 1"),
            "line 1: unknown key `lock`; there are `parent`, `checksum` and `transaction`"
        );
        assert_eq!(problem("transaction = 1"), "line 1: `transaction` takes `true` or `false`");
        assert_eq!(
            problem("transaction=true # c\ntransaction=true"),
            "line 2: `transaction` is set a second time"
        );
        for bad in
            ["parent = x", "parent = \"x", "parent = \"x\" y", r#"parent = "\q""#, r#"parent = "\u00""#]
        {
            assert!(problem(bad).contains("takes a string"), "{bad}");
        }
        assert_eq!(Manifest::parse("parent = 'a\\b' # c").unwrap().parent.as_deref(), Some("a\\b"));
    }
}
