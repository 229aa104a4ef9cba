//! Lints: the warnings that there are, by name, and how loud each is.

use std::fmt;
use std::str::FromStr;

use super::codes::{self, Code};
use super::suggestion;

/// A kind of warning: right nearly always, and allowed by its name where it is not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lint {
    /// The code of its diagnostics.
    pub code: Code,
    /// What `@allow(..)` and the section `[lints]` of `pgorm.toml` call it: words in lower case joined by `-`.
    pub name: &'static str,
    /// How loud it is where nobody says otherwise.
    pub level: Level,
}

/// How loud a lint is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Level {
    /// It says nothing.
    Allow,
    /// It warns.
    Warn,
    /// What it finds is an error.
    Deny,
}

const fn warn(code: Code, name: &'static str) -> Lint {
    Lint { code, name, level: Level::Warn }
}

/// Every lint, in the order of the codes.
///
/// ```
/// let of_keys = pg_orm_schema::LINTS.iter().find(|lint| lint.name == "foreign-key-without-index");
/// assert_eq!(of_keys.map(|lint| lint.code.as_str()), Some("P002"));
/// ```
pub const LINTS: &[Lint] = &[
    warn(codes::UNUSED_ALLOW, "unused-allow"),
    warn(codes::FOREIGN_KEY_WITHOUT_INDEX, "foreign-key-without-index"),
    warn(codes::DUPLICATE_INDEX, "duplicate-index"),
    warn(codes::POLICY_ON_UNINDEXED_COLUMN, "policy-on-unindexed-column"),
    warn(codes::DEFINER_WITHOUT_SEARCH_PATH, "security-definer-without-search-path"),
    warn(codes::VIEW_WITHOUT_INVOKER, "view-without-security-invoker"),
    warn(codes::UNGUARDED_SETTING, "unguarded-setting"),
    warn(codes::TIMESTAMP_WITHOUT_TIME_ZONE, "timestamp-without-time-zone"),
    warn(codes::TIME_WITH_TIME_ZONE, "time-with-time-zone"),
    warn(codes::JSON_FOR_JSONB, "json-for-jsonb"),
    warn(codes::PADDED_CHAR, "padded-char"),
    warn(codes::MONEY_TYPE, "money-type"),
    warn(codes::SERIAL_FOR_IDENTITY, "serial-for-identity"),
    warn(codes::MISSPELT_EXTENSION, "misspelt-extension"),
    warn(codes::PUBLISHED_WITHOUT_IDENTITY, "published-without-identity"),
    warn(codes::POLICY_UNUSED, "policy-without-rls"),
    warn(codes::SECURITY_WITHOUT_POLICY, "rls-without-policy"),
    warn(codes::SECURITY_WITHOUT_SESSION, "rls-without-session"),
    warn(codes::SESSION_WITHOUT_ROLE, "session-without-role"),
];

impl Lint {
    /// The lint of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Self> {
        LINTS.iter().find(|lint| lint.name == name)
    }

    /// The lint whose diagnostics have this code; `None` for a code of mistakes.
    #[must_use]
    pub fn of(code: Code) -> Option<&'static Self> {
        LINTS.iter().find(|lint| lint.code == code)
    }
}

/// How loud each lint is in a project.
///
/// ```
/// use pg_orm_schema::{Level, LintLevels, Sources, compile_with};
///
/// let sources = Sources::from_text("schema.pgorm", "model Note {\n  id bigint @id\n  at timestamp\n}");
/// assert_eq!(compile_with(&sources, &LintLevels::default()).diagnostics.warning_count(), 1);
/// let mut levels = LintLevels::default();
/// levels.set("timestamp-without-time-zone", Level::Deny)?;
/// assert!(compile_with(&sources, &levels).schema.is_none());
/// # Ok::<(), pg_orm_schema::UnknownLint>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LintLevels {
    all: Option<Level>,
    /// The last one of a lint counts.
    said: Vec<(Code, Level)>,
}

impl LintLevels {
    /// Every lint at one level.
    #[must_use]
    pub fn all(level: Level) -> Self {
        Self { all: Some(level), said: Vec::new() }
    }

    /// Sets the level of the lint of this name.
    ///
    /// # Errors
    /// When there is no such lint.
    pub fn set(&mut self, name: &str, level: Level) -> Result<(), UnknownLint> {
        let Some(lint) = Lint::named(name) else { return Err(UnknownLint { name: name.to_owned() }) };
        self.said.push((lint.code, level));
        Ok(())
    }

    /// The level of a lint.
    #[must_use]
    pub fn of(&self, lint: &Lint) -> Level {
        let said = self.said.iter().rev().find(|(code, _)| *code == lint.code).map(|(_, level)| *level);
        said.or(self.all).unwrap_or(lint.level)
    }
}

/// There is no lint of a name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no lint `{name}`{}", self.hint())]
pub struct UnknownLint {
    /// The name.
    pub name: String,
}

impl UnknownLint {
    /// The lint that was meant, by its nearest name or by its code.
    #[must_use]
    pub fn meant(&self) -> Option<&'static Lint> {
        let by_code = LINTS.iter().find(|lint| self.name.eq_ignore_ascii_case(lint.code.as_str()));
        by_code.or_else(|| Lint::named(suggestion(&self.name, LINTS.iter().map(|lint| lint.name))?))
    }

    fn hint(&self) -> String {
        match self.meant() {
            Some(lint) => format!("; did you mean `{}`?", lint.name),
            None => "; `pgorm explain` lists them".to_owned(),
        }
    }
}

/// A word that is no level.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{word}` is no level of a lint: write allow, warn or deny")]
pub struct UnknownLevel {
    /// The word.
    pub word: String,
}

impl FromStr for Level {
    type Err = UnknownLevel;

    fn from_str(word: &str) -> Result<Self, UnknownLevel> {
        match word {
            "allow" => Ok(Self::Allow),
            "warn" => Ok(Self::Warn),
            "deny" => Ok(Self::Deny),
            _ => Err(UnknownLevel { word: word.to_owned() }),
        }
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Allow => "allow",
            Self::Warn => "warn",
            Self::Deny => "deny",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lints_have_names_of_their_own() {
        assert!(LINTS.is_sorted_by(|a, b| a.code < b.code));
        for lint in LINTS {
            assert!(lint.name.split('-').all(|word| word.chars().all(|c| c.is_ascii_lowercase())));
            assert_eq!(Lint::named(lint.name), Some(lint), "{}", lint.name);
            assert_eq!(Lint::of(lint.code), Some(lint));
        }
    }

    #[test]
    fn unknown_names_lead_to_known_ones() {
        let meant = |name: &str| UnknownLint { name: name.to_owned() }.meant().map(|lint| lint.name);
        assert_eq!(meant("foreign-key-without-indx"), Some("foreign-key-without-index"));
        assert_eq!(meant("p002"), Some("foreign-key-without-index"));
        assert_eq!(meant("spelling"), None);
    }
}
