//! `pgorm.toml`: a project's settings, for the command and for build scripts.

mod mistake;

use std::path::{Path, PathBuf};

use pg_orm_schema::{LintLevels, Mistake, Style};
use serde::Deserialize;
use serde::de::{Deserializer, Error as _};

use crate::lints;
use crate::options::Options;
use crate::type_choice::Types;

/// The file's name.
pub(crate) const FILE: &str = "pgorm.toml";
/// Where a schema is unless the file says otherwise.
const SCHEMA: &str = "schema.pgorm";
/// Where migrations are unless the file says otherwise.
pub(crate) const MIGRATIONS: &str = "migrations";

/// A project's settings. Paths are relative to the folder that holds `pgorm.toml`.
///
/// ```
/// let config = pg_orm_build::Config::from_text("schema = \"db/schema\"\n[generate]\nderive = [\"serde::Serialize\"]")?;
/// assert_eq!(config.schema.to_str(), Some("db/schema"));
/// assert_eq!(config.generate.derive, ["serde::Serialize"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Config {
    /// The schema: a file, or a folder of `*.pgorm` files. `schema.pgorm` by default.
    pub schema: PathBuf,
    /// The folder of migrations. `migrations` by default.
    pub migrations: PathBuf,
    /// The section `[generate]`.
    pub generate: Generate,
    /// The section `[types]`.
    pub types: Types,
    /// The section `[lints]`: by the name of a lint, `"allow"`, `"warn"` or `"deny"`.
    #[serde(deserialize_with = "lints::levels")]
    pub lints: LintLevels,
}

/// How Rust source is generated.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Generate {
    /// Paths of derive macros for models, enums, domains and composites, beside the usual ones.
    #[serde(deserialize_with = "derives")]
    pub derive: Vec<String>,
    /// The folder that `pgorm generate` writes checked-in source to; none by default.
    pub out: Option<PathBuf>,
}

/// Why `pgorm.toml` can't be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ConfigError {
    /// The operating system refused.
    #[error("cannot read `{}`", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system answered.
        #[source]
        source: std::io::Error,
    },
    /// A key that is not known, a value of the wrong type, or no TOML at all.
    #[error("{}", mistake.render(&path.display().to_string(), text, Style::Plain))]
    Wrong {
        /// The file, as messages name it.
        path: PathBuf,
        /// Its text.
        text: String,
        /// Where and what.
        mistake: Box<Mistake>,
    },
}

impl Default for Config {
    fn default() -> Self {
        Self {
            schema: SCHEMA.into(),
            migrations: MIGRATIONS.into(),
            generate: Generate::default(),
            types: Types::default(),
            lints: LintLevels::default(),
        }
    }
}

impl Config {
    /// The settings of the project in `folder`: `pgorm.toml` there, or the defaults where there is none.
    ///
    /// # Errors
    /// When the file can't be read, or has a key that is not known.
    pub fn find(folder: &Path) -> Result<Self, ConfigError> {
        Self::find_as(folder, &folder.join(FILE))
    }

    /// The same, with the name that messages give the file.
    pub(crate) fn find_as(folder: &Path, name: &Path) -> Result<Self, ConfigError> {
        let path = folder.join(FILE);
        match std::fs::read_to_string(&path) {
            Ok(text) => Self::parse(&text, name),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Self::default()),
            Err(source) => Err(ConfigError::Unreadable { path, source }),
        }
    }

    /// The settings that `text` holds.
    ///
    /// # Errors
    /// When it is no TOML, or has a key that is not known.
    pub fn from_text(text: &str) -> Result<Self, ConfigError> {
        Self::parse(text, Path::new(FILE))
    }

    /// What generating the schema at `source` depends on.
    #[must_use]
    pub fn options(&self, source: String) -> Options {
        Options { source, derive: self.generate.derive.clone(), types: self.types.clone() }
    }

    fn parse(text: &str, path: &Path) -> Result<Self, ConfigError> {
        toml::from_str(text).map_err(|error| ConfigError::Wrong {
            path: path.to_owned(),
            text: text.to_owned(),
            mistake: Box::new(mistake::of(&error, text)),
        })
    }
}

/// Paths of derive macros, each of which is told of where it stands.
fn derives<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    struct Derive(String);

    impl<'de> Deserialize<'de> for Derive {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            let text = String::deserialize(deserializer)?;
            match syn::parse_str::<syn::Path>(&text) {
                Ok(_) => Ok(Self(text)),
                Err(_) => Err(D::Error::custom(format!(
                    "`{text}` is no path to a derive macro\nhelp: write one path an entry, as in `derive = [\"serde::Serialize\"]`"
                ))),
            }
        }
    }

    let derives = Vec::<Derive>::deserialize(deserializer)?;
    Ok(derives.into_iter().map(|Derive(text)| text).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_keys_are_errors_that_name_the_known_ones() {
        let error = Config::from_text("shema = \"x\"").unwrap_err().to_string();
        assert!(
            error.contains("shema") && error.contains("schema") && error.contains("pgorm.toml"),
            "{error}"
        );
        for (text, told) in [
            ("shema = \"x\"", "pgorm.toml:1:1: unknown key `shema` in pgorm.toml: did you mean `schema`?"),
            (
                "[type]\ndate = \"jiff\"",
                "pgorm.toml:1:2: unknown key `type` in pgorm.toml: did you mean `types`?",
            ),
            (
                "[generate]\nderives = []",
                "pgorm.toml:2:1: unknown key `derives` in pgorm.toml: did you mean `derive`?",
            ),
            (
                "[generate]\nderive = [\"Eq\", \"Foo Bar\"]",
                "pgorm.toml:2:17: `Foo Bar` is no path to a derive macro: write one path an entry, as in \
                 `derive = [\"serde::Serialize\"]`",
            ),
            ("schema = 1", "pgorm.toml:1:10: invalid type: integer `1`, expected path string"),
        ] {
            let Err(ConfigError::Wrong { mistake, .. }) = Config::from_text(text) else { panic!("{text}") };
            assert_eq!(mistake.line(FILE, text), told);
        }
    }

    #[test]
    fn what_is_wrong_is_shown_as_in_a_schema() {
        let error = Config::from_text("# ours\nshema = \"x\"").unwrap_err().to_string();
        let lines = [
            "error: unknown key `shema` in pgorm.toml",
            " --> pgorm.toml:2:1",
            "  |",
            "2 | shema = \"x\"",
            "  | ^^^^^",
            "  |",
            "  = help: did you mean `schema`?",
        ];
        assert_eq!(error, lines.join("\n"));
    }

    #[test]
    fn lints_are_named_and_have_levels() {
        use pg_orm_schema::{Level, Lint};

        let config =
            Config::from_text("[lints]\njson-for-jsonb = \"allow\"\nduplicate-index = \"deny\"").unwrap();
        let level = |name: &str| config.lints.of(Lint::named(name).unwrap());
        let levels = ["json-for-jsonb", "duplicate-index", "money-type"].map(level);
        assert_eq!(levels, [Level::Allow, Level::Deny, Level::Warn]);
        let error = Config::from_text("[lints]\njson-for-json = \"allow\"").unwrap_err().to_string();
        assert!(
            error.contains("pgorm.toml:2:") && error.contains("did you mean `json-for-jsonb`?"),
            "{error}"
        );
        let error = Config::from_text("[lints]\nduplicate-index = \"forbid\"").unwrap_err().to_string();
        assert!(error.contains("pgorm.toml:2:") && error.contains("write allow, warn or deny"), "{error}");
    }

    #[test]
    fn a_folder_without_the_file_has_the_defaults() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(Config::find(folder.path()).unwrap(), Config::default());
        std::fs::write(folder.path().join(FILE), "schema = \"db\"").unwrap();
        assert_eq!(Config::find(folder.path()).unwrap().schema, Path::new("db"));
    }
}
