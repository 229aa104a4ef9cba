//! The section `[lints]` of `pgorm.toml`, read with the places of its mistakes.

use std::collections::BTreeMap;

use pg_orm_schema::{Level, Lint, LintLevels, UnknownLint};
use serde::de::Error;
use serde::{Deserialize, Deserializer};

/// `name = "level"`, each.
pub(crate) fn levels<'de, D: Deserializer<'de>>(deserializer: D) -> Result<LintLevels, D::Error> {
    let mut levels = LintLevels::default();
    for (Name(name), Loudness(level)) in BTreeMap::<Name, Loudness>::deserialize(deserializer)? {
        levels.set(name, level).map_err(D::Error::custom)?;
    }
    Ok(levels)
}

/// The name of a lint that there is.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Name(&'static str);

struct Loudness(Level);

impl<'de> Deserialize<'de> for Name {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        match Lint::named(&name) {
            Some(lint) => Ok(Self(lint.name)),
            None => Err(D::Error::custom(UnknownLint { name })),
        }
    }
}

impl<'de> Deserialize<'de> for Loudness {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map(Self).map_err(D::Error::custom)
    }
}
